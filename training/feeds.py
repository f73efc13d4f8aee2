"""Booked sessions, for a person's own calendar. The kind of thing and its number; no title."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from portal import clock
from portal.feeds import Entry, source
from portal.models import User
from training import access
from training.models import Booking, Session

USUAL_LENGTH = timedelta(hours=2)  # a session has a start; its end is not recorded


@source
def booked(user: User) -> Iterator[Entry]:
    places = access.own_bookings(user).filter(
        session__in=access.sessions(user),
        status=Booking.Status.BOOKED,
        session__status=Session.Status.PLANNED,
        session__starts_at__gt=clock.now(),
    )
    for place in places.select_related("session"):
        session = place.session
        path = reverse("training:session", kwargs={"session_id": session.pk})
        ends = session.starts_at + USUAL_LENGTH
        yield Entry(f"booking {place.pk}", "Training session", path, session.starts_at, ends)
