"""Training records: one's own, and those of the people of an agency one leads."""

from django.db.models import Q, QuerySet

from partners.access import any_of, standing
from partners.models import Agency, Partnership, Role, Standing
from portal import clock
from portal.access import keeper, key_of
from portal.models import User
from training.access.bookings import led
from training.access.catalogue import LEADS
from training.access.shared import sharing_with
from training.models import (
    AgencyTraining,
    Booking,
    BookingQuerySet,
    Course,
    CourseQuerySet,
    Requirement,
    RequirementQuerySet,
    Session,
)

leads_people = any_of(Role.AGENCY_LEAD)


def attended_by(user: User) -> BookingQuerySet:
    """What this person attended, in full or in part, wherever it was; no open register."""
    came = (Booking.Status.ATTENDED, Booking.Status.PART)
    return Booking.objects.filter(
        person_id=key_of(user), status__in=came, session__status=Session.Status.DELIVERED
    )


def attended_for(user: User) -> BookingQuerySet:
    """What people attended for the agencies this person leads."""
    held = Session.Status.DELIVERED
    return Booking.objects.attended().filter(led(standing(user)), session__status=held)


def places_led(user: User) -> Q:
    """Rows with an agency and a partnership where this person leads that very agency."""
    found = Q(pk__in=[])
    for role, agency, at in standing(user).grants:
        if role == Role.AGENCY_LEAD:
            found |= Q(agency=agency, partnership=at)
    return found


def leads_there(user: User, agency: Agency, partnership: Partnership) -> bool:
    return (Role.AGENCY_LEAD, agency.pk, partnership.pk) in standing(user).grants


@keeper(Requirement)
def requirements(user: User) -> RequirementQuerySet:
    """What is asked of oneself, and of the people of an agency one leads."""
    own = Q(person_id=key_of(user))
    return Requirement.objects.filter(own | places_led(user))


def requirements_led(user: User) -> RequirementQuerySet:
    return Requirement.objects.filter(places_led(user)).in_force()


@keeper(AgencyTraining)
def agency_training(user: User) -> QuerySet[AgencyTraining]:
    """What one's own agency entered; to those who run training, all of the partnership."""
    runs = Q(partnership__in=standing(user).partnerships(*LEADS))
    return AgencyTraining.objects.filter(places_led(user) | runs)


def own_agency_training(user: User) -> QuerySet[AgencyTraining]:
    """Training of their agency that names this person."""
    return AgencyTraining.objects.filter(attendees=user.pk)


def people_led(user: User) -> QuerySet[User]:
    """Everybody who works for an agency this person leads."""
    held = Standing.objects.current().filter(places_led(user))
    return User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk")


def courses_required(user: User) -> CourseQuerySet:
    """Courses an agency lead may ask of people."""
    at = standing(user).partnerships(Role.AGENCY_LEAD)
    there = Q(partnership__in=at) | Q(partnership__in=sharing_with(at, clock.today()))
    return Course.objects.published().filter(there)


sees_agency_training = any_of(Role.AGENCY_LEAD, *LEADS)
