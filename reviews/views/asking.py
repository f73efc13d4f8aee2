"""What agencies are asked about one case: for the people who work on it."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import audit
from portal.access import door, signed_in
from portal.exports import RESTRICTED, Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, saying, show
from reviews import access, actions
from reviews.forms import AskForm, GiveBackForm
from reviews.models import InformationRequest
from reviews.participation import Participation, participation
from reviews.views.form_steps import step
from reviews.views.rapid_file import about, led, looked_at

audit.words(
    {
        "review.chronology_taken": "Took along the chronology of a case",
        "reviews.participation_taken": "Took along who takes part in rapid reviews",
    }
)


@door("GET", to=signed_in, proven=True)
def rapid_asked(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = looked_at(request, rapid_id)
    asked = access.requests_of_cases(request.user).filter(rapid=rapid).told()
    context = {"requests": asked, "leads": access.leads_rapid(request.user, rapid)}
    return show(request, "reviews/rapid_asked.html", about(rapid, **context))


@door("GET", "POST", to=access.leads_reviews, proven=True)
def information_ask(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = led(request, rapid_id)
    return step(
        request,
        "reviews/information_ask.html",
        about(rapid),
        AskForm(posted(request), agencies=access.agencies_to_ask(request.user, rapid)),
        partial(actions.ask_for_information, rapid=rapid, by=request.user),
        said="The agencies are asked. Their leads were told that there is a request.",
        then=rapid,
    )


def led_request(request: PortalRequest, information_id: int) -> InformationRequest:
    """A request about a case that this person leads."""
    asked = access.requests_led(request.user).told()
    return get_object_or_404(asked, pk=information_id)


@door("POST", to=access.leads_reviews, proven=True)
def information_chase(request: PortalRequest, information_id: int) -> HttpResponse:
    asked = led_request(request, information_id)
    with saying(request, f"{asked.agency} is reminded."):
        actions.chase(request=asked, by=request.user)
    return redirect("reviews:rapid_asked", rapid_id=asked.rapid_id)


@door("POST", to=access.leads_reviews, proven=True)
def information_withdraw(request: PortalRequest, information_id: int) -> HttpResponse:
    asked = led_request(request, information_id)
    with saying(request, f"The request to {asked.agency} is taken back."):
        actions.withdraw(request=asked, by=request.user)
    return redirect("reviews:rapid_asked", rapid_id=asked.rapid_id)


@door("GET", "POST", to=access.leads_reviews, proven=True)
def information_give_back(request: PortalRequest, information_id: int) -> HttpResponse:
    asked = led_request(request, information_id)
    return step(
        request,
        "reviews/information_give_back.html",
        about(asked.rapid, asked=asked),
        GiveBackForm(posted(request)),
        partial(actions.give_back, request=asked, by=request.user),
        said=f"{asked.agency} can add to its answer.",
        then=asked.rapid,
    )


CHRONOLOGY = Export(
    key="reviews.chronology",
    title="Chronology",
    marking=RESTRICTED,
    seen_as="review.chronology_taken",
    rows=lambda ask: access.chronology_at(ask.user, ask.at["rapid_id"]),
    to=lambda ask: access.takes_rapid_along(ask.user, ask.at["rapid_id"]),
    columns=(
        ("Date", lambda entry: entry.on),
        ("What happened", lambda entry: entry.text),
        ("What was done", lambda entry: entry.response),
        ("Agency", lambda entry: entry.request.agency.name),
        ("Record", lambda entry: entry.source),
    ),
)


@door("GET", to=signed_in, proven=True)
@offers(CHRONOLOGY)
def chronology_list(request: PortalRequest, rapid_id: int) -> HttpResponse:
    rapid = looked_at(request, rapid_id)
    page = paged(request, CHRONOLOGY.found(request, rapid_id=rapid_id), per=100)
    takes = access.takes_along(request.user, rapid.review)
    return show(request, "reviews/chronology_list.html", about(rapid, page=page, takes=takes))


def participation_found(ask: Ask) -> list[Participation]:
    return participation(access.requests_led(ask.user), access.attendances_led(ask.user))


PARTICIPATION = Export(
    key="reviews.participation",
    title="Who takes part in rapid reviews",
    marking=RESTRICTED,
    seen_as="reviews.participation_taken",
    rows=participation_found,
    columns=(
        ("Agency", lambda line: line.agency.name),
        ("Partnership", lambda line: line.partnership.name),
        ("Asked", lambda line: line.asked),
        ("Answered", lambda line: line.answered),
        ("Answered on time", lambda line: line.on_time),
        ("Nothing known", lambda line: line.nothing_known),
        ("Late today", lambda line: line.overdue),
        ("Expected at meetings", lambda line: line.expected),
        ("Attended", lambda line: line.attended),
    ),
)


@door("GET", to=access.leads_reviews, proven=True)
@offers(PARTICIPATION)
def participation_list(request: PortalRequest) -> HttpResponse:
    """Which agencies were asked, answered and came, over every rapid review this person leads."""
    page = paged(request, PARTICIPATION.found(request))
    audit.listed({line.partnership for line in page}, by=request.user, what="reviews.listed")
    context: dict[str, Any] = {"page": page}
    return show(request, "reviews/participation_list.html", context)
