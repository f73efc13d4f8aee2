"""Free places for charities and community interest companies: asked for, decided, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import clock
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access
from training.actions import free_places as actions
from training.actions import money_refusals as refusals
from training.forms.free_places import (
    AskForm,
    DecideForm,
    FreePlaceFilter,
    WithdrawForm,
    a_year,
)
from training.models import FreePlace, Policy
from training.views.money import Crumb, crumbs
from training.views.prices.steps import FREE_PLACES, explained

TONES = {
    FreePlace.Status.WAITING: "amber",
    FreePlace.Status.AGREED: "green",
    FreePlace.Status.REFUSED: "grey",
    FreePlace.Status.TAKEN_BACK: "grey",
}


@dataclass(frozen=True)
class Line:
    """An application, and how it stands today."""

    place: FreePlace
    word: str
    tone: str


def line_of(place: FreePlace) -> Line:
    word = place.state_on(clock.today())
    tone = "grey" if word in ("Over", "Withdrawn") else TONES[FreePlace.Status(place.status)]
    return Line(place, word, tone)


def lines(ask: Ask, rows: Iterable[FreePlace]) -> list[Line]:
    return [line_of(place) for place in rows]


def places_found(ask: Ask) -> Any:
    state = FreePlaceFilter(ask.asked).asked("state")
    found = access.free_places_listed(ask.user)
    return found.filter(status=state) if state else found


LIST = Export(
    key="training.free_places",
    title="Free places asked for",
    filters=lambda ask: FreePlaceFilter(ask.asked),
    rows=places_found,
    lines=lines,
    columns=(
        ("Agency", lambda one: one.place.agency.name),
        ("Partnership", lambda one: one.place.partnership.name),
        ("Organisation", lambda one: one.place.get_organisation_display()),
        ("Registered", lambda one: one.place.registration),
        ("Asked on", lambda one: one.place.asked_on),
        ("State", lambda one: one.word),
        ("Decided on", lambda one: one.place.decided_on),
        ("Policy", lambda one: one.place.policy and one.place.policy.title),
        ("First day", lambda one: one.place.since),
        ("Last day", lambda one: one.place.last_day),
    ),
)


@door("GET", to=access.sees_charges)
@offers(LIST)
def free_place_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, LIST.found(request))
    page.object_list = LIST.shown(request, page.object_list)
    context = {
        "page": page,
        "filter": FreePlaceFilter(request.GET),
        "led": access.led_places(request.user),
        "crumbs": way(request)[:-1],
    }
    fragment = "training/free_place_list_results.html"
    return show(request, fragment if request.htmx else "training/free_place_list.html", context)


def way(request: PortalRequest) -> list[Crumb]:
    """The way back: over money for those who run it, over training for everybody else."""
    every = crumbs(FREE_PLACES)
    return every if access.runs_money(request.user) else [every[0], every[-1]]


@door("GET", "POST", to=access.leads_an_agency)
def free_place_ask(request: PortalRequest, partnership_id: int, agency_id: int) -> HttpResponse:
    """Ask in the name of an agency this person leads."""
    led = access.led_places(request.user)
    place = get_object_or_404(led, agency=agency_id, partnership=partnership_id)
    form = AskForm(posted(request))
    if form.is_valid():
        with explained(form):
            asked = actions.ask_free_places(
                agency=place.agency,
                partnership=place.partnership,
                by=request.user,
                **form.cleaned_data,
            )
            messages.success(request, "Asked. We tell you what the training lead decides.")
            return redirect(asked)
    policy = policy_now(request, partnership_id)
    context = {"place": place, "policy": policy, "crumbs": way(request)}
    return show(request, "training/free_place_ask.html", context, form=form)


def policy_now(request: PortalRequest, partnership_id: int) -> Policy | None:
    """The policy on free places that is in force there today."""
    kind, today = Policy.Kind.FREE_PLACES, clock.today()
    return access.policies(request.user).in_force(kind, partnership_id, today)


@door("GET", to=access.sees_charges)
def free_place(request: PortalRequest, free_place_id: int) -> HttpResponse:
    """One application, what was decided about it, under which policy, and why."""
    joined = access.free_places(request.user).select_related(
        "agency", "partnership", "policy", "asked_by", "decided_by", "withdrawn_by"
    )
    found = get_object_or_404(joined, pk=free_place_id)
    decides = access.decides_free_places(request.user, found)
    context = {
        "one": line_of(found),
        "place": found,
        "runs": access.runs_money_in(request.user, found.partnership_id),
        "to_decide": decides and found.is_waiting,
        "to_take_back": found.is_waiting and leads(request, found),
        "to_withdraw": decides and can_be_withdrawn(found),
        "crumbs": way(request),
    }
    return show(request, "training/free_place.html", context)


def leads(request: PortalRequest, place: FreePlace) -> bool:
    return access.leads_place(request.user, place.agency_id, place.partnership_id)


@door("POST", to=access.leads_an_agency)
def free_place_take_back(request: PortalRequest, free_place_id: int) -> HttpResponse:
    """The agency asks no longer."""
    found = get_object_or_404(access.free_places(request.user), pk=free_place_id)
    insist(leads(request, found))
    try:
        actions.take_back_free_places(place=found, by=request.user)
    except refusals.AlreadyDecided:
        messages.info(request, "It was decided meanwhile.")
    else:
        messages.success(request, "Taken back. You can ask again at any time.")
    return redirect(found)


def can_be_withdrawn(place: FreePlace) -> bool:
    lasts = place.until is not None and place.until >= clock.today()
    return lasts and place.withdrawn_from is None


def run_place(request: PortalRequest, free_place_id: int) -> FreePlace:
    """One this person decides about; nobody decides about what they asked for."""
    joined = access.free_places_run(request.user).select_related("agency", "partnership")
    found = get_object_or_404(joined, pk=free_place_id)
    insist(access.decides_free_places(request.user, found))
    return found


def at(request: PortalRequest, place: FreePlace) -> dict[str, Any]:
    return {
        "place": place,
        "crumbs": [*way(request), (place.agency.name, place.get_absolute_url())],
    }


@door("GET", "POST", to=access.runs_money)
def free_place_decide(request: PortalRequest, free_place_id: int) -> HttpResponse:
    found = run_place(request, free_place_id)
    form = DecideForm(posted(request), initial=a_year())
    if form.is_valid():
        with explained(form):
            decide(found, form, request)
            messages.success(request, "Decided. Whoever asked is told.")
            return redirect(found)
    policy = policy_now(request, found.partnership_id)
    context = {"policy": policy, **at(request, found)}
    return show(request, "training/free_place_decide.html", context, form=form)


def decide(place: FreePlace, form: DecideForm, request: PortalRequest) -> None:
    facts = form.cleaned_data
    said: dict[str, Any] = {"place": place, "reason": facts["reason"], "by": request.user}
    if form.agrees:
        actions.agree_free_places(since=facts["since"], until=facts["until"], **said)
    else:
        actions.refuse_free_places(**said)


@door("GET", "POST", to=access.runs_money)
def free_place_withdraw(request: PortalRequest, free_place_id: int) -> HttpResponse:
    found = run_place(request, free_place_id)
    form = WithdrawForm(posted(request), initial={"withdrawn_from": clock.today()})
    if form.is_valid():
        with explained(form):
            actions.withdraw_free_places(place=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Withdrawn. What was booked before stays free.")
            return redirect(found)
    return show(request, "training/free_place_withdraw.html", at(request, found), form=form)
