"""Courses and their sessions: open to everybody, run by a few."""

from django.db.models import Q, QuerySet

from partners.access import any_of, is_partner, rows_of, standing
from partners.models import Role
from portal.access import keeper
from portal.menu import Entry
from portal.models import User
from training.access.shared import served
from training.models import (
    Booking,
    Course,
    CourseQuerySet,
    EvaluationPoint,
    Session,
    SessionQuerySet,
    TrainingNote,
)

# States of a booking whose holder is let into the room.
JOINING = (Booking.Status.BOOKED, Booking.Status.ATTENDED, Booking.Status.PART)
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


def may_join(user: User, session: Session, own: Booking | None) -> bool:
    """Who is told how to join, and sees the link: whoever holds a place, teaches or runs it."""
    holds = own is not None and own.status in JOINING
    return holds or keeps_register_of(user, session)


@keeper(Course)
def courses(user: User) -> CourseQuerySet:
    """The catalogue is public; what is not published yet is for those who run training."""
    runs = standing(user).partnerships(*LEADS)
    return Course.objects.filter(Q(published=True) | Q(partnership__in=runs))


@keeper(Session)
def sessions(user: User) -> SessionQuerySet:
    """Those a person may book or run: of their own partnerships, and of those they share with."""
    return Session.objects.filter(course__partnership__in=served(user))


def asked_when(course: Course) -> QuerySet[EvaluationPoint]:
    """When people who came are asked what it changed. Printed in the catalogue."""
    return EvaluationPoint.objects.filter(partnership=course.partnership_id)


notes = rows_of(TrainingNote, "partnership")


evaluation_points = rows_of(EvaluationPoint, "partnership")
