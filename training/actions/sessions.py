"""What happens to a session."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal import audit, notices
from portal.models import User
from training.models import Booking, Course, Session
from training.workflow import SESSIONS

audit.words(
    {
        "session.planned": "Planned a training session",
        "session.register_marked": "Marked a register",
    }
)

Status = Booking.Status


class ReasonMissing(Exception):
    """A session is cancelled only with a reason."""


class NotOpen(Exception):
    """The session has been delivered or cancelled since."""


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
def mark_register(*, session: Session, marks: Mapping[int, str], by: User) -> int:
    """Set who came; `marks` maps a booking to attended or absent. Returns how many changed.

    A place cancelled meanwhile stays cancelled. Raises NotOpen once the session is closed.
    """
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.status != Session.Status.PLANNED:
        raise NotOpen
    changed = 0
    for status in (Status.ATTENDED, Status.ABSENT):
        named = [pk for pk, mark in marks.items() if mark == status]
        rows = session.bookings.live().filter(pk__in=named).exclude(status=status)
        changed += rows.update(status=status)
    audit.record("session.register_marked", session, by=by, changed=changed)
    return changed


def deliver_session(*, session: Session, by: User) -> None:
    SESSIONS.make("deliver", session, by=by)


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
