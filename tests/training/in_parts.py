"""What the tests of sessions of several parts share."""

from datetime import time, timedelta

from portal import clock
from tests.factories.training import SessionFactory
from tests.factories.training_programme import SessionPartFactory
from tests.training.programme import in_days
from training import actions
from training.models import Booking, Session

STATES = {"a": "attended", "x": "absent"}


def in_parts(*days, **facts):
    """A session with a part on each of these days, counted from today."""
    first = clock.london_moment(in_days(days[0]), time(9, 30))
    session = SessionFactory(starts_at=first, course__title="Neglect", places=9, **facts)
    for order, day in enumerate(days, start=1):
        starts = clock.london_moment(in_days(day), time(9, 30))
        SessionPartFactory(session=session, order=order, starts_at=starts)
    ends = starts + timedelta(hours=3)
    Session.objects.filter(pk=session.pk).update(ends_at=ends)
    session.refresh_from_db()
    return session


def mark(booking, by, *marks):
    for part, letter in zip(booking.session.parts.all(), marks, strict=False):
        actions.mark_part(booking=booking, part=part, mark=STATES[letter], by=by)


def whole(booking):
    return Booking.objects.get(pk=booking.pk).status
