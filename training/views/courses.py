"""The catalogue, open to everybody."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from partners.access import is_partner
from portal import clock
from portal.access import public
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, show
from training import access
from training.forms import CourseFilter
from training.models import Course, CourseQuerySet, DateAlert
from training.pricing import fees_of


def courses_found(ask: Ask) -> CourseQuerySet:
    listed = access.listed_courses(ask.user).select_related("partnership", "level")
    return CourseFilter(ask.asked).found(listed)


COURSES = Export(
    key="training.courses",
    title="Courses",
    filters=lambda ask: CourseFilter(ask.asked),
    rows=courses_found,
    columns=(
        ("Course", lambda course: course.title),
        ("Partnership", lambda course: course.partnership.name),
        ("Kind", lambda course: course.get_kind_display() or None),
        ("Level", lambda course: course.level and course.level.code),
        ("Who it is for", lambda course: course.audience or None),
        ("Length", lambda course: course.length or None),
        ("Valid for months", lambda course: course.valid_months),
        ("Delivered", lambda course: course.get_delivery_display() or None),
        ("Family", lambda course: course.family or None),
        ("Must be taken by", lambda course: "; ".join(course.mandatory_for) or None),
        ("Fee", lambda course: course.get_fee_display() or None),
        ("Published", lambda course: "Yes" if course.published else "Not yet"),
        ("Withdrawn", lambda course: course.withdrawn_on),
    ),
)


@public("GET")
@offers(COURSES)
def course_list(request: PortalRequest) -> HttpResponse:
    narrow = CourseFilter(request.GET)
    listed = access.listed_courses(request.user).select_related("partnership", "level")
    context = {
        "courses": paged(request, narrow.found(listed)),
        "filter": narrow,
        "joined": is_partner(request.user),
        "runs_money": access.runs_money(request.user),
        "sees_money": access.sees_charges(request.user),
        "runs": access.runs_training(request.user),
    }
    template = "training/course_list_results.html" if request.htmx else "training/course_list.html"
    return show(request, template, context)


@public("GET")
def course(request: PortalRequest, course_id: int) -> HttpResponse:
    user = request.user
    found: Any = get_object_or_404(courses_shown(user).with_extras(), pk=course_id)
    coming = found.sessions.upcoming(clock.now()).with_taken().in_a_line()
    context = {
        "course": found,
        "coming": coming.order_by("starts_at")[:20],
        "runs": access.runs_training_at(user, found.partnership_id),
        "origins": access.origins(user).filter(course=found) if found.has_origins else (),
        "before": access.courses(user).filter(leads_to=found) if found.needs_first else (),
        "relatives": access.relatives(user, found),
        "resources": access.resources_of(user, found) if found.has_resources else (),
        "fees": fees_of(found, clock.today()),
        "asked": access.asked_when(found),
        "joined": is_partner(user),
        "alert": alert_of(user, found),
    }
    return show(request, "training/course.html", context)


def alert_of(user: User, course: Course) -> DateAlert | None:
    """What somebody who is signed in asked to be told of."""
    own = access.date_alerts(user).open().filter(course=course)
    return own.first() if user.is_authenticated else None


def course_of(user: User, course_id: int) -> Course:
    found: Course = get_object_or_404(courses_shown(user), pk=course_id)
    return found


def courses_shown(user: User) -> CourseQuerySet:
    return access.courses(user).select_related("partnership", "level")
