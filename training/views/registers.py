"""The register of a session: on a phone at the door, from paper, closed, opened again."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from portal import clock, documents
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, saying, show
from portal.workflow import MoveRefused
from training import access, actions, papers
from training.forms import (
    CorrectionForm,
    MarkForm,
    RegisterFilter,
    RegisterForm,
    ReopenForm,
    WalkInForm,
)
from training.models import Booking, BookingQuerySet, Session, SessionQuerySet
from training.views.sessions import session_of
from training.workflow import SESSIONS

PER_PAGE = 50
REFUSALS: dict[type[Exception], str] = {
    actions.NotOpen: "This register is closed. It was not changed.",
    actions.TooEarly: "The register opens on the day of the session.",
    actions.HasPlace: "This person stands on the register already. Mark them there.",
    actions.NoPlaceLeft: "Every place is taken. Enter why you let them in, or turn them away.",
}
TALLY = {
    "waiting": Count("pk", filter=Q(status="booked")),
    "came": Count("pk", filter=Q(status="attended")),
    "part": Count("pk", filter=Q(status="part attended")),
    "absent": Count("pk", filter=Q(status="absent")),
}


def sessions_taught(ask: Ask) -> SessionQuerySet:
    """Those to come or not closed first, by date; then those that are done, latest first."""
    own = access.own_sessions(ask.user).with_counts().select_related("course", "area")
    return own.order_by("-status", "starts_at", "ref")


MY_SESSIONS = Export(
    key="training.my_sessions",
    title="Sessions I teach",
    rows=sessions_taught,
    columns=(
        ("Session", lambda session: session.course.title),
        ("Begins", lambda session: session.starts_at),
        ("Venue", lambda session: session.venue),
        ("Places", lambda session: session.places),
        ("Booked", lambda session: session.booked),
        ("Attended", lambda session: session.attended),
        ("State", lambda session: session.get_status_display()),
    ),
)


@door("GET", to=access.trains)
@offers(MY_SESSIONS)
def my_sessions(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, MY_SESSIONS.found(request)), "today": clock.today()}
    return show(request, "training/my_sessions.html", context)


def register_of(user: User, found: Session) -> BookingQuerySet:
    """Everybody on the register of one session, for whoever keeps it."""
    insist(access.keeps_register_of(user, found))
    return access.on_register(user, found).select_related("agency", "session__course")


def narrowed(ask: Ask) -> BookingQuerySet:
    found = session_of(ask.user, ask.at["session_id"])
    return RegisterFilter(ask.asked).narrow(register_of(ask.user, found))


REGISTER = Export(
    key="training.register",
    title="Register",
    filters=lambda ask: RegisterFilter(ask.asked),
    rows=narrowed,
    columns=(
        ("Session", lambda place: str(place.session)),
        ("Name", lambda place: place.delegate),
        ("Agency", lambda place: place.agency and str(place.agency)),
        ("Mark", lambda place: place.get_status_display()),
    ),
)


@door("GET", to=access.keeps_register)
@offers(REGISTER)
def register(request: PortalRequest, session_id: int) -> HttpResponse:
    found = session_of(request.user, session_id)
    narrow = RegisterFilter(request.GET)
    everybody = register_of(request.user, found)
    page = paged(request, narrow.narrow(everybody), PER_PAGE)
    context = {
        "session": found,
        "filter": narrow,
        "page": page,
        "asked": asked_of(request.GET),
        "tally": everybody.aggregate(**TALLY),
        "closings": access.closings(request.user).filter(session=found)[:5],
        "runs": access.runs_training_of(request.user, found),
        "moves": {move.name for move in SESSIONS.open_to(request.user, found)},
        **marking(found),
    }
    template = "training/register_results.html" if request.htmx else "training/register.html"
    return show(request, template, context)


def asked_of(typed: QueryDict) -> dict[str, str]:
    """Where in the register somebody is, so that a tap leads back there."""
    return {name: str(typed[name]) for name in ("q", "show", "page") if typed.get(name)}


def marking(found: Session) -> dict[str, Any]:
    """Whether marks can be made now."""
    planned = found.status == Session.Status.PLANNED
    return {"marking": planned and found.register_is_open, "early": not found.register_is_open}


@door("POST", to=access.keeps_register)
def mark(request: PortalRequest, booking_id: int) -> HttpResponse:
    """One tap. By itself the page comes back at that person; with htmx only their row does."""
    place = place_of(request, booking_id)
    insist(access.keeps_register_of(request.user, place.session))
    form, fault = MarkForm(request.POST), ""
    if form.is_valid():
        try:
            actions.mark_place(booking=place, mark=form.cleaned_data["mark"], by=request.user)
        except (actions.NotOpen, actions.TooEarly) as refusal:
            fault = REFUSALS[type(refusal)]
    else:
        fault = "Select how this person is marked."
    if request.htmx:
        return row(request, place_of(request, booking_id), fault)
    if fault:
        messages.error(request, fault)
    return redirect(back_to_row(request, place))


def back_to_row(request: PortalRequest, place: Booking) -> str:
    """The page of the register one came from, at the person just marked."""
    at = reverse("training:register", kwargs={"session_id": place.session_id})
    return f"{at}?{urlencode(asked_of(request.POST))}#place-{place.pk}"


def row(request: PortalRequest, place: Booking, fault: str) -> HttpResponse:
    found = place.session
    context = {"place": place, "fault": fault, "swapped": True, **marking(found)}
    context["asked"] = asked_of(request.POST)
    context["tally"] = register_of(request.user, found).aggregate(**TALLY)
    return show(request, "training/register_row.html", context)


def place_of(request: PortalRequest, booking_id: int) -> Booking:
    joined = access.bookings(request.user).select_related("session__course", "agency", "walk_in")
    found: Booking = get_object_or_404(joined, pk=booking_id)
    return found


@door("POST", to=access.keeps_register)
def register_rest(request: PortalRequest, session_id: int) -> HttpResponse:
    found = kept(request, session_id)
    form = MarkForm(request.POST)
    mark = form.cleaned_data["mark"] if form.is_valid() else "attended"
    try:
        changed = actions.mark_rest(session=found, mark=mark, by=request.user)
    except (actions.NotOpen, actions.TooEarly) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    else:
        messages.success(request, f"{changed} marked.")
    return redirect("training:register", session_id=session_id)


def kept(request: PortalRequest, session_id: int) -> Session:
    """A session whose register this person keeps."""
    found = session_of(request.user, session_id)
    insist(access.keeps_register_of(request.user, found))
    return found


@door("GET", "POST", to=access.keeps_register)
def register_sheet(request: PortalRequest, session_id: int) -> HttpResponse:
    """The paper list typed in, a hundred people a page."""
    found = kept(request, session_id)
    page = paged(request, register_of(request.user, found), 2 * PER_PAGE)
    form = RegisterForm(posted(request), places=list(page))
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.mark_register(session=found, marks=form.marks, by=request.user)
        except (actions.NotOpen, actions.TooEarly) as refusal:
            form.add_error(None, REFUSALS[type(refusal)])
        else:
            messages.success(request, f"Register saved. {changed} marks changed.")
            return redirect("training:register", session_id=session_id)
    context = {"session": found, "page": page, **marking(found)}
    return show(request, "training/register_sheet.html", context, form=form)


@door("POST", to=access.keeps_register)
def register_close(request: PortalRequest, session_id: int) -> HttpResponse:
    found = kept(request, session_id)
    with saying(request, "Register closed. The session is recorded as delivered."):
        actions.close_register(session=found, by=request.user)
    return redirect("training:register", session_id=session_id)


@door("GET", "POST", to=access.runs_training)
def register_reopen(request: PortalRequest, session_id: int) -> HttpResponse:
    found = session_of(request.user, session_id)
    insist(access.runs_training_of(request.user, found))
    form = ReopenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_register(
                session=found, reason=form.cleaned_data["reason"], by=request.user
            )
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The register is open again.")
            return redirect("training:register", session_id=session_id)
    return show(request, "training/register_reopen.html", {"session": found}, form=form)


@door("GET", "POST", to=access.runs_training)
def mark_correct(request: PortalRequest, booking_id: int) -> HttpResponse:
    place = place_of(request, booking_id)
    insist(access.runs_training_of(request.user, place.session))
    form = CorrectionForm(posted(request), initial={"mark": place.status})
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_mark(booking=place, by=request.user, **form.cleaned_data)
        except actions.NotOpen:
            form.add_error(None, "This register is open: change the mark in the register itself.")
        else:
            messages.success(request, f"{place.delegate}: the mark was put right.")
            return redirect("training:register", session_id=place.session_id)
    before = access.corrections(request.user).filter(booking=place)
    context = {"place": place, "session": place.session, "corrections": before}
    return show(request, "training/mark_correct.html", context, form=form)


@door("GET", "POST", to=access.keeps_register)
def walk_in(request: PortalRequest, session_id: int) -> HttpResponse:
    found = kept(request, session_id)
    form = WalkInForm(posted(request), agencies=access.door_agencies(request.user, found))
    if request.method == "POST" and form.is_valid():
        try:
            place = actions.let_in(session=found, by=request.user, **form.cleaned_data)
        except tuple(REFUSALS) as refusal:
            beside = {actions.HasPlace: "address", actions.NoPlaceLeft: "because"}
            form.add_error(beside.get(type(refusal)), REFUSALS[type(refusal)])
        else:
            messages.success(request, f"{place.delegate} is on the register, marked as here.")
            return redirect("training:register", session_id=session_id)
    left = max(found.places - register_of(request.user, found).count(), 0)
    context = {"session": found, "left": left, **marking(found)}
    return show(request, "training/walk_in.html", context, form=form)


@door("GET", to=access.keeps_register)
def door_list(request: PortalRequest, session_id: int) -> HttpResponse:
    """The list for the door, to print from the browser or as paper."""
    found = kept(request, session_id)
    return show(request, "training/door_list.html", papers.door_list(found))


@door("POST", to=access.keeps_register)
def door_list_paper(request: PortalRequest, session_id: int) -> HttpResponse:
    found = kept(request, session_id)
    paper = documents.request_document(papers.DOOR_LIST, found, by=request.user)
    return redirect(paper)
