"""Planning sessions, changing them, and looking after those with few bookings."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door, insist
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import CopyForm, PartForm, SessionForm
from training.models import Session
from training.views.course_editing import run_course
from training.views.crumbs import back_to


@contextmanager
def explained(form: Form) -> Iterator[None]:
    """Say in the form what stood in the way. The form has faults then, and is shown again."""
    try:
        yield
    except actions.PlanRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def run_session(request: PortalRequest, session_id: int) -> Session:
    """A session this person runs: 404 where it is hidden, 403 where it is only read."""
    sessions = access.sessions(request.user).with_counts()
    joined = sessions.select_related("course__partnership", "area", "trainer")
    found: Session = get_object_or_404(joined, pk=session_id)
    insist(access.runs_training_of(request.user, found))
    return found


@door("GET", "POST", to=access.runs_training)
def plan(request: PortalRequest, course_id: int) -> HttpResponse:
    found = run_course(request, course_id)
    form = SessionForm(posted(request), user=request.user, course=found)
    if form.is_valid():
        with explained(form):
            session = actions.plan_session(course=found, by=request.user, **form.facts)
            messages.success(request, "Session planned.")
            return redirect(session)
    context = {"course": found, "crumbs": back_to("courses", course=found)}
    return show(request, "training/plan.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def session_edit(request: PortalRequest, session_id: int) -> HttpResponse:
    found = run_session(request, session_id)
    form = SessionForm(posted(request), user=request.user, course=found.course, session=found)
    if form.is_valid():
        seen = form.cleaned_data["edition"] or 0
        with explained(form):
            actions.rewrite_session(session=found, seen=seen, facts=form.facts, by=request.user)
            messages.success(request, "Session changed. People who booked are told what is new.")
            return redirect(found)
    context = {"session": found, "crumbs": back_to("sessions", session=found)}
    return show(request, "training/session_edit.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def session_copy(request: PortalRequest, session_id: int) -> HttpResponse:
    found = run_session(request, session_id)
    form = CopyForm(posted(request), session=found)
    if form.is_valid():
        with explained(form):
            moment = form.cleaned_data["moment"]
            made = actions.copy_session(session=found, starts_at=moment, by=request.user)
            messages.success(request, "The same session is planned on another day.")
            return redirect(made)
    context = {"session": found, "crumbs": back_to("sessions", session=found)}
    return show(request, "training/session_copy.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def session_parts(request: PortalRequest, session_id: int) -> HttpResponse:
    found = run_session(request, session_id)
    form = PartForm(posted(request))
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("starts_at", "ends_at", "venue")}
        with explained(form):
            actions.add_part(session=found, by=request.user, **facts)
            messages.success(request, "Part added.")
            return redirect("training:session_parts", session_id=found.pk)
    context = {
        "session": found,
        "parts": found.parts.all(),
        "crumbs": back_to("sessions", session=found),
    }
    return show(request, "training/session_parts.html", context, form=form)


@door("POST", to=access.runs_training)
def part_remove(request: PortalRequest, part_id: int) -> HttpResponse:
    parts = access.parts(request.user).select_related("session__course")
    part = get_object_or_404(parts, pk=part_id)
    insist(access.runs_training_of(request.user, part.session))
    try:
        actions.remove_part(part=part, by=request.user)
    except actions.PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Part taken out.")
    return redirect("training:session_parts", session_id=part.session_id)


LOW = Export(
    key="training.low_numbers",
    title="Sessions below their fewest people",
    rows=lambda ask: access.low_numbers(ask.user),
    columns=(
        ("Session", lambda session: session.course.title),
        ("Begins", lambda session: session.starts_at),
        ("Area", lambda session: session.area and str(session.area)),
        ("Fewest people", lambda session: session.minimum),
        ("Taken", lambda session: session.taken),
        ("Places", lambda session: session.places),
    ),
)


@door("GET", to=access.runs_training)
@offers(LOW)
def low_number_list(request: PortalRequest) -> HttpResponse:
    context = {"sessions": paged(request, LOW.found(request)), "crumbs": back_to("sessions")}
    return show(request, "training/low_number_list.html", context)


@door("GET", to=access.runs_training)
def options(request: PortalRequest, session_id: int) -> HttpResponse:
    """What can be done before anybody cancels: cancelling stands last."""
    found = run_session(request, session_id)
    context = {
        "session": found,
        "others": access.dates_beside(request.user, found),
        "alerts": access.alerts_waiting(found),
        "crumbs": back_to("sessions", "low numbers", session=found),
    }
    return show(request, "training/options.html", context)
