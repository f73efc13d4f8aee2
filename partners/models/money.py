"""The partnership's own money: who pays what for a year, and what it is spent on.

The training account is another ledger and lives with training.
"""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from partners.models.agencies import Agency
from partners.models.facts import Fact, Words
from partners.models.partnerships import Partnership


class BudgetYear(Fact):
    """A financial year, or a run of them, with the rule that shares the cost."""

    class Rule(models.TextChoices):
        HISTORIC = "historic", "Historic split"
        EQUAL = "equal", "Equal shares"
        PROPORTIONATE = "proportionate", "Proportionate shares"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="budget_years")
    label = models.CharField(max_length=30)
    sharing_rule = models.CharField(max_length=14, choices=Rule, blank=True)
    share_per_partner = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text="Percent, as recorded."
    )
    statutory_share = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Percent of the whole that the statutory partners pay, as recorded.",
    )
    carried_forward = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    carried_for = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["label", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "label"], name="partners_budgetyear_once"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def total(self) -> Decimal | None:
        """Recorded contributions in pounds; None when no amount is recorded."""
        amounts = [one.amount for one in self.contributions.all() if one.amount is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    @property
    def split_recorded(self) -> bool:
        """Whether the record says what each agency paid, and not only a sum of several."""
        paid = list(self.contributions.all())
        return bool(paid) and all(one.agency_id is not None for one in paid)


class Contribution(Fact):
    """What one payer, or several together, put in."""

    class Kind(Words):
        CASH = "cash"
        IN_KIND = "in kind"

    budget_year = models.ForeignKey(BudgetYear, models.CASCADE, related_name="contributions")
    payer = models.CharField(max_length=160)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    amount = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="Pounds."
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.CASH)
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["budget_year", "payer", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="partners_contribution_not_below_nothing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.payer}, {self.budget_year}"


class Spending(Fact):
    """What a year's money went on, by heading."""

    budget_year = models.ForeignKey(BudgetYear, models.CASCADE, related_name="spending")
    heading = models.CharField(max_length=160)
    amount = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="Pounds."
    )
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["budget_year", "heading", "ref"]
        verbose_name_plural = "spending"

    def __str__(self) -> str:
        return f"{self.heading}, {self.budget_year}"
