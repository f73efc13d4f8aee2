"""Groups that answer for the quality of training: the list, one more, and the end of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import EndGroupForm, TrainingGroupForm
from training.models import TrainingGroup, TrainingGroupQuerySet
from training.views.crumbs import back_to
from training.views.planning import explained


def groups_found(ask: Ask) -> TrainingGroupQuerySet:
    found: TrainingGroupQuerySet = access.training_groups(ask.user)  # type: ignore[assignment]
    return found.told().prefetch_related("successors__group")


def successors(one: TrainingGroup) -> str:
    return ", ".join(str(after) for after in one.successors.all())


TRAINING_GROUPS = Export(
    key="training.groups",
    title="Groups that answer for training",
    rows=groups_found,
    columns=(
        ("Group", lambda one: str(one)),
        ("Kind", lambda one: one.get_kind_display()),
        ("Questions it answers", lambda one: one.part or None),
        ("From", lambda one: one.since),
        ("Until", lambda one: one.until),
        ("Takes over from", lambda one: one.takes_over_from and str(one.takes_over_from)),
        ("Succeeded by", lambda one: successors(one) or None),
    ),
)


@door("GET", to=is_partner)
@offers(TRAINING_GROUPS)
def training_group_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, TRAINING_GROUPS.found(request)),
        "runs": access.runs_training(request.user),
        "run_ids": access.run_ids(request.user),
        "crumbs": back_to("courses"),
    }
    return show(request, "training/training_group_list.html", context)


@door("GET", "POST", to=access.runs_training)
def training_group_add(request: PortalRequest) -> HttpResponse:
    form = TrainingGroupForm(posted(request), user=request.user)
    if form.is_valid():
        with explained(form):
            actions.name_training_group(by=request.user, **form.cleaned_data)
            messages.success(request, "Saved. It signs off the reports of its time.")
            return redirect("training:training_group_list")
    context = {"crumbs": back_to("courses", "groups")}
    return show(request, "training/training_group_add.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def training_group_end(request: PortalRequest, training_group_id: int) -> HttpResponse:
    joined = access.training_groups(request.user).select_related("group")
    found = get_object_or_404(joined, pk=training_group_id)
    insist(access.runs_training_at(request.user, found.partnership_id))
    form = EndGroupForm(posted(request))
    if form.is_valid():
        with explained(form):
            actions.end_training_group(standing=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("training:training_group_list")
    context = {"one": found, "crumbs": back_to("courses", "groups")}
    return show(request, "training/training_group_end.html", context, form=form)
