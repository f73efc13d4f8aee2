"""Bookings that name nobody with an account: whose are they?"""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import UnmatchedFilter, WhoForm
from training.models import Booking, BookingQuerySet
from training.views.crumbs import back_to


def places_found(ask: Ask) -> BookingQuerySet:
    joined = access.unmatched(ask.user).select_related(
        "session__course", "agency", "walk_in", "person", "matching"
    )
    return UnmatchedFilter(ask.asked).narrow(joined).order_by("-session__starts_at", "pk")


UNMATCHED = Export(
    key="training.unmatched",
    title="Bookings without a person",
    filters=lambda ask: UnmatchedFilter(ask.asked),
    rows=places_found,
    columns=(
        ("Name", lambda place: place.delegate),
        ("Email address", lambda place: access.address_of(place) or None),
        ("Agency", lambda place: place.agency and str(place.agency)),
        ("Session", lambda place: str(place.session)),
        ("Mark", lambda place: place.get_status_display()),
        ("Person", lambda place: place.person and place.person.name),
        ("What was said", lambda place: str(place.matching) if said(place) else None),
    ),
)


def said(place: Booking) -> bool:
    return getattr(place, "matching", None) is not None


@door("GET", to=access.runs_training)
@offers(UNMATCHED)
def unmatched_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, UNMATCHED.found(request))
    meant = access.candidates(page)
    context = {
        "page": page,
        "rows": [(place, meant[place.pk]) for place in page],
        "filter": UnmatchedFilter(request.GET),
        "crumbs": back_to("courses"),
    }
    results = "training/unmatched_list_results.html"
    return show(request, results if request.htmx else "training/unmatched_list.html", context)


@door("POST", to=access.runs_training)
def match_addresses(request: PortalRequest) -> HttpResponse:
    found = actions.match_addresses(by=request.user)
    more = " Press the button again for the rest." if found == actions.AT_ONCE else ""
    messages.success(request, f"{found} found by their address. No name alone was matched.{more}")
    return redirect("training:unmatched_list")


@door("GET", "POST", to=is_partner)
def booking_not_mine(request: PortalRequest, booking_id: int) -> HttpResponse:
    """Somebody else was meant: the place leaves one's own record."""
    joined = access.put_in_record(request.user).select_related("session__course")
    place = get_object_or_404(joined, pk=booking_id)
    if request.method == "POST":
        with suppress(actions.NotMatched):
            actions.say_not_mine(booking=place, by=request.user)
        messages.success(request, "It stands in your record no longer. The training team is asked.")
        return redirect("training:record")
    return show(request, "training/booking_not_mine.html", {"place": place})


@door("GET", "POST", to=access.runs_training)
def booking_match(request: PortalRequest, booking_id: int) -> HttpResponse:
    joined = access.unmatched(request.user).select_related(
        "session__course__partnership", "agency", "walk_in", "person", "matching"
    )
    place = get_object_or_404(joined, pk=booking_id)
    meant = access.candidates([place])[place.pk]
    form = WhoForm(posted(request), candidates=meant)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_who(booking=place, person=form.person, by=request.user)
        except actions.HasPlace:
            form.add_error("who", "This person stands on the register of this session already")
        except actions.PersonKnown:
            form.add_error(None, "Somebody has said meanwhile whose booking this is.")
        else:
            messages.success(request, "Saved. Their own training record follows it.")
            return redirect("training:unmatched_list")
    context = {"place": place, "address": access.address_of(place)}
    return show(request, "training/booking_match.html", context, form=form)
