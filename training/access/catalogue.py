"""Courses and their sessions: open to everybody, run by a few."""

from django.db.models import Q

from partners.access import any_of, rows_of, standing
from partners.models import Role
from portal import clock
from portal.access import keeper
from portal.menu import Entry
from portal.models import User
from training.access.shared import is_served
from training.models import (
    Booking,
    Course,
    CourseQuerySet,
    EvaluationPoint,
    EvaluationSchedule,
    EvaluationStage,
    Session,
    SessionQuerySet,
    TrainingNote,
)

# States of a booking whose holder is let into the room.
JOINING = (Booking.Status.BOOKED, Booking.Status.ATTENDED, Booking.Status.PART)
LEADS = (Role.TRAINING_LEAD, Role.BUSINESS_TEAM)

runs_training = any_of(*LEADS)
keeps_register = any_of(*LEADS, Role.TRAINER)


def has_account(user: User) -> bool:
    """Whoever has signed in finds the catalogue, also where they stand nowhere: who pays."""
    return user.is_authenticated


MENU = Entry(label="Training", url="training:course_list", to=has_account, order=50)


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
    return Session.objects.filter(is_served(user, "course__partnership"))


def asked_when(course: Course) -> str:
    """When people who came are asked what it changed, in words. Printed in the catalogue.

    By the schedule in force today; only where there is none, as a paper once said.
    """
    schedules = EvaluationSchedule.objects.in_force(clock.today())
    stages = EvaluationStage.objects.filter(
        schedule__in=schedules.filter(partnership=course.partnership_id)
    )
    when = {stage.when for stage in stages} - {EvaluationStage.When.BEFORE}
    if when:
        told = [str(one.label) for one in EvaluationStage.When if one in when]
        return ", ".join(one[:1].lower() + one[1:] for one in told)
    points = EvaluationPoint.objects.filter(partnership=course.partnership_id)
    paper = ", ".join(point.when for point in points)
    return f"{paper} after the session" if paper else ""


notes = rows_of(TrainingNote, "partnership")


evaluation_points = rows_of(EvaluationPoint, "partnership")
