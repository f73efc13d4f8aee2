"""Who sees what surrounds courses and sessions: levels, origins, parts."""

from django.db.models import Q, QuerySet

from partners.access import rows_of, standing
from portal.access import keeper
from portal.models import User
from training.access.catalogue import LEADS
from training.access.shared import served
from training.models import CourseLevel, CourseOrigin, SessionPart

levels = rows_of(CourseLevel, "partnership")


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
    ours = Q(session__course__partnership__in=served(user))
    return SessionPart.objects.filter(ours | Q(session__course__published=True))
