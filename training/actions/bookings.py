"""Taking a place, for oneself or a colleague, and giving it up."""

from dataclasses import dataclass

from django.db import transaction

from partners.models import Agency
from portal import audit, clock
from portal.models import User
from training.actions import charges, places, waiting
from training.actions.refusals import AlreadyBooked, NoLongerSo
from training.actions.settling import settle
from training.actions.telling import tell, tell_both
from training.models import Booking, Session, TeamBooking, Turn
from training.models.states import OPEN, TAKING

audit.words(
    {
        "booking.held": "Began to book a place on a training session",
        "booking.waiting": "Joined the waiting list of a training session",
        "booking.given_up": "Gave up a place on a training session",
        "booking.holder_named": "Named who holds a place on a training session",
    }
)

Status = Booking.Status


@dataclass(frozen=True, kw_only=True)
class Delegate:
    """Who is to come. `person` where they have an account, `address` where they have none."""

    name: str
    person: User | None = None
    address: str = ""
    job: str = ""
    manager: str = ""
    equivalent: str = ""


def delegate_named(name: str, address: str, **more: str) -> Delegate:
    """A colleague by name and address, matched with their account where there is one."""
    person = User.objects.filter(email=address.strip().lower(), is_active=True).first()
    return Delegate(name=name, address=address, person=person, **more)


@transaction.atomic
def book_place(
    *,
    session: Session,
    agency: Agency,
    by: User,
    person: User | None = None,
    who: Delegate | None = None,
) -> Booking:
    """Book one of the places that are left, or join the waiting list when there is none.

    Two people at once never share the last. Raises AlreadyBooked, NotBookable, ManagerMissing.
    """
    booking = hold_place(session=session, agency=agency, by=by, person=person, who=who)
    if booking.status == Status.HELD:
        settle(booking, (Status.HELD,), by=by)
    return booking


@transaction.atomic
def hold_place(
    *,
    session: Session,
    agency: Agency,
    by: User,
    person: User | None = None,
    who: Delegate | None = None,
    team: TeamBooking | None = None,
) -> Booking:
    """Keep a place while details are filled in, or join the waiting list when there is none.

    Raises AlreadyBooked, NotBookable, NotForSector.
    """
    held = places.hold_still(session)
    places.insist_to_come(held)
    places.insist_open_to(held, agency)
    who = who or Delegate(name=person.name if person else "", person=person)
    found = places.counted(held, who.person, who.address)
    if found.overdue:
        waiting.lapse_overdue(session=held)
        found = places.counted(held, who.person, who.address)
    if found.has_one:
        raise AlreadyBooked
    give = add if found.left else queue
    return give(held, who, agency, team, by)


def add(
    session: Session, who: Delegate, agency: Agency, team: TeamBooking | None, by: User
) -> Booking:
    until = places.rules_of(session).held_until(clock.now(), session.starts_at)
    booking = made(session, who, agency, team, by, status=Status.HELD, kept_until=until)
    audit.record("booking.held", booking, by=by)
    return booking


def queue(
    session: Session, who: Delegate, agency: Agency, team: TeamBooking | None, by: User
) -> Booking:
    booking = made(session, who, agency, team, by, status=Status.WAITING, waiting_since=clock.now())
    waiting.note(booking, Turn.What.JOINED)
    audit.record("booking.waiting", booking, by=by)
    tell("place_waiting", booking)
    return booking


def written(who: Delegate) -> dict[str, object]:
    """What a booking says of the person who is to come."""
    return {
        "delegate": who.name,
        "person": who.person,
        "address": "" if who.person else who.address,
        "job": who.job,
        "manager": who.manager,
        "equivalent": who.equivalent,
    }


def made(
    session: Session,
    who: Delegate,
    agency: Agency,
    team: TeamBooking | None,
    by: User,
    **state: object,
) -> Booking:
    booking = Booking(
        session=session,
        **written(who),
        agency=agency,
        team=team,
        booked_by=by,
        booked_at=clock.now(),
        **state,
    )
    booking.save(force_insert=True)
    return booking


@transaction.atomic
def confirm_place(
    *, booking: Booking, by: User, job: str = "", manager: str = "", equivalent: str = ""
) -> Booking:
    """Book what was held, or say more of a place somebody waits for or was offered.

    Raises NoLongerSo when it has lapsed meanwhile, NotBookable, ManagerMissing.
    """
    held = places.hold_booking(booking)
    places.insist_to_come(held.session)
    said = {"job": job, "manager": manager, "equivalent": equivalent}
    for name, words in said.items():
        setattr(held, name, words)
    if held.status == Status.HELD:
        settle(held, (Status.HELD,), by=by, **said)
    elif Booking.objects.filter(pk=held.pk, status__in=OPEN).update(**said) != 1:
        raise NoLongerSo
    return held


@transaction.atomic
def give_up_place(*, booking: Booking, by: User, why: str = "") -> bool:
    """Free a place or leave the list. Twice is as good as once; True when this call did it.

    Notice later than the terms of the booking allow is charged.
    """
    held = places.hold_booking(booking)
    was = held.status
    if was not in OPEN or not places.is_to_come(held.session):
        return False
    late = was == Status.BOOKED and charges.giving_up_costs(held)
    places.end(held, (was,), Status.LATE if late else Status.CANCELLED, by=by, why=why)
    audit.record("booking.given_up", held, by=by, was=was)
    charges.given_up(held, by)
    if was == Status.WAITING:
        waiting.note(held, Turn.What.LEFT)
    if was == Status.OFFERED:
        waiting.note(held, Turn.What.REFUSED)
    if was == Status.BOOKED:
        uninvite(held, by=by)
    if was in TAKING:
        waiting.offer_freed_places(session=held.session, by=by)
    return True


def uninvite(booking: Booking, *, by: User | None) -> None:
    """Take a session out of the delegate's calendar, and tell them that it is over for them."""
    sequence = booking.sequence + 1
    Booking.objects.filter(pk=booking.pk).update(sequence=sequence)
    tell_both("place_given_up", booking, once=str(sequence), sequence=sequence)


@transaction.atomic
def name_holder(*, booking: Booking, person: User, by: User | None) -> None:
    """Say whose account a place that came from elsewhere belongs to. Only once."""
    free = Booking.objects.filter(pk=booking.pk, person=None)
    if free.update(person=person, delegate=person.name) == 1:
        audit.record("booking.holder_named", booking, by=by, person=person.pk)
