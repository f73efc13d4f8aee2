"""What training took in and cost: in a report of training, and in the yearly report."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from portal.figures import Chapter, Figure, Scope, Table
from training.accounts import HEADINGS, Statement, statements
from training.models import AccountYear, Charge, Cost, FundUse, Invoice, Payment
from training.money import plain
from training.reporting import counts

Pounds = Decimal | None


def money(scope: Scope) -> Chapter:
    """Income by what it was charged for, and cost by heading. What is not recorded says so."""
    charged = Charge.objects.filter(booking__session__in=counts.begun(scope))
    spent = Cost.objects.filter(
        account__partnership=scope.partnership_id, spent_on__range=(scope.start, scope.end)
    )
    income, cost = summed(charged), summed(spent)
    figures = (
        amount(
            "report.income",
            "Income",
            income,
            "Charges for bookings of sessions that began, or were to begin, in the period, less "
            f"what was taken back. {charged.unpriced().count()} places have no fee yet and are not "
            "in it.",
            scope,
        ),
        *billed(scope),
        amount(
            "report.cost",
            "Cost",
            cost,
            "What is entered in the training account as spent in the period, corrections included.",
            scope,
        ),
        amount(
            "report.result",
            "Income less cost",
            None if income is None or cost is None else income - cost,
            "Not given where income or cost is not recorded. Income is that of sessions in the "
            "period, cost that of days in it.",
            scope,
        ),
    )
    tables = (charges(charged, scope), costs(spent, scope), funded(scope))
    return Chapter("training.money", "Income and cost", figures, tables)


def summed(rows: QuerySet[Charge] | QuerySet[Cost]) -> Pounds:
    """Pounds; None where there is no row at all, which is not the same as nothing."""
    told = rows.aggregate(n=Count("pk"), pence=Sum("amount"))
    return plain(told["pence"] or 0) if told["n"] else None


def billed(scope: Scope) -> tuple[Figure, ...]:
    """What was invoiced and what was paid in the period, for sessions of any period."""
    days = (scope.start, scope.end)
    issued = Invoice.objects.issued().filter(partnership=scope.partnership_id)
    told = issued.filter(issued_on__range=days).aggregate(n=Count("pk"), pence=Sum("net"))
    came = Payment.objects.filter(invoice__partnership=scope.partnership_id, paid_on__range=days)
    paid = came.aggregate(n=Count("pk"), pence=Sum("amount"))
    return (
        amount(
            "report.invoiced",
            "Invoiced",
            plain(told["pence"]) if told["n"] else None,
            "Invoices issued in the period, less credit notes issued in it; without VAT.",
            scope,
        ),
        amount(
            "report.paid",
            "Paid",
            plain(paid["pence"]) if paid["n"] else None,
            "What agencies paid in the period, less what was paid back; with VAT.",
            scope,
        ),
    )


def charges(charged: QuerySet[Charge], scope: Scope) -> Table:
    lines = charged.order_by().values_list("kind").annotate(n=Count("pk"), pence=Sum("amount"))
    found = {kind: (number, plain(pence or 0)) for kind, number, pence in lines}
    return Table(
        key="training.report.charges",
        caption="What was charged",
        head=("For", "Charges", "Pounds"),
        rows=tuple((label, *found[kind]) for kind, label in Charge.Kind.choices if kind in found),
        period=scope.label,
    )


def costs(spent: QuerySet[Cost], scope: Scope) -> Table:
    sums = dict(spent.order_by().values_list("heading").annotate(n=Sum("amount")))
    return Table(
        key="training.report.costs",
        caption="What it cost",
        head=("Heading", "Pounds"),
        rows=tuple((label, plain(sums[key])) for key, label in HEADINGS.items() if key in sums),
        definition="Entries of the training account by the day on which they were spent.",
        period=scope.label,
    )


def funded(scope: Scope) -> Table:
    """Sessions that cost nobody anything, each with what it answers."""
    uses = FundUse.objects.filter(session__in=counts.begun(scope), given_back_on=None)
    told = uses.select_related("fund", "session__course", "origin__priority")
    return Table(
        key="training.report.funded",
        caption="Free sessions that a fund pays for",
        head=("Session", "Answers", "Fund", "Pounds"),
        rows=tuple(
            (str(use.session), str(use.origin or counts.UNKNOWN), str(use.fund), plain(use.amount))
            for use in told.order_by("session__starts_at", "pk")
        ),
        definition="Not part of income or cost: a fund is money set aside.",
        period=scope.label,
    )


def of_accounts(scope: Scope) -> tuple[Figure, ...]:
    """The training account of the financial years that lie in the period, for the yearly report."""
    ours = AccountYear.objects.filter(partnership=scope.partnership_id).order_by("year")
    told = statements(one for one in ours if scope.start <= one.start and one.end <= scope.end)
    return (
        amount(
            "income",
            "Income of the training account",
            plain(sum(one.income for one in told)) if told else None,
            "Invoices for training issued in the financial year, less credit notes; without VAT.",
            scope,
        ),
        amount(
            "cost",
            "Cost of training",
            cost_of(told),
            "What is entered in the training account of the financial year, under every heading.",
            scope,
        ),
        amount(
            "balance",
            "Balance of the training account",
            plain(told[-1].balance) if told and cost_of(told) is not None else None,
            "Brought forward, and income less cost, at the end of the financial year. It is kept "
            "apart from the partnership's own budget.",
            scope,
        ),
    )


def cost_of(told: Iterable[Statement]) -> Pounds:
    """None where no cost is entered at all."""
    entered = [one.cost for one in told if one.headings]
    return plain(sum(entered)) if entered else None


def amount(key: str, label: str, value: Pounds, definition: str, scope: Scope) -> Figure:
    return Figure(
        key=f"training.{key}",
        label=label,
        value=value,
        unit="pounds",
        definition=definition,
        period=scope.label,
    )
