"""The places of one session: held still while one of them changes hands.

Every action that takes, frees or moves a place begins with `hold_still`: then no other can, until
this one is done. What stands in the database behind it, see decision 19.
"""

from typing import Any, NamedTuple

from django.db.models import Count, Q

from partners.models import Agency
from portal import clock
from portal.models import User
from training.actions.refusals import NoLongerSo, NotBookable, NotForSector
from training.models import Booking, BookingRules, Session
from training.models.states import KEPT, LIVE, TAKING


def hold_still(session: Session) -> Session:
    """The session as it is now, and nobody else changes who has its places meanwhile."""
    rows = Session.objects.select_for_update(of=("self",)).select_related("course")
    return rows.get(pk=session.pk)


def hold_booking(booking: Booking) -> Booking:
    """The booking as it is now, its session held still."""
    session = hold_still(booking.session)
    held = Booking.objects.select_related("agency", "person", "booked_by").get(pk=booking.pk)
    held.session = session
    return held


def left(session: Session) -> int:
    """Places nobody has. A session that was overfilled before it came to us has none."""
    return max(session.places - session.bookings.taking().count(), 0)


def is_to_come(session: Session) -> bool:
    return session.status == Session.Status.PLANNED and session.starts_at > clock.now()


def insist_to_come(session: Session) -> None:
    """Raises NotBookable once a session has begun, was delivered or was cancelled."""
    if not is_to_come(session):
        raise NotBookable


def insist_open_to(session: Session, agency: Agency) -> None:
    """Raises NotForSector where a course is for agencies of other sectors."""
    if not session.course.is_open_to(agency):
        raise NotForSector


def rules_of(session: Session) -> BookingRules:
    """The rules of booking that are in force today where the session is run."""
    return BookingRules.objects.in_force(session.course.partnership_id, clock.today())


def has_one(session: Session, person: User | None, address: str) -> bool:
    """Whether somebody holds or waits for a place already, by their account or their address."""
    return session.bookings.live().filter(is_same(person, address)).exists()


def is_same(person: User | None, address: str) -> Q:
    """Bookings of one person, by their account or their address."""
    same = Q(pk__in=[])
    if person is not None:
        same |= Q(person=person) | Q(address__iexact=person.email)
    if address:
        same |= Q(person__email__iexact=address) | Q(address__iexact=address)
    return same


class Counted(NamedTuple):
    """What is asked of the places of a session before somebody is given one."""

    left: int
    overdue: int
    has_one: bool


def counted(session: Session, person: User | None, address: str) -> Counted:
    """Places left, those kept too long, and whether somebody has one; all in one question."""
    live = Q(status__in=LIVE)
    found = session.bookings.aggregate(
        taken=Count("pk", filter=Q(status__in=TAKING)),
        overdue=Count("pk", filter=Q(status__in=KEPT, kept_until__lte=clock.now())),
        same=Count("pk", filter=live & is_same(person, address)),
    )
    left = max(session.places - found["taken"], 0)
    return Counted(left, found["overdue"], found["same"] > 0)


def move(booking: Booking, begins: tuple[str, ...], ends: str, **facts: Any) -> None:
    """Change the state of a booking where it still holds. Raises NoLongerSo.

    What was kept until a moment is kept no longer, unless `facts` say otherwise. The database
    gives and takes the number of the place; who had one and goes on taking it keeps it.
    """
    facts = {"kept_until": None, **facts, "status": str(ends)}
    if Booking.objects.filter(pk=booking.pk, status__in=begins).update(**facts) != 1:
        raise NoLongerSo
    for name, fact in facts.items():
        setattr(booking, name, fact)
    if ends not in TAKING:
        booking.place = None
    elif not set(begins) <= set(TAKING):
        booking.refresh_from_db(fields=["place"])


def end(
    booking: Booking, begins: tuple[str, ...], ends: str, *, by: User | None, why: str = ""
) -> None:
    """End a booking: when, by whom and why. Raises NoLongerSo."""
    move(booking, begins, ends, ended_at=clock.now(), ended_by=by, why_ended=why)
