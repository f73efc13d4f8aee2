"""Writing the catalogue: for those who run training."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door, insist
from portal.http import PortalRequest
from portal.pages import posted, show
from training import access, actions
from training.forms import CourseForm, OriginForm
from training.models import Course
from training.views.courses import course_of
from training.views.crumbs import back_to


def run_course(request: PortalRequest, course_id: int) -> Course:
    """A course this person may change: 404 where it is hidden, 403 where it is only read."""
    found = course_of(request.user, course_id)
    insist(access.runs_training_at(request.user, found.partnership_id))
    return found


@door("GET", "POST", to=access.runs_training)
def course_add(request: PortalRequest) -> HttpResponse:
    form = CourseForm(posted(request), user=request.user)
    if form.is_valid():
        at = form.cleaned_data["partnership"]
        made = actions.write_course(partnership=at, facts=form.facts, by=request.user)
        messages.success(request, "Course added.")
        return redirect(made)
    return show(request, "training/course_add.html", {"crumbs": back_to("courses")}, form=form)


@door("GET", "POST", to=access.runs_training)
def course_edit(request: PortalRequest, course_id: int) -> HttpResponse:
    found = run_course(request, course_id)
    form = CourseForm(posted(request), user=request.user, course=found)
    if form.is_valid():
        seen = form.cleaned_data["edition"] or 0
        try:
            actions.rewrite_course(course=found, seen=seen, facts=form.facts, by=request.user)
        except actions.ChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            form.read_again(found.edition)
        else:
            messages.success(request, "Course changed.")
            return redirect(found)
    context = {"course": found, "crumbs": back_to("courses", course=found)}
    return show(request, "training/course_edit.html", context, form=form)


@door("POST", to=access.runs_training)
def course_withdraw(request: PortalRequest, course_id: int) -> HttpResponse:
    found = run_course(request, course_id)
    if actions.withdraw_course(course=found, by=request.user):
        messages.success(request, "Course taken out of the programme. Its sessions stay.")
    return redirect(found)


@door("POST", to=access.runs_training)
def course_bring_back(request: PortalRequest, course_id: int) -> HttpResponse:
    found = run_course(request, course_id)
    if actions.bring_back_course(course=found, by=request.user):
        messages.success(request, "Course brought back into the programme.")
    return redirect(found)


@door("GET", "POST", to=access.runs_training)
def origin_add(request: PortalRequest, course_id: int) -> HttpResponse:
    found = run_course(request, course_id)
    form = OriginForm(posted(request), partnership=found.partnership_id)
    if form.is_valid():
        actions.add_origin(course=found, facts=form.cleaned_data, by=request.user)
        messages.success(request, "Added what the course answers.")
        return redirect(found)
    context = {"course": found, "crumbs": back_to("courses", course=found)}
    return show(request, "training/origin_add.html", context, form=form)


@door("POST", to=access.runs_training)
def origin_remove(request: PortalRequest, origin_id: int) -> HttpResponse:
    origin = get_object_or_404(access.origins(request.user).select_related("course"), pk=origin_id)
    insist(access.runs_training_at(request.user, origin.course.partnership_id))
    try:
        actions.remove_origin(origin=origin, by=request.user)
    except actions.OriginInUse as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken away.")
    return redirect(origin.course)
