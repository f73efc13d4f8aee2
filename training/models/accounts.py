"""The training account: a financial year at a time, what it cost, and what became of the rest.

It is another ledger than the partnership's own budget (`partners.models.money`), which training
neither pays into nor is paid from.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models import Agency, Group, Partnership
from portal import clock
from portal.models import Referenced
from training.models.billing import DatedQuerySet
from training.models.providers import Contract
from training.models.sessions import Session

APRIL = 4


def financial_year(day: date) -> int:
    """The year in which the financial year of a day begins: 2020 for 31 March 2021."""
    return day.year if day.month >= APRIL else day.year - 1


class TrainingHost(Referenced):
    """Which organisation hosts the training function, and keeps its account, between two days."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_hosts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="hosts_training")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["partnership__name", "-since", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(until=None),
                name="training_traininghost_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_traininghost_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} for {self.partnership}"


class AccountYear(Referenced):
    """1 April to 31 March. Closed once a group decided what becomes of the surplus."""

    class Decision(models.TextChoices):
        CARRY = "carry forward", "Carry it forward"
        FREE = "free courses", "Free courses next year"
        RETURN = "return", "Return it to those who paid"
        OTHER = "other", "Something else"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_accounts")
    year = models.PositiveSmallIntegerField(help_text="The year in which it begins, in April.")
    brought_forward = models.IntegerField(
        null=True,
        blank=True,
        help_text="Pence from before; empty: what the year before carried forward.",
    )
    decision = models.CharField(max_length=13, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="decided_training_accounts"
    )
    decided_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True, help_text="What was decided, in words.")
    surplus = models.IntegerField(
        null=True, blank=True, help_text="Pence that were decided on; below 0: a deficit."
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["-year", "partnership__name", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year"], name="training_accountyear_one_a_year"
            ),
            models.CheckConstraint(
                condition=Q(
                    closed_on=None,
                    decision="",
                    decided_by=None,
                    decided_on=None,
                    words="",
                    surplus=None,
                )
                | Q(
                    closed_on__isnull=False,
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                    surplus__isnull=False,
                )
                & ~Q(decision="")
                & ~Q(words=""),
                name="training_accountyear_closed_with_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"Training account {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("training:account", kwargs={"account_id": self.pk})

    @property
    def label(self) -> str:
        """As people say it: 2020-21."""
        return f"{self.year}-{(self.year + 1) % 100:02d}"

    @property
    def start(self) -> date:
        return date(self.year, APRIL, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.year + 1, APRIL, 1) - clock.ONE_DAY

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def carries(self) -> bool:
        """Whether what is left begins the next year."""
        return self.decision == self.Decision.CARRY


class Cost(Referenced):
    """One amount that training cost. It never changes; a row of the opposite amount corrects it.

    The database takes none of a day outside its year, and after the year was closed none
    without a reason.
    """

    class Heading(models.TextChoices):
        TRAINER = "trainer", "Trainers"
        VENUE = "venue", "Venues"
        MATERIALS = "materials", "Materials"
        PLATFORM = "platform", "Booking and online platform"
        COORDINATOR = "coordinator", "Coordination"
        ADMINISTRATION = "administration", "Administration"
        OTHER = "other", "Other"

    account = models.ForeignKey(AccountYear, models.PROTECT, related_name="costs")
    heading = models.CharField(max_length=14, choices=Heading)
    amount = models.IntegerField(help_text="Pence; below 0: corrects another cost.")
    spent_on = models.DateField()
    text = models.CharField("what for", max_length=200)
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="costs"
    )
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, blank=True, related_name="costs"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction"
    )
    reason = models.CharField(max_length=300, blank=True)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["-spent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=1, corrects=None)
                | Q(amount__lte=-1, corrects__isnull=False) & ~Q(reason=""),
                name="training_cost_sign_of_its_kind",
            )
        ]
        indexes = [models.Index(fields=["account", "spent_on"], name="training_cost_by_day")]

    def __str__(self) -> str:
        return f"{self.get_heading_display()}: {self.text}"

    @property
    def can_be_corrected(self) -> bool:
        """Whether it may be taken back. Wants `correction` joined."""
        return self.corrects_id is None and not hasattr(self, "correction")
