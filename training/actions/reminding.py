"""Reminding people of the sessions they have a place on, on dated offsets before the start."""

from datetime import timedelta

from portal import clock
from portal.models import Notice
from portal.outbox.checking import still_wanted
from training.actions import places
from training.actions.telling import state_of, tell
from training.models import Booking, Session

FARTHEST = timedelta(days=90)  # nobody is reminded longer before


def remind_of_training() -> int:
    """Remind everybody who is due, once for each offset, however often this runs.

    Reminders that were missed are not caught up one by one: the latest says it all.
    """
    now = clock.now()
    coming = Session.objects.upcoming(now).filter(starts_at__lte=now + FARTHEST)
    return sum(remind_of(session) for session in coming.select_related("course"))


def remind_of(session: Session) -> int:
    left = (session.starts_on - clock.today()).days
    due = [days for days in places.rules_of(session).remind_days if days >= left]
    if not due:
        return 0
    booked = session.bookings.filter(status=Booking.Status.BOOKED)
    rows = booked.select_related("person", "booked_by")
    for booking in rows:
        tell("training_near", booking, once=f"{session.starts_on.isoformat()}:{min(due)}")
    return len(rows)


@still_wanted("training_near")
def is_still_booked(notice: Notice) -> bool:
    return state_of(notice) == Booking.Status.BOOKED
