"""The register: the cases somebody works on, by the clock that runs out next."""

from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpResponse

from portal import audit, clock
from portal.access import door
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show
from reviews import access
from reviews.forms import SearchForm
from reviews.models import Review, ReviewQuerySet
from reviews.views.archive import way_in_of


def cases_found(ask: Ask) -> ReviewQuerySet:
    """Open cases; a search by reference looks in all that somebody may see."""
    form = SearchForm(ask.asked)
    asked = form.asked
    found = access.reviews(ask.user) if asked else access.open_files(ask.user)
    found = found.filter(title__icontains=asked) if asked else found
    ordered = (
        found.opened_by(form.route_asked)
        .with_next_clock()
        .order_by(F("due_on").asc(nulls_last=True), "title", "pk")
    )
    return ordered.select_related("incident", "partnership", "area")


def state_of(review: Review) -> str:
    incident = getattr(review, "incident", None)
    return incident.get_status_display() if incident else review.get_kind_display()


def advised_on(review: Review) -> date | None:
    incident = getattr(review, "incident", None)
    return incident.advised_on if incident else None


def advice_of(review: Review) -> str | None:
    incident = getattr(review, "incident", None)
    return incident.advice_reference or None if incident else None


def due_of(review: Any) -> Any:
    return review.due_on


CASES = Export(
    key="reviews.register",
    title="Cases",
    marking=RESTRICTED,
    seen_as="reviews.exported",
    filters=lambda ask: SearchForm(ask.asked),
    rows=cases_found,
    columns=(
        ("Case", lambda review: review.title),
        ("State", state_of),
        ("Why it was referred", way_in_of),
        ("Advice of the Panel, day", advised_on),
        ("Advice of the Panel, reference", advice_of),
        ("Area", lambda review: review.area and str(review.area)),
        ("Next due", due_of),
    ),
)


@door("GET", to=access.reads_reviews, proven=True)
@offers(CASES)
def register(request: PortalRequest) -> HttpResponse:
    """A list of cases is a look at each of them: it is noted, or not served."""
    page = paged(request, CASES.found(request))
    audit.listed({row.partnership for row in page}, by=request.user, what="reviews.listed")
    context = {
        "page": page,
        "filters": SearchForm(request.GET),
        "today": clock.today(),
        "leads": access.leads_reviews(request.user),
        "emergencies": access.emergencies_to_review(request.user).select_related(
            "person", "review"
        ),
    }
    return show(request, "reviews/register.html", context)
