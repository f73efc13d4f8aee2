"""Policies of training: drafted with their rules, agreed by a group, read by everybody."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import clock
from portal.access import door, public
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access
from training.actions import policies as actions
from training.actions.money_refusals import MoneyRefusal
from training.forms.policies import AgreeForm, PolicyFacts, PolicyForm, RuleForm
from training.models import Policy
from training.views.money import crumbs
from training.views.prices.steps import FEES, POLICIES, explained


@dataclass(frozen=True)
class State:
    """How a version of a policy stands today, in a word and a colour."""

    word: str
    tone: str


DRAFT, COMING = State("Draft", "grey"), State("Agreed, begins later", "blue")
IN_FORCE, OVER = State("In force", "green"), State("Over", "grey")
LATE, SOON = State("Review overdue", "red"), State("Review falls due", "amber")


def state_of(policy: Policy, now: set[int]) -> State:
    """`now`: the versions in force today."""
    if policy.is_draft:
        return DRAFT
    if policy.pk in now:
        return IN_FORCE
    return COMING if policy.since > clock.today() else OVER


def review_of(policy: Policy, now: set[int]) -> State | None:
    """Whether a version in force is to be looked at again; None while there is time."""
    left = policy.review_on - clock.today()
    if policy.pk not in now or left > access.SOON:
        return None
    return LATE if left.days < 0 else SOON


def in_force() -> set[int]:
    return {policy.pk for policy in access.policies_in_force(clock.today())}


@dataclass(frozen=True)
class Line:
    """A version in the list, with how it stands and whether its review falls due."""

    policy: Any
    state: State
    review: State | None


def lines(ask: Ask, rows: Any) -> list[Line]:
    now = in_force()
    return [Line(row, state_of(row, now), review_of(row, now)) for row in rows]


POLICY_LIST = Export(
    key="training.policies",
    title="Policies of training",
    rows=lambda ask: access.own_policies(ask.user).select_related("partnership", "agreed_in"),
    lines=lines,
    columns=(
        ("Policy", lambda one: one.policy.title),
        ("About", lambda one: one.policy.get_kind_display()),
        ("Partnership", lambda one: one.policy.partnership.name),
        ("First day", lambda one: one.policy.since),
        ("Agreed by", lambda one: one.policy.agreed_in and one.policy.agreed_in.name),
        ("Agreed on", lambda one: one.policy.agreed_on),
        ("Review by", lambda one: one.policy.review_on),
        ("State", lambda one: one.state.word),
    ),
)


@door("GET", to=access.runs_money)
@offers(POLICY_LIST)
def policy_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, POLICY_LIST.found(request))
    page.object_list = POLICY_LIST.shown(request, page.object_list)
    return show(request, "training/policy_list.html", {"page": page, "crumbs": crumbs()})


@public("GET")
def policy(request: PortalRequest, training_policy_id: int) -> HttpResponse:
    """One version in plain words: what is agreed is read by everybody, also once it is over."""
    seen = access.policies(request.user)
    found = get_object_or_404(
        seen.select_related("partnership", "agreed_in"), pk=training_policy_id
    )
    now = in_force()
    runs = access.runs_money_at(request.user, found)
    context = {
        "policy": found,
        "rules": found.rules.select_related("payer_class"),
        "state": state_of(found, now),
        "review": review_of(found, now),
        "beside": seen.beside(found),
        "runs": runs,
        "is_draft": runs and found.is_draft,
        "crumbs": crumbs(POLICIES) if runs else [*crumbs()[:1], *crumbs(FEES)[2:]],
    }
    return show(request, "training/policy.html", context)


def run_policy(request: PortalRequest, training_policy_id: int) -> Policy:
    own = access.own_policies(request.user).select_related("partnership")
    return get_object_or_404(own, pk=training_policy_id)


def at(policy: Policy) -> dict[str, Any]:
    """What each step of a policy shows beside its form."""
    way = [*crumbs(POLICIES), (str(policy), policy.get_absolute_url())]
    return {"policy": policy, "crumbs": way}


@door("GET", "POST", to=access.runs_money)
def policy_add(request: PortalRequest) -> HttpResponse:
    form = PolicyForm(posted(request), user=request.user)
    if form.is_valid():
        with explained(form):
            made = actions.draft_policy(by=request.user, **form.cleaned_data)
            messages.success(request, "Policy drafted. It holds once a group has agreed it.")
            return redirect(made)
    return show(request, "training/policy_add.html", {"crumbs": crumbs(POLICIES)}, form=form)


def facts_of(policy: Policy) -> dict[str, Any]:
    return {name: getattr(policy, name) for name in PolicyFacts.base_fields}


@door("GET", "POST", to=access.runs_money)
def policy_edit(request: PortalRequest, training_policy_id: int) -> HttpResponse:
    found = run_policy(request, training_policy_id)
    form = PolicyFacts(posted(request), initial=facts_of(found))
    if form.is_valid():
        with explained(form):
            actions.rewrite_policy(policy=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Draft changed.")
            return redirect(found)
    return show(request, "training/policy_edit.html", at(found), form=form)


@door("GET", "POST", to=access.runs_money)
def policy_renew(request: PortalRequest, training_policy_id: int) -> HttpResponse:
    """Draft the next version, with the rules of this one."""
    found = run_policy(request, training_policy_id)
    now = facts_of(found) | {"since": None, "review_on": None}
    form = PolicyFacts(posted(request), initial=now)
    if form.is_valid():
        with explained(form):
            made = actions.draft_policy(
                partnership=found.partnership,
                kind=found.kind,
                came_from=found,
                by=request.user,
                **form.cleaned_data,
            )
            messages.success(request, "The next version is drafted, with the same rules.")
            return redirect(made)
    return show(request, "training/policy_renew.html", at(found), form=form)


@door("GET", "POST", to=access.runs_money)
def rule_add(request: PortalRequest, training_policy_id: int) -> HttpResponse:
    found = run_policy(request, training_policy_id)
    form = RuleForm(posted(request), user=request.user, policy=found)
    if form.is_valid():
        with explained(form):
            actions.add_rule(policy=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Rule added.")
            return redirect(found)
    return show(request, "training/rule_add.html", at(found), form=form)


@door("POST", to=access.runs_money)
def rule_remove(request: PortalRequest, rule_id: int) -> HttpResponse:
    rule = get_object_or_404(access.own_rules(request.user).select_related("policy"), pk=rule_id)
    try:
        actions.remove_rule(rule=rule, by=request.user)
    except MoneyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Rule removed from the draft.")
    return redirect(rule.policy)


@door("GET", "POST", to=access.runs_money)
def policy_agree(request: PortalRequest, training_policy_id: int) -> HttpResponse:
    found = run_policy(request, training_policy_id)
    form = AgreeForm(posted(request), policy=found)
    if form.is_valid():
        with explained(form):
            actions.agree_policy(policy=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Agreed. It holds from its first day, and never changes.")
            return redirect(found)
    return show(request, "training/policy_agree.html", at(found), form=form)
