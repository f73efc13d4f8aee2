"""What training is needed for, and what the programme does about it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.coverage import matrix
from training.forms import NeedFilter, NeedForm, SettleForm
from training.models import TrainingNeed
from training.views.crumbs import back_to
from training.views.planning import explained


def needs_found(ask: Ask) -> QuerySet[TrainingNeed]:
    needs = access.training_needs(ask.user).select_related("audit", "priority", "recommendation")
    return NeedFilter(ask.asked).found(needs.prefetch_related("courses"))


NEEDS = Export(
    key="training.needs",
    title="Training needs",
    filters=lambda ask: NeedFilter(ask.asked),
    rows=needs_found,
    columns=(
        ("Need", lambda need: need.text),
        ("Found in", lambda need: need.get_kind_display()),
        ("Source", lambda need: need.found_in or None),
        ("Raised", lambda need: need.raised_on),
        ("State", lambda need: need.get_status_display()),
        ("Courses", lambda need: "; ".join(str(course) for course in need.courses.all()) or None),
        ("Gap", lambda need: "Yes" if need.is_gap else "No"),
        ("Why settled", lambda need: need.settled_because or None),
    ),
)


@door("GET", to=is_partner)
@offers(NEEDS)
def need_list(request: PortalRequest) -> HttpResponse:
    context = {
        "needs": paged(request, NEEDS.found(request)),
        "filter": NeedFilter(request.GET),
        "runs": access.runs_training(request.user),
        "run_ids": access.run_ids(request.user),
        "crumbs": back_to("courses"),
    }
    template = "training/need_list_results.html" if request.htmx else "training/need_list.html"
    return show(request, template, context)


COVERAGE = Export(
    key="training.coverage",
    title="Coverage of training needs",
    rows=lambda ask: matrix(access.training_needs(ask.user)).lines,
    columns=(
        ("Need", lambda line: line.need.text),
        ("Found in", lambda line: line.need.get_kind_display()),
        ("Courses that answer it", lambda line: "; ".join(line.answers) or None),
        ("Gap", lambda line: "Yes" if line.need.is_gap else "No"),
    ),
)


@door("GET", to=is_partner)
@offers(COVERAGE)
def coverage(request: PortalRequest) -> HttpResponse:
    """Open needs against the courses that answer them; a row without a mark is a gap."""
    found = matrix(access.training_needs(request.user))
    return show(request, "training/coverage.html", {"found": found, "crumbs": back_to("needs")})


def run_need(request: PortalRequest, need_id: int) -> TrainingNeed:
    found = get_object_or_404(access.training_needs(request.user), pk=need_id)
    insist(access.runs_training_at(request.user, found.partnership_id))
    return found


@door("GET", "POST", to=access.runs_training)
def need_add(request: PortalRequest) -> HttpResponse:
    form = NeedForm(posted(request), user=request.user)
    if form.is_valid():
        at = form.cleaned_data["partnership"]
        actions.raise_need(partnership=at, facts=form.facts, by=request.user)
        messages.success(request, "Need added.")
        return redirect("training:need_list")
    return show(request, "training/need_add.html", {"crumbs": back_to("needs")}, form=form)


@door("GET", "POST", to=access.runs_training)
def need_edit(request: PortalRequest, need_id: int) -> HttpResponse:
    found = run_need(request, need_id)
    form = NeedForm(posted(request), user=request.user, need=found)
    if form.is_valid():
        seen = form.cleaned_data["edition"] or 0
        with explained(form):
            actions.rewrite_need(need=found, seen=seen, facts=form.facts, by=request.user)
            messages.success(request, "Need changed.")
            return redirect("training:need_list")
    context = {"need": found, "crumbs": back_to("needs")}
    return show(request, "training/need_edit.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def need_settle(request: PortalRequest, need_id: int) -> HttpResponse:
    found = run_need(request, need_id)
    form = SettleForm(posted(request))
    if form.is_valid():
        actions.settle_need(need=found, by=request.user, **form.cleaned_data)
        messages.success(request, "Need settled.")
        return redirect("training:need_list")
    context = {"need": found, "crumbs": back_to("needs")}
    return show(request, "training/need_settle.html", context, form=form)


@door("POST", to=access.runs_training)
def need_reopen(request: PortalRequest, need_id: int) -> HttpResponse:
    found = run_need(request, need_id)
    if actions.open_need_again(need=found, by=request.user):
        messages.success(request, "Need opened again.")
    return redirect("training:need_list")
