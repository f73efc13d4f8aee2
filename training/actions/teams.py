"""Booking for a whole team: places are held first, and the names are written in afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.db import transaction

from partners.models import Agency
from portal import audit
from portal.models import User
from training.actions import places, waiting
from training.actions.bookings import Delegate, add, queue, written
from training.actions.refusals import AlreadyBooked, NoLongerSo
from training.actions.settling import settle
from training.models import Booking, Session, TeamBooking

audit.words(
    {
        "teambooking.begun": "Began to book places for a team",
        "teambooking.named": "Booked places for a team",
        "teambooking.released": "Let places go that were held for a team",
    }
)

Status = Booking.Status
NOBODY_YET = Delegate(name="Name to follow")


@dataclass(frozen=True)
class TeamOutcome:
    """What came of a team: places booked or asked for, and people who wait."""

    placed: int
    waits: int


@transaction.atomic
def hold_team(
    *, session: Session, agency: Agency, size: int, together: bool, by: User
) -> TeamBooking:
    """Hold as many places as there are, up to `size`, while the names are written in.

    A team that wants all or none holds nothing while there are too few. Raises NotBookable,
    NotForSector.
    """
    held = places.hold_still(session)
    places.insist_to_come(held)
    places.insist_open_to(held, agency)
    waiting.lapse_overdue(session=held)
    free = min(size, places.left(held))
    team = TeamBooking.objects.create(
        session=held, agency=agency, booked_by=by, together=together, size=size
    )
    for _ in range(0 if together and free < size else free):
        add(held, NOBODY_YET, agency, team, by)
    audit.record("teambooking.begun", team, by=by, size=size)
    return team


@transaction.atomic
def name_team(*, team: TeamBooking, people: Sequence[Delegate], by: User) -> TeamOutcome:
    """Give the held places to people by name; who gets none waits, in the order of the list.

    What was held for more people than came goes back. Raises AlreadyBooked, NotBookable,
    ManagerMissing; NoLongerSo when the team has been named already.
    """
    session = places.hold_still(team.session)
    places.insist_to_come(session)
    if TeamBooking.objects.filter(pk=team.pk, named=False).update(named=True) != 1:
        raise NoLongerSo
    for who in people:
        if places.has_one(session, who.person, who.address):
            raise AlreadyBooked
    held = list(session.bookings.filter(team=team, status=Status.HELD).order_by("place"))
    room = min(len(held) + places.left(session), len(people))
    placed = 0 if team.together and room < len(people) else room
    for who, booking in zip_longest(people[:placed], held[:placed]):
        ours = booking or add(session, who, team.agency, team, by)
        settle(written_in(ours, who), (Status.HELD,), by=by)
    for who in people[placed:]:
        queue(session, who, team.agency, team, by)
    release(held[placed:], by=by)
    waiting.offer_freed_places(session=session, by=by)
    audit.record("teambooking.named", team, by=by, placed=placed, waits=len(people) - placed)
    return TeamOutcome(placed, len(people) - placed)


def written_in(booking: Booking, who: Delegate) -> Booking:
    """The held place, with the name of whoever gets it."""
    Booking.objects.filter(pk=booking.pk).update(**written(who))
    fresh = Booking.objects.select_related("agency", "person", "booked_by").get(pk=booking.pk)
    fresh.session = booking.session
    return fresh


def release(held: Sequence[Booking], *, by: User) -> None:
    """Let go places that were held without a name."""
    for booking in held:
        places.end(booking, (Status.HELD,), Status.LAPSED, by=by)


@transaction.atomic
def let_team_go(*, team: TeamBooking, by: User) -> None:
    """Give back what was held for a team that is not named. Twice is as good as once."""
    session = places.hold_still(team.session)
    if TeamBooking.objects.filter(pk=team.pk, named=False).update(named=True) != 1:
        return
    release(list(session.bookings.filter(team=team, status=Status.HELD)), by=by)
    audit.record("teambooking.released", team, by=by)
    waiting.offer_freed_places(session=session, by=by)
