"""The training programme of a year: which courses, how often, and what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door, insist
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, saying, show
from training import access, actions
from training.forms import YearCourseForm, YearForm
from training.models import ProgrammeYear
from training.views.crumbs import back_to
from training.workflow import PROGRAMMES

YEARS = Export(
    key="training.years",
    title="Training programmes",
    rows=lambda ask: access.years_counted(ask.user),
    columns=(
        ("Year", lambda year: year.label),
        ("Partnership", lambda year: year.partnership.name),
        ("State", lambda year: year.get_status_display()),
        ("Commissioned", lambda year: year.commissioned_on),
        ("Courses", lambda year: year.course_count),
        ("Sessions planned", lambda year: year.session_count),
    ),
)


@door("GET", to=is_partner)
@offers(YEARS)
def year_list(request: PortalRequest) -> HttpResponse:
    context = {
        "years": paged(request, YEARS.found(request)),
        "runs": access.runs_training(request.user),
        "crumbs": back_to("courses"),
    }
    return show(request, "training/year_list.html", context)


@door("GET", "POST", to=access.runs_training)
def year_add(request: PortalRequest) -> HttpResponse:
    form = YearForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            begun = actions.begin_year(by=request.user, **form.cleaned_data)
        except actions.AlreadyThere as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(request, "Programme begun. Add its courses.")
            return redirect(begun)
    return show(request, "training/year_add.html", {"crumbs": back_to("years")}, form=form)


@door("GET", to=is_partner)
def year(request: PortalRequest, training_year_id: int) -> HttpResponse:
    found = year_of(request, training_year_id)
    context = {
        "year": found,
        "rows": access.courses_of_year(found),
        "moves": PROGRAMMES.open_to(request.user, found),
        "runs": access.runs_training_at(request.user, found.partnership_id),
        "crumbs": back_to("courses", "years"),
    }
    return show(request, "training/year.html", context)


def year_of(request: PortalRequest, training_year_id: int) -> ProgrammeYear:
    years = access.years(request.user).select_related("partnership")
    return get_object_or_404(years, pk=training_year_id)


@door("GET", "POST", to=access.runs_training)
def year_course_add(request: PortalRequest, training_year_id: int) -> HttpResponse:
    found = year_of(request, training_year_id)
    insist(access.runs_training_at(request.user, found.partnership_id))
    form = YearCourseForm(posted(request), year=found)
    if form.is_valid():
        try:
            actions.add_to_year(year=found, by=request.user, **form.cleaned_data)
        except actions.AlreadyThere:
            form.add_error("course", "This course is in the programme already")
        else:
            messages.success(request, "Course added to the programme.")
            return redirect(found)
    crumbs = [*back_to("courses", "years"), (str(found), found.get_absolute_url())]
    context = {"year": found, "crumbs": crumbs}
    return show(request, "training/year_course_add.html", context, form=form)


@door("POST", to=access.runs_training)
def year_course_remove(request: PortalRequest, year_course_id: int) -> HttpResponse:
    rows = access.year_courses(request.user).select_related("programme")
    row = get_object_or_404(rows, pk=year_course_id)
    actions.take_from_year(row=row, by=request.user)
    messages.success(request, "Course taken out of the programme.")
    return redirect(row.programme)


@door("POST", to=access.runs_training)
def year_commission(request: PortalRequest, training_year_id: int) -> HttpResponse:
    return moved(request, training_year_id, "commission", "Recorded as commissioned.")


@door("POST", to=access.runs_training)
def year_start(request: PortalRequest, training_year_id: int) -> HttpResponse:
    return moved(request, training_year_id, "start", "The year has started.")


@door("POST", to=access.runs_training)
def year_close(request: PortalRequest, training_year_id: int) -> HttpResponse:
    return moved(request, training_year_id, "close", "The year is closed.")


def moved(request: PortalRequest, training_year_id: int, move: str, done: str) -> HttpResponse:
    found = year_of(request, training_year_id)
    with saying(request, done):
        actions.move_year(year=found, move=move, by=request.user)
    return redirect(found)
