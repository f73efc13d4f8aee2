"""Booking for a colleague, moving a place to another date, handing it to somebody else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from partners.access import is_partner
from portal.access import door, insist
from portal.http import PortalRequest
from portal.pages import posted, show
from training import access, actions
from training.forms import BookColleagueForm, ColleagueForm, MoveForm
from training.views.bookings import after_asking, managed
from training.views.sessions import find


@door("GET", "POST", to=is_partner)
def book_colleague(request: PortalRequest, session_id: int) -> HttpResponse:
    """Hold a place for a colleague, or put them on the waiting list."""
    found = find(request, session_id)
    agencies = access.colleague_agencies(request.user, found)
    insist(agencies.exists())
    form = BookColleagueForm(posted(request), agencies=agencies)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        who = actions.delegate_named(facts["name"], facts["address"])
        try:
            booking = actions.hold_place(
                session=found, agency=facts["agency"], who=who, by=request.user
            )
        except actions.BookingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return after_asking(request, booking)
    return show(request, "training/book_colleague.html", {"session": found}, form=form)


@door("GET", "POST", to=is_partner)
def booking_move(request: PortalRequest, booking_id: int) -> HttpResponse:
    found = managed(request, booking_id)
    dates = access.other_dates(request.user, found)
    form = MoveForm(posted(request), dates=dates)
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.move_place(booking=found, to=form.cleaned_data["to"], by=request.user)
        except actions.BookingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The place is moved. We have sent a message about it.")
            return redirect(moved)
    context = {"booking": found, "dates": dates.exists()}
    return show(request, "training/booking_move.html", context, form=form)


@door("GET", "POST", to=is_partner)
def booking_substitute(request: PortalRequest, booking_id: int) -> HttpResponse:
    """Hand a place to a colleague of the same agency."""
    found = managed(request, booking_id)
    form = ColleagueForm(posted(request))
    if request.method == "POST" and form.is_valid():
        who = actions.delegate_named(**form.cleaned_data)
        try:
            new = actions.hand_on(booking=found, to=who, by=request.user)
        except actions.BookingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The place is now for {new.delegate}. We have told them.")
            own = access.managed_bookings(request.user).filter(pk=new.pk).exists()
            return redirect(new if own else found)
    return show(request, "training/booking_substitute.html", {"booking": found}, form=form)
