"""What happens to a session."""

from datetime import datetime

from django.db import transaction

from portal import audit, clock, notices
from portal.models import User
from training.actions import charges
from training.models import Booking, Course, Session
from training.workflow import SESSIONS

audit.words(
    {
        "session.planned": "Planned a training session",
    }
)

Status = Booking.Status


class ReasonMissing(Exception):
    """A session is cancelled only with a reason."""


@transaction.atomic
def plan_session(
    *, course: Course, starts_at: datetime, mode: str, venue: str, places: int, by: User
) -> Session:
    session = Session.objects.create(
        course=course, starts_at=starts_at, mode=mode, venue=venue, places=places
    )
    audit.record("session.planned", session, by=by, places=places)
    return session


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: User) -> None:
    """Cancel, end every booking, give its fee back and tell everybody who held or waited.

    Raises ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing
    Session.objects.select_for_update().get(pk=session.pk)
    SESSIONS.make("cancel", session, by=by, cancelled_because=reason)
    live = session.bookings.open()
    told = list(User.objects.filter(bookings__in=live))
    for booking in live.filter(charges__kind="place").select_related("session"):
        charges.called_off(booking, by)
    live.update(status=Status.CALLED_OFF, kept_until=None, ended_at=clock.now(), ended_by=by)
    for person in told:
        notices.queue("session_cancelled", to=person, about=session)
