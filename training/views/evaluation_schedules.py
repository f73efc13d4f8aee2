"""When people are asked what training changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import ScheduleForm

SCHEDULES = Export(
    key="training.evaluation_schedules",
    title="When evaluations are asked for",
    rows=lambda ask: (
        access.evaluation_schedules(ask.user)
        .select_related("partnership")
        .prefetch_related("stages__questionnaire", "stages__managers")
    ),
    columns=(
        ("Partnership", lambda one: one.partnership.short_name),
        ("First day", lambda one: one.since),
        ("Last day", lambda one: one.until),
        ("A link works", lambda one: f"{one.open_days} days"),
        ("Asked", lambda one: "; ".join(str(stage) for stage in one.stages.all())),
    ),
)


@door("GET", to=access.runs_training)
@offers(SCHEDULES)
def evaluation_schedule_list(request: PortalRequest) -> HttpResponse:
    context = {
        "schedules": paged(request, SCHEDULES.found(request)),
        "partnerships": access.partnerships_evaluated(request.user),
    }
    return show(request, "training/evaluation_schedule_list.html", context)


@door("GET", to=access.runs_training)
def evaluation_schedule(request: PortalRequest, evaluation_schedule_id: int) -> HttpResponse:
    rows = access.evaluation_schedules(request.user).select_related("partnership", "conference")
    found = get_object_or_404(rows, pk=evaluation_schedule_id)
    stages = found.stages.select_related("questionnaire", "managers")
    context = {"schedule": found, "stages": stages}
    return show(request, "training/evaluation_schedule.html", context)


@door("GET", "POST", to=access.runs_training)
def evaluation_schedule_add(request: PortalRequest, partnership_id: int) -> HttpResponse:
    place = get_object_or_404(access.partnerships_evaluated(request.user), pk=partnership_id)
    form = ScheduleForm(posted(request), partnership=place)
    if form.is_valid():
        try:
            made = actions.set_schedule(
                partnership=place,
                since=form.cleaned_data["since"],
                open_days=form.cleaned_data["open_days"],
                stages=form.stages,
                conference=form.cleaned_data["conference"],
                by=request.user,
            )
        except actions.BeginsTooEarly:
            form.add_error("since", "Somebody has set a later schedule. Look at it first.")
        else:
            messages.success(request, "Schedule set.")
            return redirect(made)
    context = {"partnership": place}
    return show(request, "training/evaluation_schedule_add.html", context, form=form)
