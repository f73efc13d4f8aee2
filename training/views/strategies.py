"""Training strategies: the list, one with its targets and what was reached, and changing them."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.figures import Figure
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, show
from training import access, actions, aims
from training.forms import CountForm, SettleTargetForm, StrategyForm, TargetForm
from training.models import StrategyTarget, TrainingStrategy, TrainingStrategyQuerySet
from training.views.crumbs import back_to
from training.views.planning import explained


def strategies_found(ask: Ask) -> TrainingStrategyQuerySet:
    return access.strategies(ask.user).told()


STRATEGIES = Export(
    key="training.strategies",
    title="Training strategies",
    rows=strategies_found,
    columns=(
        ("Strategy", lambda one: one.title),
        ("Whose", lambda one: one.whose),
        ("Written by", lambda one: one.written_by),
        ("From", lambda one: one.starts_on),
        ("Until", lambda one: one.ends_on),
        ("Targets", lambda one: len(one.targets.all())),
        ("Where it can be read", lambda one: one.link or None),
    ),
)


@door("GET", to=access.sees_strategies)
@offers(STRATEGIES)
def strategy_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, STRATEGIES.found(request)),
        "writes": access.writes_strategies(request.user),
        "crumbs": back_to("courses"),
    }
    return show(request, "training/strategy_list.html", context)


def strategy_of(user: User, training_strategy_id: int) -> TrainingStrategy:
    told = access.strategies(user).told()
    found: TrainingStrategy = get_object_or_404(told, pk=training_strategy_id)
    return found


def lines(ask: Ask) -> Iterator[tuple[StrategyTarget, Figure, object]]:
    """One line for each day on which something was reported, and for a target without any."""
    for target in strategy_of(ask.user, ask.at["training_strategy_id"]).targets.all():
        for one in target.counts.all():
            yield target, aims.figure(target, one), one.counted_on
        if target.latest is None:
            yield target, aims.figure(target, None), None


STRATEGY = Export(
    key="training.strategy",
    title="Targets of a training strategy",
    rows=lines,
    columns=(
        ("Level", lambda line: line[0].level),
        ("Staff", lambda line: line[0].staff),
        ("Target, per cent", lambda line: line[0].share),
        ("By", lambda line: line[0].due_on),
        ("Counted on", lambda line: line[2]),
        ("Have it", lambda line: line[1].text),
        ("What came of it", lambda line: line[0].outcome or None),
    ),
)


@door("GET", to=access.sees_strategies)
@offers(STRATEGY)
def strategy(request: PortalRequest, training_strategy_id: int) -> HttpResponse:
    found = strategy_of(request.user, training_strategy_id)
    shown = [aims.Aim(target) for target in found.targets.all()]
    context = {
        "strategy": found,
        "aims": shown,
        "definition": aims.DEFINITION,
        "note": next((aim.note for aim in shown if aim.note), ""),
        "keeps": access.keeps_strategy(request.user, found),
        "crumbs": back_to("courses", "strategies"),
    }
    return show(request, "training/strategy.html", context)


def kept_strategy(request: PortalRequest, training_strategy_id: int) -> TrainingStrategy:
    found = strategy_of(request.user, training_strategy_id)
    insist(access.keeps_strategy(request.user, found))
    return found


def kept_target(request: PortalRequest, target_id: int) -> StrategyTarget:
    joined = access.strategy_targets(request.user).select_related("strategy__agency")
    found = get_object_or_404(joined.prefetch_related("counts"), pk=target_id)
    insist(access.keeps_strategy(request.user, found.strategy))
    return found


@door("GET", "POST", to=access.writes_strategies)
def strategy_add(request: PortalRequest) -> HttpResponse:
    form = StrategyForm(posted(request), user=request.user)
    if form.is_valid():
        told = form.cleaned_data
        made = actions.enter_strategy(
            partnership=told["partnership"],
            agency=told["agency"],
            sector=told.get("sector", ""),
            facts=form.facts,
            by=request.user,
        )
        messages.success(request, "Strategy entered. Now set its targets.")
        return redirect(made)
    context = {"crumbs": back_to("courses", "strategies")}
    return show(request, "training/strategy_add.html", context, form=form)


@door("GET", "POST", to=access.writes_strategies)
def strategy_edit(request: PortalRequest, training_strategy_id: int) -> HttpResponse:
    found = kept_strategy(request, training_strategy_id)
    form = StrategyForm(posted(request), user=request.user, strategy=found)
    if form.is_valid():
        seen = form.cleaned_data["edition"] or 0
        with explained(form):
            actions.rewrite_strategy(strategy=found, seen=seen, facts=form.facts, by=request.user)
            messages.success(request, "Strategy changed.")
            return redirect(found)
    return show(request, "training/strategy_edit.html", {"strategy": found}, form=form)


@door("GET", "POST", to=access.writes_strategies)
def target_add(request: PortalRequest, training_strategy_id: int) -> HttpResponse:
    found = kept_strategy(request, training_strategy_id)
    form = TargetForm(posted(request), strategy=found)
    if form.is_valid():
        with explained(form):
            actions.set_target(strategy=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Target set. You are reminded of its day.")
            return redirect(found)
    return show(request, "training/target_add.html", {"strategy": found}, form=form)


@door("GET", "POST", to=access.writes_strategies)
def target_report(request: PortalRequest, target_id: int) -> HttpResponse:
    """Whoever keeps the strategy sees the numbers as they were told, small ones too."""
    found = kept_target(request, target_id)
    form = CountForm(posted(request))
    if form.is_valid():
        with explained(form):
            actions.report_count(target=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(found)
    return show(request, "training/target_report.html", {"target": found}, form=form)


@door("GET", "POST", to=access.writes_strategies)
def target_settle(request: PortalRequest, target_id: int) -> HttpResponse:
    found = kept_target(request, target_id)
    form = SettleTargetForm(posted(request))
    if form.is_valid():
        with explained(form):
            actions.settle_target(target=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(found)
    return show(request, "training/target_settle.html", {"target": found}, form=form)
