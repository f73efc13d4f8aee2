"""Cycles of learning, and closing their stages."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from learning_hub import access, actions
from learning_hub.forms import StageCloseForm
from learning_hub.models import Stage
from portal import clock
from portal.access import door, insist
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show

TONES = {Stage.Status.LATE: "red", Stage.Status.OPEN: "grey", Stage.Status.CLOSED: ""}


CYCLES = Export(
    key="learning_hub.cycles",
    title="Cycles of learning",
    rows=lambda ask: access.cycles(ask.user).prefetch_related("stages"),
    columns=(
        ("Cycle", str),
        ("Seen through", lambda cycle: cycle.lens or None),
        ("Status as recorded", lambda cycle: cycle.status.capitalize() or None),
        ("Stages closed", lambda cycle: cycle.closed_count),
        ("Stages", lambda cycle: len(cycle.stages.all())),
    ),
)


@door("GET", to=access.is_partner)
@offers(CYCLES)
def cycle_list(request: PortalRequest) -> HttpResponse:
    cycles = paged(request, CYCLES.found(request))
    return show(request, "learning_hub/cycle_list.html", {"cycles": cycles})


@door("GET", to=access.is_partner)
def cycle(request: PortalRequest, cycle_id: int) -> HttpResponse:
    cycles = access.cycles(request.user).prefetch_related("events", "audits")
    found = get_object_or_404(cycles, pk=cycle_id)
    stages = found.stages.select_related("cycle")
    context = {
        "cycle": found,
        "stages": stages,
        "tasks": [task(request, stage) for stage in stages],
    }
    return show(request, "learning_hub/cycle.html", context)


def task(request: PortalRequest, stage: Stage) -> dict[str, Any]:
    """One line of the task list: a link for whoever may close it, and when it is due."""
    status = stage.standing_on(clock.today())
    open_here = stage.closed_on is None and access.may_close(request.user, stage)
    return {
        "label": stage,
        "status": status.value,
        "tone": TONES[status],
        "address": reverse("learning_hub:stage_close", args=[stage.pk]) if open_here else "",
        "hint": stage.when,
    }


@door("GET", "POST", to=access.runs_hub)
def stage_close(request: PortalRequest, stage_id: int) -> HttpResponse:
    stage = get_object_or_404(access.stages(request.user).select_related("cycle"), pk=stage_id)
    insist(access.may_close(request.user, stage))
    form = StageCloseForm(posted(request))
    if form.is_valid():
        try:
            actions.close_stage(stage=stage, by=request.user, **form.cleaned_data)
        except actions.AlreadyClosed:
            form.add_error(None, "This stage is closed already. Go back to the cycle to see it.")
        else:
            messages.success(request, f"{stage} is closed.")
            return redirect(stage.cycle)
    return show(request, "learning_hub/stage_close.html", {"stage": stage}, form=form)
