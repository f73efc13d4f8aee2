"""One booking: taking a place, its details, taking up an offer, giving it up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, show
from training import access, actions
from training.actions.charges import quote
from training.forms import BookingForm, DetailsForm, GiveUpForm
from training.models import AgencyTerms, Booking, Need, SessionPart, Turn
from training.views.sessions import find, session_of, show_session

Status = Booking.Status


@door("POST", to=is_partner)
def book(request: PortalRequest, session_id: int) -> HttpResponse:
    """Hold a place for oneself, or join the waiting list; the booking's page says which."""
    found = find(request, session_id)
    agencies = list(access.booking_agencies(request.user, found))
    doubts = actions.doubts(request.user, found)
    form = BookingForm(request.POST, agencies=agencies, doubts=doubts)
    if form.is_valid():
        by = request.user
        try:
            booking = actions.hold_place(
                session=found, person=by, agency=form.cleaned_data["agency"], by=by
            )
        except actions.AlreadyBooked:
            form.add_error(None, "You hold or wait for a place on this session already.")
        except actions.BookingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return after_asking(request, booking)
    return show_session(request, session_of(request.user, session_id), form)


def after_asking(request: PortalRequest, booking: Booking) -> HttpResponse:
    """Say truthfully what somebody got: a place that is held, or a turn in the queue."""
    if booking.status == Status.HELD:
        return redirect("training:booking_details", booking_id=booking.pk)
    place = actions.position(booking)
    messages.info(request, f"Every place is taken. Number {place} on the waiting list.")
    return redirect(booking)


@door("GET", to=is_partner)
def booking(request: PortalRequest, booking_id: int) -> HttpResponse:
    found = seen(request, booking_id)
    open_ = found.is_open
    manages = access.manages(request.user, found)
    context = {
        "booking": found,
        "manages": manages and open_,
        "own": found.person_id == request.user.pk,
        "position": actions.position(found) if found.status == Status.WAITING else None,
        "may_take": manages and open_ and takes_now(found),
        "waits_for": waits_for(found),
        "need": need_of(request, found),
        "parts": parts_of(request, found),
        "turns": turns_of(request, found),
    }
    return show(request, "training/booking.html", context)


def need_of(request: PortalRequest, found: Booking) -> Need | None:
    """What the delegate needs, where somebody said so and this person may read it."""
    read = access.needs(request.user).filter(booking=found)
    return read.first() if found.has_need else None  # type: ignore[attr-defined]


def parts_of(request: PortalRequest, found: Booking) -> list[SessionPart]:
    read = access.parts(request.user).filter(session=found.session_id)
    return list(read) if found.in_parts else []  # type: ignore[attr-defined]


def turns_of(request: PortalRequest, found: Booking) -> list[Turn]:
    """What the waiting list did lately, where this booking was ever on one."""
    read = access.turns(request.user).filter(booking=found)
    return list(read[:10]) if found.has_turns else []  # type: ignore[attr-defined]


def takes_now(found: Booking) -> bool:
    if found.status == Status.OFFERED:
        return True
    return found.status == Status.WAITING and actions.may_take(found.session)


def waits_for(found: Booking) -> str:
    """Who is asked to approve, in words."""
    if found.status != Status.APPLIED:
        return ""
    asked = getattr(found, "approval", None)
    return "the line manager" if asked is not None and asked.manager else "an agency lead"


@door("GET", "POST", to=is_partner)
def booking_details(request: PortalRequest, booking_id: int) -> HttpResponse:
    """What goes with a place; sending it books a place that was only held."""
    found = managed(request, booking_id)
    form = details_form(request, found)
    if not found.is_open:
        return redirect(found)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        needs = {name: facts.pop(name) for name in ("access", "diet")}
        try:
            booked = actions.confirm_place(booking=found, by=request.user, **facts)
        except actions.BookingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if found.has_need or any(needs.values()):  # type: ignore[attr-defined]
                actions.say_needs(booking=booked, by=request.user, **needs)
            messages.success(request, SAID.get(Status(booked.status), "Details saved."))
            return redirect(booked)
    context = {"booking": found, "held": found.status == Status.HELD, "price": quote(found)}
    return show(request, "training/booking_details.html", context, form=form)


LEFT = {
    Status.WAITING: "You have left the waiting list.",
    Status.OFFERED: "You said no to the place. It goes to whoever waits next.",
}
SAID = {
    Status.BOOKED: "You have a place. We have sent a message about it.",
    Status.APPLIED: "The place is kept while we ask whether it is approved.",
}


def details_form(request: PortalRequest, found: Booking) -> DetailsForm:
    wanted = actions.approval_wanted(found, by=request.user)
    lacking = access.courses_lacking(found) if found.needs_first else ()  # type: ignore[attr-defined]
    typed = posted(request)
    return DetailsForm(
        typed,
        by_manager=wanted == AgencyTerms.Approval.MANAGER and found.status != Status.BOOKED,
        own_addresses=(request.user.email, found.mail),
        lacking=[str(course) for course in lacking],
        initial=known_of(request, found) if typed is None else {},
    )


def known_of(request: PortalRequest, found: Booking) -> dict[str, str]:
    """What the form begins with, so that nobody types it again."""
    need = need_of(request, found)
    job = found.job or access.last_job(found.person_id)
    said = {"job": job, "manager": found.manager, "equivalent": found.equivalent}
    return {**said, **(need.told if need else {})}


@door("POST", to=is_partner)
def booking_take(request: PortalRequest, booking_id: int) -> HttpResponse:
    """Take up a place that was offered, or a free one close to the start."""
    found = managed(request, booking_id)
    try:
        taken = actions.take_up(booking=found, by=request.user)
    except actions.ManagerMissing as refusal:
        messages.error(request, str(refusal))
        return redirect("training:booking_details", booking_id=found.pk)
    except actions.BookingRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, SAID[Status(taken.status)])
    return redirect(found)


@door("GET", "POST", to=is_partner)
def give_up(request: PortalRequest, booking_id: int) -> HttpResponse:
    found = managed(request, booking_id)
    form = GiveUpForm(posted(request))
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if actions.give_up_place(booking=found, by=request.user, why=why):
            messages.success(request, LEFT.get(Status(found.status), "The place is given up."))
        else:
            messages.error(request, "This place can no longer be given up.")
        return redirect(found)
    context = {"booking": found, "form": form, "price": quote(found)}
    return show(request, "training/give_up.html", context, form=form)


def seen(request: PortalRequest, booking_id: int) -> Booking:
    found = access.bookings(request.user).with_extras()
    joined = found.select_related("session__course", "agency", "booked_by", "ended_by", "approval")
    return get_object_or_404(joined, pk=booking_id)


def managed(request: PortalRequest, booking_id: int) -> Booking:
    found = access.managed_bookings(request.user).with_extras()
    joined = found.select_related("session__course", "agency", "person")
    return get_object_or_404(joined, pk=booking_id)
