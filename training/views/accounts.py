"""The training account: its years, one of them with its costs, and how a year is closed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import clock
from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.accounts import paid_from_funds, statements
from training.forms.accounts import (
    AccountForm,
    CloseAccountForm,
    CorrectCostForm,
    CostForm,
    HostForm,
)
from training.models import AccountYear
from training.money import plain
from training.views.money import crumbs, refuse

LIST_CRUMB = ("Training account", "training:account_list")


def pounds_or_none(pence: int | None) -> Any:
    return None if pence is None else plain(pence)


ACCOUNTS = Export(
    key="training.accounts",
    title="Training account by year",
    rows=lambda ask: access.account_years(ask.user).select_related("partnership"),
    lines=lambda ask, rows: statements(rows),
    columns=(
        ("Year", lambda one: one.account.label),
        ("Partnership", lambda one: one.account.partnership.short_name),
        ("Brought forward in pounds", lambda one: plain(one.brought)),
        ("Invoiced in pounds", lambda one: plain(one.invoiced)),
        ("Credited in pounds", lambda one: plain(one.credited)),
        ("Income in pounds", lambda one: plain(one.income)),
        ("Paid in pounds", lambda one: plain(one.received)),
        ("Cost in pounds", lambda one: plain(one.cost)),
        ("Balance in pounds", lambda one: plain(one.balance)),
        ("Decided on in pounds", lambda one: pounds_or_none(one.account.surplus)),
        ("Decision", lambda one: one.account.get_decision_display()),
        ("By", lambda one: one.account.decided_by and str(one.account.decided_by)),
        ("Closed", lambda one: one.account.closed_on),
    ),
)


@door("GET", to=access.runs_money)
@offers(ACCOUNTS)
def account_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, ACCOUNTS.found(request))
    page.object_list = ACCOUNTS.shown(request, page.object_list)
    context = {
        "page": page,
        "hosts": access.training_hosts(request.user).select_related("agency", "partnership"),
        "crumbs": crumbs(),
    }
    return show(request, "training/account_list.html", context)


@door("GET", "POST", to=access.runs_money)
def account_open(request: PortalRequest) -> HttpResponse:
    form = AccountForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            made = actions.open_account(by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Opened. Enter what training costs as it is spent.")
            return redirect(made)
    return show(request, "training/account_open.html", {"crumbs": crumbs(LIST_CRUMB)}, form=form)


@door("GET", "POST", to=access.runs_money)
def host_add(request: PortalRequest) -> HttpResponse:
    form = HostForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            actions.name_host(by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Saved. It hosts training from that day on.")
            return redirect("training:account_list")
    return show(request, "training/host_add.html", {"crumbs": crumbs(LIST_CRUMB)}, form=form)


def account_of(user: Any, account_id: int) -> AccountYear:
    rows = access.account_years(user).select_related("partnership", "decided_by", "closed_by")
    found: AccountYear = get_object_or_404(rows, pk=account_id)
    return found


def costs_of(user: Any, account_id: int) -> Any:
    found = access.costs(user).filter(account=account_of(user, account_id))
    return found.select_related("session__course", "contract", "corrects", "correction")


COSTS = Export(
    key="training.costs",
    title="Costs of training",
    rows=lambda ask: costs_of(ask.user, ask.at["account_id"]),
    columns=(
        ("Day", lambda cost: cost.spent_on),
        ("Heading", lambda cost: cost.get_heading_display()),
        ("What for", lambda cost: cost.text),
        ("Amount in pounds", lambda cost: plain(cost.amount)),
        ("Session", lambda cost: cost.session and str(cost.session)),
        ("Contract", lambda cost: cost.contract and str(cost.contract)),
        ("Corrects an entry", lambda cost: "Yes" if cost.corrects else "No"),
        ("Reason", lambda cost: cost.reason),
        ("Entered", lambda cost: cost.recorded_on),
    ),
)


@door("GET", to=access.runs_money)
@offers(COSTS)
def account(request: PortalRequest, account_id: int) -> HttpResponse:
    found = account_of(request.user, account_id)
    [statement] = statements([found])
    context = {
        "account": found,
        "statement": statement,
        "from_funds": paid_from_funds(found),
        "page": paged(request, COSTS.found(request, account_id=account_id)),
        "is_over": found.end < clock.today(),
        "crumbs": crumbs(LIST_CRUMB),
    }
    return show(request, "training/account.html", context)


def way_of(found: AccountYear) -> list[tuple[str, str]]:
    return [*crumbs(LIST_CRUMB), (found.label, found.get_absolute_url())]


@door("GET", "POST", to=access.runs_money)
def cost_add(request: PortalRequest, account_id: int) -> HttpResponse:
    found = account_of(request.user, account_id)
    form = CostForm(posted(request), account=found)
    if form.is_valid():
        try:
            actions.add_cost(account=found, by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Entered.")
            return redirect(found)
    context = {"account": found, "crumbs": way_of(found)}
    return show(request, "training/cost_add.html", context, form=form)


@door("GET", "POST", to=access.runs_money)
def cost_correct(request: PortalRequest, cost_id: int) -> HttpResponse:
    rows = access.costs(request.user).select_related("account")
    cost = get_object_or_404(rows, pk=cost_id)
    form = CorrectCostForm(posted(request))
    if form.is_valid():
        try:
            actions.correct_cost(cost=cost, by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Taken back. Both entries stay in the account.")
            return redirect(cost.account)
    context = {"cost": cost, "crumbs": way_of(cost.account)}
    return show(request, "training/cost_correct.html", context, form=form)


@door("GET", "POST", to=access.runs_money)
def account_close(request: PortalRequest, account_id: int) -> HttpResponse:
    """Note the decision about the surplus, and close the year."""
    found = account_of(request.user, account_id)
    form = CloseAccountForm(posted(request), account=found)
    if form.is_valid():
        try:
            actions.close_account(account=found, by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Closed. From now on it is corrected only with a reason.")
            return redirect(found)
    [statement] = statements([found])
    context = {"account": found, "statement": statement, "crumbs": way_of(found)}
    return show(request, "training/account_close.html", context, form=form)
