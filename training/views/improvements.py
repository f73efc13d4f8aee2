"""What is to become better in courses and by providers: the list, one more, and its outcome."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import ImprovementForm, SettleImprovementForm
from training.models import ImprovementQuerySet
from training.views.crumbs import back_to


def improvements_found(ask: Ask) -> ImprovementQuerySet:
    return access.improvements(ask.user).in_turn().select_related("course", "provider")


IMPROVEMENTS = Export(
    key="training.improvements",
    title="Improvements of training",
    rows=improvements_found,
    columns=(
        ("What is to change", lambda one: one.text),
        ("Kind", lambda one: one.get_kind_display()),
        ("Course", lambda one: one.course and one.course.title),
        ("Provider", lambda one: one.provider and one.provider.name),
        ("What shows the need", lambda one: one.because),
        ("Raised", lambda one: one.raised_on),
        ("By when", lambda one: one.due_on),
        ("Settled", lambda one: one.settled_on),
        ("What came of it", lambda one: one.outcome or None),
    ),
)


@door("GET", to=access.runs_training)
@offers(IMPROVEMENTS)
def improvement_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, IMPROVEMENTS.found(request)), "crumbs": back_to("courses")}
    return show(request, "training/improvement_list.html", context)


@door("GET", "POST", to=access.runs_training)
def improvement_add(request: PortalRequest) -> HttpResponse:
    """From a course or a provider, which then stands in the form already."""
    begun = {name: request.GET.get(name, "") for name in ("course", "provider")}
    form = ImprovementForm(posted(request), user=request.user, initial=begun)
    if form.is_valid():
        made = actions.raise_improvement(by=request.user, **form.cleaned_data)
        messages.success(request, "The improvement is on the list. You are reminded of its day.")
        return redirect(made)
    return show(request, "training/improvement_add.html", {}, form=form)


@door("GET", "POST", to=access.runs_training)
def improvement_settle(request: PortalRequest, improvement_id: int) -> HttpResponse:
    joined = access.improvements(request.user).select_related("course", "provider")
    found = get_object_or_404(joined, pk=improvement_id)
    form = SettleImprovementForm(posted(request))
    if form.is_valid():
        if actions.settle_improvement(improvement=found, by=request.user, **form.cleaned_data):
            messages.success(request, "Saved.")
        else:
            messages.info(request, "Somebody has said already what came of it.")
        return redirect(found)
    return show(request, "training/improvement_settle.html", {"improvement": found}, form=form)
