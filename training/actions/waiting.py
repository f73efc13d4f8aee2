"""The waiting list: free places are offered in order, for a stated time, and then to the next.

A team that wants all its places or none is passed over while there are too few, and keeps its turn.
Close to the start free places go to whoever takes them first, and everybody who waits is told.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from portal import audit, clock
from portal.models import User
from training.actions import places
from training.actions.refusals import NothingFree, OfferOver
from training.actions.settling import settle
from training.actions.telling import tell_both
from training.models import Booking, Session, Turn

audit.words(
    {
        "booking.offered": "Offered a free place to somebody on the waiting list",
        "booking.taken_up": "Took up a place that was offered",
        "booking.lapsed": "Let a place lapse that was kept for somebody",
    }
)

Status = Booking.Status
What = Turn.What
LAPSES_AS = {
    Status.OFFERED: "place_lapsed",
    Status.APPLIED: "approval_lapsed",
}


def position(booking: Booking) -> int:
    """The place in the queue, from 1."""
    queue = booking.session.bookings.waiting().values_list("pk", flat=True)
    return list(queue).index(booking.pk) + 1


def offer_freed_places(*, session: Session, by: User | None) -> int:
    """Offer what is free to who has waited longest. Says how many were offered a place.

    Call it in the transaction that freed a place or added one, with the session's row held.
    """
    queue = list(session.bookings.waiting().select_related("person", "team", "booked_by"))
    if not queue or not places.is_to_come(session):
        return 0
    rules, now, free = places.rules_of(session), clock.now(), places.left(session)
    if rules.is_first_come(now, session.starts_at):
        tell_first_come(queue if free else [], free)
        return 0
    until = rules.offered_until(now, session.starts_at)
    left = free
    for together in turns(queue):
        left -= serve(together, left, until, by)
    return free - left


def serve(together: list[Booking], free: int, until: datetime, by: User | None) -> int:
    """Offer places to all of these, or pass them over. Says how many places that took."""
    needed = len(together)
    if needed > free:
        pass_over(together, free)
        return 0
    for booking in together:
        offer(booking, until, needed, by)
    return needed


def turns(queue: Iterable[Booking]) -> Iterator[list[Booking]]:
    """Who is served together: each alone, and a team that wants all or none at its first turn."""
    groups: dict[object, list[Booking]] = {}
    for booking in queue:
        team = booking.team if booking.team and booking.team.together else None
        groups.setdefault(("team", team.pk) if team else ("one", booking.pk), []).append(booking)
    yield from groups.values()


def offer(booking: Booking, until: datetime, needed: int, by: User | None) -> None:
    places.move(booking, (Status.WAITING,), Status.OFFERED, kept_until=until)
    note(booking, What.OFFERED, needed=needed, until=until)
    audit.record("booking.offered", booking, by=by)
    tell_both("place_offered", booking, once=until.isoformat(), until=until.isoformat())


def pass_over(together: list[Booking], free: int) -> None:
    """Say why a team was not offered anything: once, until the numbers change."""
    if not free:
        return
    first, needed = together[0], len(together)
    last = first.turns.first()
    if last is None or (last.what, last.needed, last.free) != (What.SKIPPED, needed, free):
        note(first, What.SKIPPED, needed=needed, free=free)


def tell_first_come(queue: list[Booking], free: int) -> None:
    """Tell everybody who waits, once a day, that places are free for whoever is first."""
    today = clock.today().isoformat()
    for booking in queue:
        if not booking.turns.filter(what=What.TOLD, at__date=clock.today()).exists():
            note(booking, What.TOLD, free=free)
            tell_both("places_first_come", booking, once=today)


def note(booking: Booking, what: str, **facts: object) -> None:
    Turn.objects.create(booking=booking, what=what, at=clock.now(), **facts)


@transaction.atomic
def take_up(*, booking: Booking, by: User) -> Booking:
    """Take the place that was offered, or a free one close to the start.

    Raises OfferOver, NothingFree, NotBookable.
    """
    held = places.hold_booking(booking)
    places.insist_to_come(held.session)
    if held.status == Status.OFFERED:
        if held.kept_until is not None and held.kept_until <= clock.now():
            raise OfferOver
    elif held.status != Status.WAITING:
        raise OfferOver
    elif not may_take(held.session):
        raise NothingFree
    settle(held, (Status.OFFERED, Status.WAITING), by=by)
    note(held, What.TOOK)
    audit.record("booking.taken_up", held, by=by)
    return held


def may_take(session: Session) -> bool:
    """Whether free places go to whoever is first, and one is free."""
    near = places.rules_of(session).is_first_come(clock.now(), session.starts_at)
    return near and places.left(session) > 0


def lapse_overdue(*, session: Session) -> int:
    """Free what was kept too long and offer it on. The session's row is held. Says how many."""
    overdue = session.bookings.overdue(clock.now()).select_related("person", "booked_by", "team")
    rows = list(overdue)
    for booking in rows:
        lapse(booking)
    if rows:
        offer_freed_places(session=session, by=None)
    return len(rows)


def lapse(booking: Booking) -> None:
    was = booking.status
    places.end(booking, (was,), Status.LAPSED, by=None)
    audit.record("booking.lapsed", booking, by=None, was=was)
    if was == Status.OFFERED:
        note(booking, What.LAPSED)
    if was in LAPSES_AS:
        tell_both(LAPSES_AS[Status(was)], booking)


@transaction.atomic
def turn_list(*, session: Session) -> int:
    """What a round does for one session: free what lapsed, offer what is free."""
    held = places.hold_still(session)
    lapsed = lapse_overdue(session=held)
    offer_freed_places(session=held, by=None)
    return lapsed


def turn_lists() -> int:
    """Every few minutes: what lapsed, and lists of sessions that have come close to their start."""
    now = clock.now()
    coming = Session.objects.upcoming(now)
    kept = coming.filter(bookings__in=Booking.objects.overdue(now))
    waited = coming.filter(bookings__status=Status.WAITING)
    return sum(turn_list(session=session) for session in (kept | waited).distinct())
