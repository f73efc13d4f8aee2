"""What happens to a session."""

from datetime import datetime

from django.db import transaction

from portal import audit, notices
from portal.models import User
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
    """Cancel, free every place and tell the people who held one. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    SESSIONS.make("cancel", session, by=by, cancelled_because=reason)
    booked = session.bookings.filter(status=Status.BOOKED)
    told = list(User.objects.filter(bookings__in=booked))
    booked.update(status=Status.CANCELLED)
    for person in told:
        notices.queue("session_cancelled", to=person, about=session)
