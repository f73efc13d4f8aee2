"""Places people hold: their own, of a register, of an agency."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from partners.access import Footing, standing
from partners.models import Agency, Role, Standing
from portal import clock
from portal.access import keeper, key_of
from portal.holdings import Duty, tells_duties
from portal.models import User
from training.access.catalogue import LEADS
from training.access.shared import acting_at, sharing_with
from training.models import (
    Booking,
    BookingQuerySet,
    Rating,
    RatingQuerySet,
    Session,
)

# What the page of a session says of such a place.
BESIDE = (
    *("status", "kept_until", "why_ended", "person", "session"),
    *("session__course__title", "session__starts_at", "session__ends_at", "session__status"),
)
SPEAKS_FOR = timedelta(days=14)  # so long after its beginning a session is told of beside others


@keeper(Booking)
def bookings(user: User) -> BookingQuerySet:
    """One's own and those one booked; the register to its keepers; an agency's to its lead."""
    footing = standing(user)
    runs = Q(session__course__partnership__in=footing.partnerships(*LEADS))
    teach = Q(session__trainer_id=user.pk) & Q(
        session__course__partnership__in=footing.partnerships(Role.TRAINER)
    )
    own = Q(person_id=key_of(user)) | Q(booked_by_id=key_of(user))
    return Booking.objects.filter(own | runs | teach | led(footing))


def led(footing: Footing) -> Q:
    """Places an agency booked in a partnership where this person leads that very agency.

    Where training is shared, also those its people of that partnership have in another.
    """
    found = Q(pk__in=[])
    for role, agency, at in footing.grants:
        if role == Role.AGENCY_LEAD:
            found |= Q(agency=agency) & (Q(session__course__partnership=at) | shared(agency, at))
    return found


def shared(agency_id: int, partnership_id: int) -> Q:
    """Places of an agency's people of one partnership on training shared with it today."""
    there = sharing_with(frozenset({partnership_id}), clock.today())
    held = Standing.objects.filter(agency=agency_id, partnership=partnership_id).order_by()
    people = held.values("person")
    theirs = Q(person__in=people) | Q(booked_by__in=people)
    return Q(session__course__partnership__in=there) & theirs


def own_bookings(user: User) -> BookingQuerySet:
    return Booking.objects.filter(person_id=key_of(user)).live()


def own_bookings_beside(user: User, session: Session) -> BookingQuerySet:
    """A person's own places on a session, and on those to come that may speak against it."""
    near = clock.now() - SPEAKS_FOR
    coming = Q(session__status=Session.Status.PLANNED, session__starts_at__gt=near)
    found = own_bookings(user).filter(Q(session=session) | coming)
    joined = found.select_related("session__course").order_by("session__starts_at")
    return joined.only(*BESIDE)


def booking_agencies(user: User, session: Session) -> QuerySet[Agency]:
    """Agencies this person acts for in the partnership that runs the session, or shares in it."""
    acting = acting_at(user, session.course.partnership_id)
    return Agency.objects.filter(pk__in={agency for _, agency, _ in acting})


@keeper(Rating)
def ratings(user: User) -> RatingQuerySet:
    runs = Q(booking__session__course__partnership__in=standing(user).partnerships(*LEADS))
    return Rating.objects.filter(runs | Q(booking__person_id=key_of(user)))


@tells_duties
def places_to_come(person: User, partnerships: frozenset[int]) -> list[Duty]:
    """Places on sessions to come, which somebody else could have when the person leaves."""
    booked = Booking.objects.filter(person=person, status=Booking.Status.BOOKED)
    ours = booked.filter(session__course__partnership__in=partnerships)
    to_come = ours.filter(session__starts_at__gt=clock.now())
    return [Duty("Places on training to come", to_come.count())]
