"""Tables of fees: drafted by hand or raised from another, proposed, approved by two groups."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import clock
from portal.access import door, public
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, saying, show
from training import access
from training.actions import fees as actions
from training.actions.money_refusals import MoneyRefusal
from training.forms.prices import (
    AmountForm,
    FeeForm,
    FeeTableForm,
    RaiseForm,
    TableApprovalForm,
    TableFacts,
)
from training.models import Fee, FeeTable
from training.views.money import crumbs
from training.views.prices.steps import FEES, TABLES, explained

FEE_TABLES = Export(
    key="training.fee_tables",
    title="Tables of fees",
    rows=lambda ask: access.own_fee_tables(ask.user).select_related("partnership").counted(),
    columns=(
        ("Table", lambda table: table.name),
        ("Partnership", lambda table: table.partnership.name),
        ("First day", lambda table: table.since),
        ("State", lambda table: table.get_status_display()),
        ("Fees", lambda table: table.fee_count),
        ("Groups that approved", lambda table: table.approval_count),
        ("How it was made", lambda table: table.raised_by or "By hand"),
    ),
)


def in_force() -> set[int]:
    """The tables by which places booked today are priced."""
    return set(access.tables_in_force(clock.today()).values_list("pk", flat=True))


@door("GET", to=access.runs_money)
@offers(FEE_TABLES)
def fee_table_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, FEE_TABLES.found(request)),
        "now": in_force(),
        "crumbs": crumbs(),
    }
    return show(request, "training/fee_table_list.html", context)


@dataclass(frozen=True)
class Row:
    """A fee, and what the same cost in the table it came from; None where that said nothing."""

    fee: Fee
    before: int | None


def rows_of(table: FeeTable) -> list[Row]:
    came_from = table.came_from
    old = {said_for(fee): fee.amount for fee in came_from.fees.all()} if came_from else {}
    fees = table.fees.select_related("payer_class", "course", "level")
    return [Row(fee, old.get(said_for(fee))) for fee in fees]


def said_for(fee: Fee) -> tuple[int | str | None, ...]:
    return (fee.payer_class_id, fee.course_id, fee.level_id, fee.length)


@public("GET")
def fee_table(request: PortalRequest, fee_table_id: int) -> HttpResponse:
    """One table: what is approved is read by everybody, also once it is over."""
    joined = access.fee_tables(request.user).select_related(
        "partnership", "came_from", "proposed_by"
    )
    found = get_object_or_404(joined, pk=fee_table_id)
    runs = access.runs_money_at(request.user, found)
    approvals = list(found.approvals.select_related("group", "recorded_by"))
    context = {
        "table": found,
        "now": in_force(),
        "rows": rows_of(found),
        "approvals": approvals,
        "wanted": FeeTable.APPROVALS - len(approvals),
        "runs": runs,
        "is_draft": runs and found.is_draft,
        "after": access.fee_tables(request.user).after(found),
        "crumbs": crumbs(TABLES) if runs else [*crumbs()[:1], *crumbs(FEES)[2:]],
    }
    return show(request, "training/fee_table.html", context)


def run_table(request: PortalRequest, fee_table_id: int) -> FeeTable:
    own = access.own_fee_tables(request.user).select_related("partnership")
    return get_object_or_404(own, pk=fee_table_id)


def at(table: FeeTable) -> dict[str, Any]:
    """What each step of a table shows beside its form."""
    way = [*crumbs(TABLES), (str(table), table.get_absolute_url())]
    return {"table": table, "crumbs": way}


@door("GET", "POST", to=access.runs_money)
def fee_table_add(request: PortalRequest) -> HttpResponse:
    form = FeeTableForm(posted(request), user=request.user)
    if form.is_valid():
        with explained(form):
            made = actions.draft_fee_table(by=request.user, **form.cleaned_data)
            messages.success(request, "Table drafted. Set its fees, then propose it.")
            return redirect(made)
    return show(request, "training/fee_table_add.html", {"crumbs": crumbs(TABLES)}, form=form)


@door("GET", "POST", to=access.runs_money)
def fee_table_raise(request: PortalRequest, fee_table_id: int) -> HttpResponse:
    found = run_table(request, fee_table_id)
    form = RaiseForm(posted(request), initial={"step": 50})
    if form.is_valid():
        with explained(form):
            made = actions.draft_fee_table(
                partnership=found.partnership,
                came_from=found,
                by=request.user,
                **form.cleaned_data,
            )
            messages.success(request, "Table drafted. Look at each fee, then propose it.")
            return redirect(made)
    return show(request, "training/fee_table_raise.html", at(found), form=form)


@door("GET", "POST", to=access.runs_money)
def fee_table_edit(request: PortalRequest, fee_table_id: int) -> HttpResponse:
    found = run_table(request, fee_table_id)
    now = {"name": found.name, "since": found.since, "why": found.why}
    form = TableFacts(posted(request), initial=now)
    if form.is_valid():
        with explained(form):
            actions.rewrite_fee_table(table=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Table changed.")
            return redirect(found)
    return show(request, "training/fee_table_edit.html", at(found), form=form)


@door("GET", "POST", to=access.runs_money)
def fee_add(request: PortalRequest, fee_table_id: int) -> HttpResponse:
    found = run_table(request, fee_table_id)
    form = FeeForm(posted(request), user=request.user, table=found)
    if form.is_valid():
        with explained(form):
            actions.set_fee(table=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Fee set.")
            return redirect(found)
    return show(request, "training/fee_add.html", at(found), form=form)


def run_fee(request: PortalRequest, fee_id: int) -> Fee:
    joined = access.own_fees(request.user).select_related("table", "payer_class", "course", "level")
    return get_object_or_404(joined, pk=fee_id)


@door("GET", "POST", to=access.runs_money)
def fee_edit(request: PortalRequest, fee_id: int) -> HttpResponse:
    fee = run_fee(request, fee_id)
    form = AmountForm(posted(request), initial={"amount": fee.amount})
    if form.is_valid():
        with explained(form):
            actions.change_fee(fee=fee, by=request.user, **form.cleaned_data)
            messages.success(request, "Fee changed.")
            return redirect(fee.table)
    return show(request, "training/fee_edit.html", {"fee": fee, **at(fee.table)}, form=form)


@door("POST", to=access.runs_money)
def fee_remove(request: PortalRequest, fee_id: int) -> HttpResponse:
    fee = run_fee(request, fee_id)
    try:
        actions.remove_fee(fee=fee, by=request.user)
    except MoneyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Fee removed from the draft.")
    return redirect(fee.table)


@door("POST", to=access.runs_money)
def fee_table_propose(request: PortalRequest, fee_table_id: int) -> HttpResponse:
    found = run_table(request, fee_table_id)
    with saying(request, "Proposed. It holds once two groups have approved it."):
        actions.propose_fee_table(table=found, by=request.user)
    return redirect(found)


@door("POST", to=access.runs_money)
def fee_table_withdraw(request: PortalRequest, fee_table_id: int) -> HttpResponse:
    found = run_table(request, fee_table_id)
    with saying(request, "Withdrawn. What was in force stays in force."):
        actions.withdraw_fee_table(table=found, by=request.user)
    return redirect(found)


@door("GET", "POST", to=access.runs_money)
def fee_table_approve(request: PortalRequest, fee_table_id: int) -> HttpResponse:
    """Record what a group decided. Whoever proposed the table reads who has to."""
    found = run_table(request, fee_table_id)
    form = TableApprovalForm(posted(request), table=found)
    if form.is_valid():
        with explained(form):
            last = actions.approve_fee_table(table=found, by=request.user, **form.cleaned_data)
            messages.success(request, APPROVED if last else "Recorded. One more group has to.")
            return redirect(found)
    context = {"own": not access.approves(request.user, found), **at(found)}
    return show(request, "training/fee_table_approve.html", context, form=form)


APPROVED = "Approved by both groups. It holds from its first day, and never changes."
