"""The catalogue, open to everybody, and planning a session."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner, standing
from portal import clock
from portal.access import door, insist, public
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import CourseFilter, SessionForm
from training.models import Course, CourseQuerySet


def courses_found(ask: Ask) -> CourseQuerySet:
    narrow = CourseFilter(ask.asked)
    found = access.courses(ask.user).select_related("partnership")
    kind = narrow.cleaned_data["kind"] if narrow.is_valid() else ""
    return found.filter(kind=kind) if kind else found


COURSES = Export(
    key="training.courses",
    title="Courses",
    filters=lambda ask: CourseFilter(ask.asked),
    rows=courses_found,
    columns=(
        ("Course", lambda course: course.title),
        ("Partnership", lambda course: course.partnership.name),
        ("Kind", lambda course: course.get_kind_display() or None),
        ("Fee", lambda course: course.get_fee_display() or None),
        ("Published", lambda course: "Yes" if course.published else "Not yet"),
    ),
)


@public("GET")
@offers(COURSES)
def course_list(request: PortalRequest) -> HttpResponse:
    context = {
        "courses": paged(request, COURSES.found(request)),
        "filter": CourseFilter(request.GET),
        "joined": is_partner(request.user),
        "runs_money": access.runs_money(request.user),
        "sees_money": access.sees_charges(request.user),
    }
    template = "training/course_list_results.html" if request.htmx else "training/course_list.html"
    return show(request, template, context)


@public("GET")
def course(request: PortalRequest, course_id: int) -> HttpResponse:
    courses = access.courses(request.user).select_related("partnership")
    found = get_object_or_404(courses, pk=course_id)
    coming = found.sessions.upcoming(clock.now()).with_counts().select_related("area")
    context = {"course": found, "coming": coming[:20], "runs": runs(request, found)}
    context["asked"] = access.asked_when(found)
    context["joined"] = is_partner(request.user)
    return show(request, "training/course.html", context)


@door("GET", "POST", to=access.runs_training)
def plan(request: PortalRequest, course_id: int) -> HttpResponse:
    found = get_object_or_404(access.courses(request.user), pk=course_id)
    insist(runs(request, found))
    form = SessionForm(posted(request), course=found)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("mode", "venue", "places")}
        session = actions.plan_session(
            course=found, starts_at=form.cleaned_data["moment"], by=request.user, **facts
        )
        messages.success(request, "Session planned.")
        return redirect(session)
    return show(request, "training/plan.html", {"course": found, "form": form}, form=form)


def runs(request: PortalRequest, found: Course) -> bool:
    return standing(request.user).holds_in(found.partnership_id, *access.LEADS)
