"""What the training account of a year comes to: counted from invoices, payments and costs.

Income is what was invoiced in the year less what was credited, without VAT; what was paid stands
beside it. Nothing of the partnership's own budget, and nothing of a fund, is in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from training.models import (
    AccountYear,
    Cost,
    FundUse,
    Invoice,
    InvoiceKind,
    Payment,
    Session,
    financial_year,
)

Place = tuple[int, int]  # partnership and financial year
HEADINGS = dict(Cost.Heading.choices)


@dataclass(frozen=True)
class Statement:
    """One year in pence. `credited` is below 0; `cost` is 0 or more."""

    account: AccountYear
    brought: int
    invoiced: int
    credited: int
    received: int
    headings: tuple[tuple[str, int], ...]

    @property
    def income(self) -> int:
        return self.invoiced + self.credited

    @property
    def cost(self) -> int:
        return sum(pence for _, pence in self.headings)

    @property
    def result(self) -> int:
        """What the year itself made: below 0 where it cost more than came in."""
        return self.income - self.cost

    @property
    def balance(self) -> int:
        return self.brought + self.result

    @property
    def reads_otherwise(self) -> bool:
        """Whether it was corrected since its surplus was decided on."""
        return self.account.is_closed and self.account.surplus != self.balance


def statements(accounts: Iterable[AccountYear]) -> list[Statement]:
    """The years asked for, in the order asked; however many, the database is asked four times."""
    asked = list(accounts)
    places = {account.partnership_id for account in asked}
    told = {one.account.pk: one for one in reckoned(places)}
    return [told[account.pk] for account in asked]


def reckoned(partnerships: set[int]) -> list[Statement]:
    """Every year of some partnerships, the earliest first: each may begin with the one before."""
    invoices, received, costs = invoiced(partnerships), paid(partnerships), spent(partnerships)
    made: dict[Place, Statement] = {}
    ours = AccountYear.objects.filter(partnership__in=partnerships).order_by("year")
    for account in ours.select_related("partnership", "decided_by"):
        place = account.partnership_id, account.year
        made[place] = Statement(
            account=account,
            brought=brought(account, made.get((account.partnership_id, account.year - 1))),
            invoiced=invoices[place, InvoiceKind.INVOICE],
            credited=invoices[place, InvoiceKind.CREDIT],
            received=received[place],
            headings=tuple(costs[account.pk]),
        )
    return list(made.values())


def brought(account: AccountYear, before: Statement | None) -> int:
    """What a year begins with: as was said when it was opened, or what the year before left."""
    if account.brought_forward is not None:
        return account.brought_forward
    return before.balance if before and before.account.carries else 0


def invoiced(partnerships: set[int]) -> dict[tuple[Place, str], int]:
    """Net pence of invoices and credit notes, by the year in which they were issued."""
    found: dict[tuple[Place, str], int] = defaultdict(int)
    issued = Invoice.objects.issued().filter(partnership__in=partnerships).order_by()
    by_month = issued.annotate(at=TruncMonth("issued_on")).values("partnership", "kind", "at")
    for row in by_month.annotate(pence=Sum("net")):
        found[place_of(row["partnership"], row["at"]), row["kind"]] += row["pence"]
    return found


def paid(partnerships: set[int]) -> dict[Place, int]:
    """Pence that came in, less what was taken or paid back, by the year of the day."""
    found: dict[Place, int] = defaultdict(int)
    ours = Payment.objects.filter(invoice__partnership__in=partnerships).order_by()
    by_month = ours.annotate(at=TruncMonth("paid_on")).values("invoice__partnership", "at")
    for row in by_month.annotate(pence=Sum("amount")):
        found[place_of(row["invoice__partnership"], row["at"])] += row["pence"]
    return found


def place_of(partnership: int, day: date) -> Place:
    return partnership, financial_year(day)


def spent(partnerships: set[int]) -> dict[int, list[tuple[str, int]]]:
    """What each account cost under each heading, in the order of the headings."""
    sums: dict[int, dict[str, int]] = defaultdict(dict)
    ours = Cost.objects.filter(account__partnership__in=partnerships).order_by()
    for account, heading, pence in ours.values_list("account", "heading").annotate(n=Sum("amount")):
        sums[account][heading] = pence
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for account, told in sums.items():
        found[account] = [(words, told[key]) for key, words in HEADINGS.items() if key in told]
    return found


def paid_from_funds(account: AccountYear) -> int:
    """Pence that funds pay for sessions of the year; shown beside the account, and not in it."""
    of_year = Session.objects.begun_between(account.start, account.end)
    ours = of_year.filter(course__partnership=account.partnership_id).order_by()
    held = FundUse.objects.filter(session__in=ours, given_back_on=None)
    return int(held.aggregate(n=Sum("amount"))["n"] or 0)
