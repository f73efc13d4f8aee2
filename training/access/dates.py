"""Dates to come: those everybody sees, those a partner sees, and those that need looking after."""

from django.db.models import F, Q, QuerySet

from learning_hub.models import Resource
from partners.access import standing
from portal import clock
from portal.models import User
from training.access.catalogue import LEADS, courses
from training.access.shared import is_served
from training.models import Course, CourseQuerySet, DateAlert, Session, SessionQuerySet


def listed_courses(user: User) -> CourseQuerySet:
    """What the catalogue lists: courses on offer; to those who run training every one of theirs."""
    runs = standing(user).partnerships(*LEADS)
    on_offer = Q(published=True, withdrawn_on=None)
    return courses(user).filter(on_offer | Q(partnership__in=runs))


def relatives(user: User, course: Course) -> CourseQuerySet:
    """The first course, updates and refreshers of the same family."""
    if not course.family:
        return Course.objects.none()
    same = courses(user).filter(partnership=course.partnership_id, family=course.family)
    return same.exclude(pk=course.pk).filter(withdrawn_on=None)


def resources_of(user: User, course: Course) -> QuerySet[Resource]:
    """What the hub hands out with a course; to people without standing what is public."""
    public = Q(public=True, status=Resource.Status.PUBLISHED)
    ours = Q(partnership__in=standing(user).partnerships())
    return Resource.objects.filter(public | ours, courses=course)


def public_dates() -> SessionQuerySet:
    """Sessions to come of courses on offer: the same for everybody, soonest first."""
    return to_come(Session.objects.filter(course__published=True, course__withdrawn_on=None))


def dates_to_come(user: User) -> SessionQuerySet:
    """Public dates, and for partners those of their own courses not published yet."""
    public = Q(course__published=True, course__withdrawn_on=None)
    runs = standing(user).partnerships(*LEADS)
    return to_come(Session.objects.filter(public | Q(course__partnership__in=runs)))


def to_come(sessions: SessionQuerySet) -> SessionQuerySet:
    counted = sessions.upcoming(clock.now()).with_taken()
    return counted.in_a_line().order_by("starts_at", "pk")


def shown_sessions(user: User) -> SessionQuerySet:
    """Sessions whose page opens: a partner's own and shared ones, and published ones to all."""
    ours = is_served(user, "course__partnership")
    return Session.objects.filter(ours | Q(course__published=True))


def low_numbers(user: User) -> SessionQuerySet:
    """Sessions to come with fewer people than their minimum, where this person runs training."""
    runs = standing(user).partnerships(*LEADS)
    sessions = to_come(Session.objects.filter(course__partnership__in=runs))
    return sessions.filter(minimum__gt=F("taken"))


def dates_beside(user: User, session: Session) -> SessionQuerySet:
    """Other dates of the same course to which people could move."""
    same = Session.objects.filter(course=session.course_id).exclude(pk=session.pk)
    return to_come(same.filter(is_served(user, "course__partnership")))


def alerts_waiting(session: Session) -> int:
    """How many people asked to be told of dates of this course."""
    return DateAlert.objects.live().filter(course=session.course_id).count()
