"""Years and conferences with what there is to count of them."""

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from portal.clock import london_midnight
from portal.models import User
from training.access.programme import conferences, years
from training.models import Booking, Conference, ProgrammeCourse, ProgrammeYear, Session

CAME = (Booking.Status.ATTENDED, Booking.Status.PART)


def years_counted(user: User) -> QuerySet[ProgrammeYear]:
    """Programmes with `course_count` and `session_count`, the sessions planned."""
    counted = years(user).select_related("partnership")
    return counted.annotate(
        course_count=Count("courses"), session_count=Coalesce(Sum("courses__sessions"), 0)
    ).order_by("-begins_on", "ref")


def courses_of_year(year: ProgrammeYear) -> QuerySet[ProgrammeCourse]:
    """Courses of a programme with `dated`, `held` and `called_off`: sessions of that year."""
    starts, ends = year.begins_on, year.begins_on.replace(year=year.begins_on.year + 1)
    of_year = Session.objects.filter(
        course=OuterRef("course"),
        starts_at__gte=london_midnight(starts),
        starts_at__lt=london_midnight(ends),
    )
    rows = ProgrammeCourse.objects.filter(programme=year).select_related("course")
    return rows.annotate(
        dated=sessions(of_year, ~Q(status=Session.Status.CANCELLED)),
        held=sessions(of_year, Q(status=Session.Status.DELIVERED)),
        called_off=sessions(of_year, Q(status=Session.Status.CANCELLED)),
        undated=F("sessions") - F("dated"),
    ).order_by("course__title", "ref")


def sessions(of_year: QuerySet[Session], which: Q) -> Coalesce:
    counted = of_year.filter(which).order_by().values("course").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def conferences_attended(user: User) -> QuerySet[Conference]:
    """Conferences with `came`: how many attended on the day; null where there was none yet."""
    there = Booking.objects.filter(session=OuterRef("session"), status__in=CAME).order_by()
    counted = there.values("session").annotate(n=Count("pk")).values("n")
    found = conferences(user).select_related("session__course", "partnership")
    return found.prefetch_related("priorities").annotate(came=Subquery(counted))
