"""Who sees what surrounds courses and sessions: levels, origins, parts, years, needs."""

from django.db.models import Q, QuerySet

from partners.access import rows_of, standing
from partners.models import Partnership
from portal.access import keeper
from portal.models import User
from training.access.catalogue import LEADS
from training.access.shared import is_served
from training.models import (
    Conference,
    CourseLevel,
    CourseOrigin,
    FollowUp,
    ProgrammeCourse,
    ProgrammeItem,
    ProgrammeYear,
    Session,
    SessionPart,
    TrainingNeed,
)


def runs_training_at(user: User, partnership_id: int) -> bool:
    """The training lead and the business team of this partnership."""
    return standing(user).holds_in(partnership_id, *LEADS)


def run_ids(user: User) -> frozenset[int]:
    return standing(user).partnerships(*LEADS)


def run_partnerships(user: User) -> QuerySet[Partnership]:
    """Where a person runs training."""
    return Partnership.objects.filter(pk__in=run_ids(user))


levels = rows_of(CourseLevel, "partnership")
years = rows_of(ProgrammeYear, "partnership")
year_courses = rows_of(ProgrammeCourse, "programme__partnership")
training_needs = rows_of(TrainingNeed, "partnership")


@keeper(Conference)
def conferences(user: User) -> QuerySet[Conference]:
    """Those of the partnerships whose training is for this person."""
    return Conference.objects.filter(is_served(user, "partnership"))


@keeper(ProgrammeItem)
def programme_items(user: User) -> QuerySet[ProgrammeItem]:
    return ProgrammeItem.objects.filter(is_served(user, "conference__partnership"))


@keeper(FollowUp)
def follow_ups(user: User) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(is_served(user, "conference__partnership"))


@keeper(CourseOrigin)
def origins(user: User) -> QuerySet[CourseOrigin]:
    """What a course answers is public with it."""
    runs = standing(user).partnerships(*LEADS)
    return CourseOrigin.objects.filter(
        Q(course__published=True) | Q(course__partnership__in=runs)
    ).select_related("recommendation", "audit", "priority")


@keeper(SessionPart)
def parts(user: User) -> QuerySet[SessionPart]:
    """Parts of the sessions a person sees; in the catalogue those of published courses."""
    ours = is_served(user, "session__course__partnership")
    return SessionPart.objects.filter(ours | Q(session__course__published=True))


def parts_shown(session: Session) -> list[SessionPart]:
    """The parts of a session whose page is open, in their order. Needs `with_extras`."""
    in_parts: bool = session.in_parts  # type: ignore[attr-defined]
    return list(session.parts.order_by("order", "ref")) if in_parts else []
