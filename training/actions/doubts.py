"""What speaks against a booking and does not forbid it: people may book all the same."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from portal import clock
from portal.models import User
from training.access import own_bookings_beside
from training.models import Booking, Session

USUAL_LENGTH = timedelta(hours=2)  # where a session has no recorded end


def ends_of(session: Session) -> datetime:
    return session.ends_at or session.starts_at + USUAL_LENGTH


def overlap(one: Session, other: Session) -> bool:
    return one.starts_at < ends_of(other) and other.starts_at < ends_of(one)


def doubts(person: User, session: Session) -> list[str]:
    """Each in a sentence: other training at the same time, another date of the same course."""
    return doubts_among(own_bookings_beside(person, session), session)


def doubts_among(theirs: Iterable[Booking], session: Session) -> list[str]:
    """The same, of bookings that were read already."""
    others = (row.session for row in theirs if row.session_id != session.pk)
    return [doubt for other in others for doubt in about(other, session)]


def about(theirs: Session, wanted: Session) -> Iterator[str]:
    day = clock.day_text(theirs.starts_on)
    if overlap(theirs, wanted):
        yield f"There is a booking for {theirs.course} at the same time, on {day}."
    elif theirs.course_id == wanted.course_id:
        yield f"There is a booking for another date of this course, {day}."
