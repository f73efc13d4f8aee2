"""Bookings that name nobody with an account, and who might be meant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from partners.access import standing
from partners.models import Standing
from portal import clock
from portal.access import keeper, key_of
from portal.models import User
from training.access.catalogue import LEADS
from training.access.shared import sharing_with
from training.models import ON_REGISTER, Booking, BookingQuerySet, Matching


@keeper(Matching)
def matchings(user: User) -> QuerySet[Matching]:
    runs = standing(user).partnerships(*LEADS)
    return Matching.objects.filter(booking__session__course__partnership__in=runs)


def put_in_record(user: User) -> BookingQuerySet:
    """Bookings that somebody said were this person's, and that they may give back."""
    return Booking.objects.filter(person_id=key_of(user), matching__found=True)


def unmatched(user: User) -> BookingQuerySet:
    """On registers of the training one runs: without a person, or given one by hand."""
    runs = standing(user).partnerships(*LEADS)
    rows = Booking.objects.filter(session__course__partnership__in=runs, generated=False)
    nobody = Q(person=None) | Q(matching__isnull=False)
    return rows.filter(nobody, status__in=ON_REGISTER)


@dataclass(frozen=True)
class Candidate:
    """Somebody with an account who may be meant, and what speaks for it."""

    person: User
    because: str


SAME_ADDRESS = "same email address"
SAME_NAME = "same name, and worked for the same agency"


def candidates(places: Iterable[Booking]) -> dict[int, list[Candidate]]:
    """By booking, who may be meant: whoever has its address, then whoever has its name.

    Two questions for a whole page. Nobody is matched here.
    """
    rows = list(places)
    by_address = people_at({address_of(place) for place in rows} - {""})
    by_name = people_named(rows)
    found: dict[int, list[Candidate]] = {}
    for place in rows:
        named = by_name[place.agency_id, plain(place.delegate)]
        same = by_address.get(address_of(place))
        told = [Candidate(same, SAME_ADDRESS)] if same else []
        told += [Candidate(person, SAME_NAME) for person in named if person != same]
        found[place.pk] = told
    return found


def address_of(place: Booking) -> str:
    """The address a booking was made with, or that was given at the door."""
    walk_in = getattr(place, "walk_in", None)
    return plain(place.address or (walk_in.address if walk_in else ""))


def plain(text: str) -> str:
    return " ".join(text.lower().split())


def people_at(addresses: set[str]) -> dict[str, User]:
    """By address in lower case."""
    rows = User.objects.filter(email__in=addresses, is_active=True)
    return {person.email: person for person in rows}


def people_named(places: list[Booking]) -> dict[tuple[int | None, str], list[User]]:
    """By agency and name, whoever works or worked for an agency of these places there.

    There: in the partnership that runs the session, or one that shares its training.
    """
    there = frozenset(place.session.course.partnership_id for place in places)
    rows = Standing.objects.filter(
        Q(partnership__in=there) | Q(partnership__in=sharing_with(there, clock.today())),
        agency__in={place.agency_id for place in places if place.agency_id},
        person__is_active=True,
    ).annotate(plain=Lower("person__name"))
    rows = rows.filter(Q(plain__in={plain(place.delegate) for place in places}))
    found: dict[tuple[int | None, str], list[User]] = defaultdict(list)
    for held in rows.select_related("person").order_by("person__name", "person"):
        known = found[held.agency_id, plain(held.person.name)]
        if held.person not in known:
            known.append(held.person)
    return found
