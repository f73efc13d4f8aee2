"""Moving a place to another date of the course, and handing it to a colleague."""

from django.db import transaction

from portal import audit
from portal.models import User
from training.actions import charges, places, waiting
from training.actions.bookings import Delegate, made, uninvite
from training.actions.refusals import AlreadyBooked, NoLongerSo, NotSameCourse, SessionFull
from training.actions.telling import tell, tell_booker
from training.models import Booking, Session

audit.words(
    {
        "booking.moved": "Moved a place to another date of the course",
        "booking.handed_on": "Handed a place to a colleague",
    }
)

Status = Booking.Status
MOVED = "Moved to another date"


@transaction.atomic
def move_place(*, booking: Booking, to: Session, by: User) -> Booking:
    """Give up a place for one on another date of the same course, or keep it when that is full.

    Raises SessionFull, AlreadyBooked, NotSameCourse, NotBookable, NoLongerSo.
    """
    was, new = held_in_order(booking.session, to)
    if new.course_id != was.course_id or new.pk == was.pk:
        raise NotSameCourse
    for session in (was, new):
        places.insist_to_come(session)
    old = places.hold_booking(booking)
    if old.status != Status.BOOKED:
        raise NoLongerSo
    waiting.lapse_overdue(session=new)
    if places.has_one(new, old.person, old.address):
        raise AlreadyBooked
    if not places.left(new):
        raise SessionFull
    places.end(old, (Status.BOOKED,), Status.CANCELLED, by=by, why=MOVED)
    moved = instead(old, new, delegate_of(old), by)
    charges.moved(old, moved, by)
    audit.record("booking.moved", old, by=by, to=moved.pk)
    uninvite(old, by=by)
    tell("place_booked", moved, once="0", sequence=0)
    tell_booker("colleague_booked", moved)
    waiting.offer_freed_places(session=was, by=by)
    return moved


def held_in_order(one: Session, other: Session) -> tuple[Session, Session]:
    """Both sessions held still, always in one order: two moves never wait in a ring."""
    held = {s.pk: places.hold_still(s) for s in sorted((one, other), key=lambda s: s.pk)}
    return held[one.pk], held[other.pk]


@transaction.atomic
def hand_on(*, booking: Booking, to: Delegate, by: User) -> Booking:
    """Give a place to a colleague of the same agency, until the session begins. It costs nothing.

    Raises AlreadyBooked, NotBookable, NoLongerSo.
    """
    old = places.hold_booking(booking)
    places.insist_to_come(old.session)
    if old.status != Status.BOOKED:
        raise NoLongerSo
    if places.has_one(old.session, to.person, to.address):
        raise AlreadyBooked
    places.end(old, (Status.BOOKED,), Status.SUBSTITUTED, by=by)
    new = instead(old, old.session, to, by)
    charges.moved(old, new, by)
    audit.record("booking.handed_on", old, by=by, to=new.pk)
    uninvite(old, by=by)
    tell("place_booked", new, once="0", sequence=0)
    tell_booker("colleague_booked", new)
    return new


def delegate_of(booking: Booking) -> Delegate:
    return Delegate(
        name=booking.delegate,
        person=booking.person,
        address=booking.address,
        job=booking.job,
        manager=booking.manager,
        equivalent=booking.equivalent,
    )


def instead(old: Booking, session: Session, who: Delegate, by: User) -> Booking:
    """The booking that takes the place of an older one."""
    if old.agency is None:
        raise NoLongerSo
    booker = old.booked_by or by
    return made(session, who, old.agency, old.team, booker, status=Status.BOOKED, instead_of=old)
