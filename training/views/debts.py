"""What is still owed, by how late it is; and the lines the finance system takes over."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from portal import clock
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show
from training import access
from training.models import EVERY_AGE, Invoice, age_of
from training.money import plain
from training.views.money import crumbs


@dataclass(frozen=True)
class Debt:
    """An invoice that is not paid in full, and how late it is today."""

    invoice: Any
    age: str


def debts(ask: Ask, rows: Iterable[Invoice]) -> list[Debt]:
    today = clock.today()
    return [Debt(row, age_of(row.due_on or today, today)) for row in rows]


DEBTS = Export(
    key="training.debts",
    title="Invoices still owed",
    rows=lambda ask: access.debts(ask.user),
    lines=debts,
    columns=(
        ("Invoice", lambda one: one.invoice.reference),
        ("Agency", lambda one: one.invoice.agency.name),
        ("Issued", lambda one: one.invoice.issued_on),
        ("Due", lambda one: one.invoice.due_on),
        ("Total in pounds", lambda one: plain(one.invoice.total)),
        ("Owed in pounds", lambda one: plain(one.invoice.owed)),
        ("How late", lambda one: one.age),
    ),
)


@door("GET", to=access.runs_money)
@offers(DEBTS)
def debt_list(request: PortalRequest) -> HttpResponse:
    found = DEBTS.found(request)
    sums = dict.fromkeys(EVERY_AGE, 0)
    for one in debts(Ask.of(request), found):
        sums[one.age] += one.invoice.owed
    page = paged(request, found)
    page.object_list = DEBTS.shown(request, page.object_list)
    context = {
        "page": page,
        "sums": sums.items(),
        "owed_back": access.owed_back(request.user),
        "crumbs": crumbs(),
    }
    return show(request, "training/debt_list.html", context)


LEDGER = Export(
    key="training.ledger",
    title="Lines for the finance system",
    rows=lambda ask: access.ledger(ask.user),
    columns=(
        ("Number", lambda line: line.invoice.reference),
        ("Kind", lambda line: line.invoice.get_kind_display()),
        ("Issued", lambda line: line.invoice.issued_on),
        ("Due", lambda line: line.invoice.due_on),
        ("Agency", lambda line: line.invoice.agency.name),
        ("Agency reference", lambda line: line.invoice.agency.ref),
        ("Order", lambda line: line.invoice.order.number if line.invoice.order else ""),
        ("Line", lambda line: line.position),
        ("Text", lambda line: line.text),
        ("Net in pounds", lambda line: plain(line.amount)),
        ("VAT rate in per cent", lambda line: plain(line.invoice.vat_rate)),
    ),
)


@door("GET", to=access.runs_money)
@offers(LEDGER)
def ledger_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, LEDGER.found(request)), "crumbs": crumbs()}
    return show(request, "training/ledger_list.html", context)
