"""Saying whose a booking is that named no account: by a person's act, and on record."""

from django.db import transaction
from django.db.models import Q

from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.access.matching import address_of, people_at
from training.actions.registers import HasPlace
from training.models import Booking, Matching, Session

audit.words(
    {
        "booking.person_found": "Said whose booking this is",
        "booking.person_unknown": "Said that nobody here is known whose booking this is",
    }
)


AT_ONCE = 200


class PersonKnown(Exception):
    """The booking was made for somebody with an account; that is not changed here."""


@transaction.atomic
def say_who(
    *, booking: Booking, person: User | None, by: User, by_address: bool = False
) -> Matching:
    """Say whose booking this is; None: nobody we know. What was said before is replaced.

    The person's own record shows it from then on. Raises HasPlace, PersonKnown.
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
    return matching


def match_addresses(*, by: User) -> int:
    """Give each booking whose address belongs to an account to that person. Returns how many.

    Nobody is matched by a name, and nothing that a person has said before is changed. No more
    than AT_ONCE are: another call goes on.
    """
    rows = access.unmatched(by).filter(person=None, matching=None)
    places = {place.pk: place for place in rows.select_related("walk_in", "session__course")}
    people = people_at({address_of(place) for place in places.values()} - {""})
    found = 0
    for place in places.values():
        person = people.get(address_of(place))
        if found < AT_ONCE and person is not None and not_there_yet(place, person):
            say_who(booking=place, person=person, by=by, by_address=True)
            found += 1
    return found


def not_there_yet(place: Booking, person: User) -> bool:
    live = Booking.objects.live().filter(session=place.session_id, person=person)
    return not live.exists()
