"""Dates to come, open to everybody: a list, a calendar and a news feed. No person is in any."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from partners.access import is_partner
from portal.access import public
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show
from training import access
from training.forms import DateFilter
from training.models import Session, SessionQuerySet
from training.published import atom, calendar

QUARTER_HOUR = 15 * 60
MOST_IN_FEED = 500


def dates_found(ask: Ask) -> SessionQuerySet:
    coming = access.dates_to_come(ask.user)
    return DateFilter(ask.asked or None).found(coming)


DATES = Export(
    key="training.dates",
    title="Training dates",
    filters=lambda ask: DateFilter(ask.asked),
    rows=dates_found,
    columns=(
        ("Course", lambda session: session.course.title),
        ("Begins", lambda session: session.starts_at),
        ("Ends", lambda session: session.ends_at),
        ("How people attend", lambda session: session.get_mode_display()),
        ("Venue", lambda session: session.venue or None),
        ("Area", lambda session: session.area and str(session.area)),
        ("Places", lambda session: session.left_in_words),
    ),
)


@public("GET")
@offers(DATES)
def date_list(request: PortalRequest) -> HttpResponse:
    narrow = DateFilter(request.GET or None)
    context = {
        "dates": paged(request, narrow.found(access.dates_to_come(request.user))),
        "filter": narrow,
        "joined": is_partner(request.user),
    }
    template = "training/date_list_results.html" if request.htmx else "training/date_list.html"
    return show(request, template, context)


@public("GET")
def dates_calendar(request: HttpRequest) -> HttpResponse:
    return fed(request, calendar, "text/calendar; charset=utf-8", "training-dates.ics")


@public("GET")
def dates_atom(request: HttpRequest) -> HttpResponse:
    return fed(request, atom, "application/atom+xml; charset=utf-8", "training-dates.atom")


def fed(
    request: HttpRequest, write: Callable[[list[Session]], bytes], kind: str, name: str
) -> HttpResponse:
    """The same for everybody, signed in or not, so that any cache may keep it for a while."""
    found = DateFilter(request.GET or None).found(access.public_dates())
    body = write(list(found[:MOST_IN_FEED]))
    tag = f'"{hashlib.sha256(body).hexdigest()}"'
    response = HttpResponse(body, content_type=kind)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"public, max-age={QUARTER_HOUR}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return get_conditional_response(request, etag=tag, response=response) or response
