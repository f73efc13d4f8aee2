"""The register of a session: on a phone at the door, from paper, closed, opened again."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal import clock, documents
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, saying, show
from training import access, actions, papers
from training.forms import (
    MarkForm,
    RegisterFilter,
    RegisterForm,
    WalkInForm,
)
from training.models import Booking, BookingQuerySet, Session, SessionPart, SessionQuerySet
from training.views.register_parts import (
    asked_of,
    marking,
    part_named,
    part_shown,
    parts_of,
    place_of,
    register_at,
    to_come,
    with_parts,
)
from training.views.sessions import session_of
from training.workflow import SESSIONS

PER_PAGE = 50
REFUSALS: dict[type[Exception], str] = {
    actions.NotOpen: "This register is closed. It was not changed.",
    actions.TooEarly: "The register opens on the day of the session.",
    actions.HasPlace: "This person stands on the register already. Mark them there.",
    actions.NoPlaceLeft: "Every place is taken. Enter why you let them in, or turn them away.",
    actions.InParts: "This session has several parts: mark people for each part.",
}
TALLY = {
    "waiting": Count("pk", filter=Q(shown="booked")),
    "came": Count("pk", filter=Q(shown="attended")),
    "part": Count("pk", filter=Q(shown="part attended")),
    "absent": Count("pk", filter=Q(shown="absent")),
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


def register_of(user: User, found: Session, part: SessionPart | None = None) -> BookingQuerySet:
    """Everybody on the register of one session, for whoever keeps it."""
    insist(access.keeps_register_of(user, found))
    places = access.on_register(user, found, part)
    return places.select_related("agency", "session__course")


def narrowed(ask: Ask) -> BookingQuerySet:
    found = session_of(ask.user, ask.at["session_id"])
    part = part_shown(found, parts_of(found), ask.asked.get("part", ""))
    places = register_of(ask.user, found, part).prefetch_related("part_marks__part")
    return RegisterFilter(ask.asked, part=part is not None).narrow(places)


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
        ("Parts", lambda place: place.parts_said),
    ),
)


@door("GET", to=access.keeps_register)
@offers(REGISTER)
def register(request: PortalRequest, session_id: int) -> HttpResponse:
    found = session_of(request.user, session_id)
    parts = parts_of(found)
    part = part_shown(found, parts, request.GET.get("part", ""))
    narrow = RegisterFilter(request.GET, part=part is not None)
    everybody = register_of(request.user, found, part)
    context = {
        "session": found,
        "parts": parts,
        "to_come": to_come(parts),
        "filter": narrow,
        "page": paged(request, narrow.narrow(with_parts(everybody, parts)), PER_PAGE),
        "asked": asked_of(request.GET),
        "tally": everybody.aggregate(**TALLY),
        "closings": access.closings(request.user).filter(session=found)[:5],
        "runs": access.runs_training_of(request.user, found),
        "moves": {move.name for move in SESSIONS.open_to(request.user, found)},
        **marking(found, part),
    }
    template = "training/register_results.html" if request.htmx else "training/register.html"
    return show(request, template, context)


@door("POST", to=access.keeps_register)
def mark(request: PortalRequest, booking_id: int) -> HttpResponse:
    """One tap. By itself the page comes back at that person; with htmx only their row does."""
    place = place_of(request, booking_id)
    insist(access.keeps_register_of(request.user, place.session))
    parts = parts_of(place.session)
    part = part_named(parts, request.POST.get("part", ""))
    form, fault = MarkForm(request.POST), ""
    if form.is_valid():
        try:
            mark_one(place, part, form.cleaned_data["mark"], request.user)
        except tuple(REFUSALS) as refusal:
            fault = REFUSALS[type(refusal)]
    else:
        fault = "Select how this person is marked."
    if request.htmx:
        return row(request, booking_id, part, fault)
    if fault:
        messages.error(request, fault)
    return redirect(back_to_row(request, place))


def mark_one(place: Booking, part: SessionPart | None, mark: str, by: User) -> None:
    if part is None:
        actions.mark_place(booking=place, mark=mark, by=by)
    else:
        actions.mark_part(booking=place, part=part, mark=mark, by=by)


def back_to_row(request: PortalRequest, place: Booking) -> str:
    """The page of the register one came from, at the person just marked."""
    at = reverse("training:register", kwargs={"session_id": place.session_id})
    return f"{at}?{urlencode(asked_of(request.POST))}#place-{place.pk}"


def row(
    request: PortalRequest, booking_id: int, part: SessionPart | None, fault: str
) -> HttpResponse:
    place = place_of(request, booking_id, part)
    context = {"place": place, "fault": fault, "swapped": True, **marking(place.session, part)}
    context["asked"] = asked_of(request.POST)
    context["tally"] = register_of(request.user, place.session, part).aggregate(**TALLY)
    return show(request, "training/register_row.html", context)


@door("POST", to=access.keeps_register)
def register_rest(request: PortalRequest, session_id: int) -> HttpResponse:
    found = kept(request, session_id)
    form, by = MarkForm(request.POST), request.user
    mark = form.cleaned_data["mark"] if form.is_valid() else "attended"
    part = part_named(parts_of(found), request.POST.get("part", ""))
    try:
        if part is None:
            changed = actions.mark_rest(session=found, mark=mark, by=by)
        else:
            changed = actions.mark_part_rest(part=part, mark=mark, by=by)
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    else:
        messages.success(request, f"{changed} marked.")
    return redirect(register_at(found, part))


def kept(request: PortalRequest, session_id: int) -> Session:
    """A session whose register this person keeps."""
    found = session_of(request.user, session_id)
    insist(access.keeps_register_of(request.user, found))
    return found


@door("GET", "POST", to=access.keeps_register)
def register_sheet(request: PortalRequest, session_id: int) -> HttpResponse:
    """The paper list typed in, a hundred people a page."""
    found = kept(request, session_id)
    part = part_shown(found, parts_of(found), request.GET.get("part", ""))
    page = paged(request, register_of(request.user, found, part), 2 * PER_PAGE)
    form = RegisterForm(posted(request), places=list(page), part=part is not None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = typed_in(found, part, form.marks, request.user)
        except tuple(REFUSALS) as refusal:
            form.add_error(None, REFUSALS[type(refusal)])
        else:
            marks = "1 mark" if changed == 1 else f"{changed} marks"
            messages.success(request, f"Register saved. {marks} changed.")
            return redirect(register_at(found, part))
    context = {"session": found, "page": page, **marking(found, part)}
    return show(request, "training/register_sheet.html", context, form=form)


def typed_in(found: Session, part: SessionPart | None, marks: dict[int, str], by: User) -> int:
    if part is None:
        return actions.mark_register(session=found, marks=marks, by=by)
    return actions.mark_part_list(part=part, marks=marks, by=by)


@door("POST", to=access.keeps_register)
def register_close(request: PortalRequest, session_id: int) -> HttpResponse:
    found = kept(request, session_id)
    with saying(request, "Register closed. The session is recorded as delivered."):
        actions.close_register(session=found, by=request.user)
    return redirect("training:register", session_id=session_id)


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
