"""Who may see and do what in training. Nothing else in this app decides."""

from django.db.models import Q, QuerySet

from partners.access import Footing, any_of, is_partner, rows_of, standing
from partners.models import Agency, Role
from portal import clock
from portal.access import keeper
from portal.holdings import Duty, tells_duties
from portal.menu import Entry
from portal.models import User
from training.models import (
    Booking,
    BookingQuerySet,
    Course,
    CourseQuerySet,
    EvaluationPoint,
    Rating,
    RatingQuerySet,
    Session,
    SessionQuerySet,
    TrainingNote,
)

LEADS = (Role.TRAINING_LEAD, Role.BUSINESS_TEAM)

runs_training = any_of(*LEADS)
keeps_register = any_of(*LEADS, Role.TRAINER)

MENU = Entry(label="Training", url="training:course_list", to=is_partner, order=50)


def runs_training_of(user: User, session: Session) -> bool:
    return standing(user).holds_in(session.course.partnership_id, *LEADS)


def keeps_register_of(user: User, session: Session) -> bool:
    """The training lead and business team; a trainer for the sessions they teach."""
    return runs_training_of(user, session) or teaches(user, session)


def teaches(user: User, session: Session) -> bool:
    at = session.course.partnership_id
    return session.trainer_id == user.pk and standing(user).holds_in(at, Role.TRAINER)


@keeper(Course)
def courses(user: User) -> CourseQuerySet:
    """The catalogue is public; what is not published yet is for those who run training."""
    runs = standing(user).partnerships(*LEADS)
    return Course.objects.filter(Q(published=True) | Q(partnership__in=runs))


@keeper(Session)
def sessions(user: User) -> SessionQuerySet:
    return Session.objects.filter(course__partnership__in=standing(user).partnerships())


@keeper(Booking)
def bookings(user: User) -> BookingQuerySet:
    """One's own; the register to those who keep it; an agency's to its lead."""
    footing = standing(user)
    runs = Q(session__course__partnership__in=footing.partnerships(*LEADS))
    teach = Q(session__trainer_id=user.pk) & Q(
        session__course__partnership__in=footing.partnerships(Role.TRAINER)
    )
    return Booking.objects.filter(Q(person_id=user.pk) | runs | teach | led(footing))


def led(footing: Footing) -> Q:
    """Places an agency booked in a partnership where this person leads that very agency."""
    found = Q(pk__in=[])
    for role, agency, at in footing.grants:
        if role == Role.AGENCY_LEAD:
            found |= Q(agency=agency, session__course__partnership=at)
    return found


def own_bookings(user: User) -> BookingQuerySet:
    return Booking.objects.filter(person_id=user.pk).live()


def booking_agencies(user: User, session: Session) -> QuerySet[Agency]:
    """Agencies this person acts for in the partnership that runs the session."""
    at = session.course.partnership_id
    own = {agency for _, agency, where in standing(user).grants if where == at}
    return Agency.objects.filter(pk__in=own)


def asked_when(course: Course) -> QuerySet[EvaluationPoint]:
    """When people who came are asked what it changed. Printed in the catalogue."""
    return EvaluationPoint.objects.filter(partnership=course.partnership_id)


@keeper(Rating)
def ratings(user: User) -> RatingQuerySet:
    runs = Q(booking__session__course__partnership__in=standing(user).partnerships(*LEADS))
    return Rating.objects.filter(runs | Q(booking__person_id=user.pk))


notes = rows_of(TrainingNote, "partnership")
evaluation_points = rows_of(EvaluationPoint, "partnership")


@tells_duties
def places_to_come(person: User, partnerships: frozenset[int]) -> list[Duty]:
    """Places on sessions to come, which somebody else could have when the person leaves."""
    booked = Booking.objects.filter(person=person, status=Booking.Status.BOOKED)
    ours = booked.filter(session__course__partnership__in=partnerships)
    to_come = ours.filter(session__starts_at__gt=clock.now())
    return [Duty("Places on training to come", to_come.count())]
