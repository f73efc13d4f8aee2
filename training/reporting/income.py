"""What the sessions of a period were charged at."""

from decimal import Decimal

from django.db.models import Count, Sum

from portal.figures import Chapter, Figure, Scope, Table
from training.models import Charge
from training.money import plain
from training.reporting import counts


def money(scope: Scope) -> Chapter:
    """Income by what it was charged for. What is not recorded says so, and is no nought."""
    charged = Charge.objects.filter(booking__session__in=counts.begun(scope))
    lines = charged.order_by().values_list("kind").annotate(n=Count("pk"), pence=Sum("amount"))
    found = {kind: (number, plain(pence or 0)) for kind, number, pence in lines}
    rows = [(label, *found[kind]) for kind, label in Charge.Kind.choices if kind in found]
    open_ones = charged.unpriced().count()
    figures = (
        amount(
            "income",
            "Income",
            plain(charged.total()) if rows else None,
            "Charges for bookings of sessions that began, or were to begin, in the period, less "
            f"what was taken back. {open_ones} places have no fee yet and are not in it.",
            scope,
        ),
        amount("cost", "Cost", None, "What providers and the running of training cost.", scope),
    )
    table = Table(
        key="training.report.charges",
        caption="What was charged",
        head=("For", "Charges", "Pounds"),
        rows=tuple(rows),
        period=scope.label,
    )
    return Chapter("training.money", "Income and cost", figures, (table,))


def amount(key: str, label: str, value: Decimal | None, definition: str, scope: Scope) -> Figure:
    return Figure(
        key=f"training.report.{key}",
        label=label,
        value=value,
        unit="pounds",
        definition=definition,
        period=scope.label,
    )
