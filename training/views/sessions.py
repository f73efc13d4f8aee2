"""Sessions: what runs, who came, what was cancelled."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal import clock
from portal.access import door, insist, public
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, show
from portal.workflow import MoveRefused
from training import access, actions
from training.forms import BookingForm, CancelForm, SessionFilter
from training.models import Session, SessionQuerySet
from training.views.crumbs import back_to
from training.workflow import SESSIONS


def sessions_found(ask: Ask) -> SessionQuerySet:
    narrow = SessionFilter(ask.asked)
    found = access.sessions(ask.user).with_counts().select_related("course", "area")
    status = narrow.cleaned_data["status"] if narrow.is_valid() else ""
    return found.filter(status=status) if status else found


SESSIONS_HELD = Export(
    key="training.sessions",
    title="Sessions",
    filters=lambda ask: SessionFilter(ask.asked),
    rows=sessions_found,
    columns=(
        ("Session", lambda session: session.course.title),
        ("Begins", lambda session: session.starts_at),
        ("Area", lambda session: session.area and str(session.area)),
        ("Places", lambda session: session.places),
        ("Booked", lambda session: session.booked),
        ("Attended", lambda session: session.attended),
        ("State", lambda session: session.get_status_display()),
    ),
)


@door("GET", to=is_partner)
@offers(SESSIONS_HELD)
def session_list(request: PortalRequest) -> HttpResponse:
    sessions = paged(request, SESSIONS_HELD.found(request))
    context = {
        "sessions": sessions,
        "filter": SessionFilter(request.GET),
        "evaluates": access.reads_evaluations(request.user),
        "reports": access.reads_reports(request.user),
    }
    part = request.htmx
    template = "training/session_list_results.html" if part else "training/session_list.html"
    return show(request, template, context)


@public("GET")
def session(request: PortalRequest, session_id: int) -> HttpResponse:
    """To partners with all they can do there; to everybody else the facts of the catalogue."""
    partner = is_partner(request.user)
    found = sessions_shown(request.user).filter(pk=session_id).first() if partner else None
    return show_session(request, found) if found else public_session(request, session_id)


def public_session(request: PortalRequest, session_id: int) -> HttpResponse:
    shown = access.shown_sessions(request.user).with_taken().with_extras()
    joined = shown.select_related("course__partnership", "area", "partner")
    found = get_object_or_404(joined, pk=session_id)
    context = {
        "session": found,
        "parts": access.parts_shown(found),
        "use": access.fund_paying(found),
        "to_come": found.starts_at > clock.now(),
        "crumbs": back_to("courses", "dates"),
    }
    return show(request, "training/session_public.html", context)


def show_session(
    request: PortalRequest, found: Session, form: BookingForm | None = None
) -> HttpResponse:
    mine = list(access.own_bookings_beside(request.user, found))
    own = next((row for row in mine if row.session_id == found.pk), None)
    agencies = list(access.agencies_acted_for(request.user, found))
    bookable = actions.is_to_come(found)
    if form is None:
        doubts = actions.doubts_among(mine, found) if bookable else []
        form = BookingForm(agencies=agencies, doubts=doubts)
    context = {
        "session": found,
        "left": max(found.places - found.taken, 0),  # type: ignore[attr-defined]
        "waiting": found.waiting,  # type: ignore[attr-defined]
        "bookable": bookable,
        "moves": SESSIONS.open_to(request.user, found),
        "register": access.keeps_register_of(request.user, found),
        "runs": access.runs_training_of(request.user, found),
        "joining": access.may_join(request.user, found, own),
        "parts": access.parts_shown(found),
        "use": access.fund_paying(found),
        "own": own,
        "position": actions.position(own) if own and own.status == "waiting" else None,
        "books_for_others": any(one.for_colleagues for one in agencies),
    }
    return show(request, "training/session.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def cancel(request: PortalRequest, session_id: int) -> HttpResponse:
    found = find(request, session_id)
    insist(access.runs_training_of(request.user, found))
    form = CancelForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_session(
                session=found, reason=form.cleaned_data["reason"], by=request.user
            )
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Session cancelled. People with a place have been told.")
            return redirect(found)
    context = {
        "session": found,
        "others": access.dates_beside(request.user, found),
        "alerts": access.alerts_waiting(found),
    }
    return show(request, "training/cancel.html", context, form=form)


def find(request: PortalRequest, session_id: int) -> Session:
    """A session of a person's own world, for a form about it."""
    sessions = access.sessions(request.user).with_taken().select_related("course", "area")
    found: Session = get_object_or_404(sessions, pk=session_id)
    return found


def session_of(user: User, session_id: int) -> Session:
    found: Session = get_object_or_404(sessions_shown(user), pk=session_id)
    return found


def sessions_shown(user: User) -> SessionQuerySet:
    """Sessions of a person's own world, with what their pages say of them."""
    found = access.sessions(user).with_counts().with_extras()
    return found.select_related("course", "area", "partner")
