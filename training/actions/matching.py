"""Saying whose a booking is that named no account: by a person's act, and on record."""

from django.db import transaction
from django.db.models import Q

from portal import audit, clock, notices
from portal.access import insist
from portal.models import Notice, User
from portal.outbox.checking import still_wanted
from training import access
from training.access.matching import address_of, people_at
from training.actions.registers import HasPlace
from training.models import Booking, Matching, Session

audit.words(
    {
        "booking.person_found": "Said whose booking this is",
        "booking.not_mine": "Said that a booking put into their record is somebody else's",
        "booking.person_unknown": "Said that nobody here is known whose booking this is",
    }
)


AT_ONCE = 200
TOLD = "booking_found"


class NotMatched(Exception):
    """Nobody put this booking into the record of this person, or no longer."""


class PersonKnown(Exception):
    """The booking was made for somebody with an account; that is not changed here."""


@transaction.atomic
def say_who(
    *, booking: Booking, person: User | None, by: User, by_address: bool = False
) -> Matching:
    """Say whose booking this is; None: nobody we know. What was said before is replaced.

    The person's own record shows it from then on, and a mail says so: they can say that it was
    somebody else. Raises HasPlace, PersonKnown.
    """
    insist(access.runs_training_of(by, booking.session))
    held = Session.objects.select_for_update().get(pk=booking.session_id)
    others = held.bookings.live().filter(person=person).exclude(pk=booking.pk)
    if person is not None and others.exists():
        raise HasPlace
    ours = Booking.objects.filter(Q(person=None) | Q(matching__isnull=False), pk=booking.pk)
    if Booking.objects.filter(pk__in=ours.values("pk")).update(person=person) != 1:
        raise PersonKnown
    facts = {"found": person is not None, "by_address": by_address, "made_at": clock.now()}
    matching, _ = Matching.objects.update_or_create(
        booking=booking, defaults={**facts, "made_by": by, "name": by.name}
    )
    if person is None:
        audit.record("booking.person_unknown", booking, by=by)
    else:
        audit.record("booking.person_found", booking, by=by, person=person.pk)
        if not by_address:
            tell_found(booking, person, matching)
    return matching


def tell_found(booking: Booking, person: User, matching: Matching) -> None:
    notices.queue(TOLD, to=person, about=booking, once=matching.made_at.isoformat())


@still_wanted(TOLD)
def is_still_theirs(notice: Notice) -> bool:
    booking = notice.subject
    return isinstance(booking, Booking) and booking.person_id == notice.to_id


@transaction.atomic
def say_not_mine(*, booking: Booking, by: User) -> None:
    """Say that somebody else was meant: it leaves one's record and waits for a lead again.

    No address matches it once more, because somebody has said something of it. Raises NotMatched.
    """
    ours = Booking.objects.filter(pk=booking.pk, person=by, matching__found=True)
    if Booking.objects.filter(pk__in=ours.values("pk")).update(person=None) != 1:
        raise NotMatched
    audit.record("booking.not_mine", booking, by=by)


def match_addresses(*, by: User) -> int:
    """Give each booking whose address belongs to an account to that person. Returns how many.

    Nobody is matched by a name, and nothing that a person has said before is changed. No more
    than AT_ONCE are: another call goes on.
    """
    rows = access.unmatched(by).filter(person=None, matching=None)
    places = {place.pk: place for place in rows.select_related("walk_in", "session__course")}
    people = people_at({address_of(place) for place in places.values()} - {""})
    told: dict[int, tuple[Booking, User, Matching]] = {}  # one mail each, however many places
    found = 0
    for place in places.values():
        person = people.get(address_of(place))
        if found < AT_ONCE and person is not None and not_there_yet(place, person):
            said = say_who(booking=place, person=person, by=by, by_address=True)
            told.setdefault(person.pk, (place, person, said))
            found += 1
    for place, person, said in told.values():
        tell_found(place, person, said)
    return found


def not_there_yet(place: Booking, person: User) -> bool:
    live = Booking.objects.live().filter(session=place.session_id, person=person)
    return not live.exists()
