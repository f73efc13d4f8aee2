"""Policies of training between dates: what late notice and absence cost, who gets a free place."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Group, Partnership
from portal.models import Referenced
from training.models.fees import Length, PayerClass
from training.money import in_words, percent


class PolicyQuerySet(models.QuerySet["Policy"]):
    def agreed(self) -> Self:
        return self.exclude(agreed_on=None)

    def in_force(self, kind: str, partnership_id: int, day: date) -> "Policy | None":
        """The policy agreed last of those that had begun by a day."""
        return self.begun(kind, partnership_id, day).first()

    def begun(self, kind: str, partnership_id: int, day: date) -> Self:
        """The agreed versions of a policy that had begun by a day, the last first."""
        ours = self.agreed().filter(kind=kind, partnership_id=partnership_id, since__lte=day)
        return ours.order_by("-since")

    def latest_agreed(self) -> Self:
        """Of each kind in each partnership the version that begins last."""
        ordered = self.agreed().order_by("partnership_id", "kind", "-since")
        return ordered.distinct("partnership_id", "kind")

    def beside(self, policy: "Policy") -> Self:
        """The other versions that were agreed, the latest first."""
        ours = self.agreed().filter(partnership=policy.partnership_id, kind=policy.kind)
        return ours.exclude(pk=policy.pk).order_by("-since")


class Policy(Referenced):
    """One version of a policy. Once agreed it never changes: bookings keep the one they made."""

    class Kind(models.TextChoices):
        CANCELLING = "cancelling", "Cancelling and not attending"
        FREE_PLACES = "free places", "Free places"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_policies")
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    since = models.DateField()
    review_on = models.DateField(help_text="The day by which it is looked at again.")
    agreed_on = models.DateField(null=True, blank=True)
    agreed_in = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="+")
    cut_off = models.PositiveSmallIntegerField(
        default=17, help_text="The hour of the day, in London, by which notice in days is given."
    )
    on_free_places = models.BooleanField(
        default=True, help_text="Whether places that cost nothing are charged for late notice too."
    )

    objects = PolicyQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["kind", "-since", "ref"]
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "since"],
                condition=Q(agreed_on__isnull=False),
                name="training_policy_one_a_day",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=models.F("since")), name="training_policy_is_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(cut_off__lte=23), name="training_policy_cut_off_is_an_hour"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:policy", kwargs={"training_policy_id": self.pk})

    @property
    def is_draft(self) -> bool:
        return self.agreed_on is None

    @property
    def is_about_cancelling(self) -> bool:
        return self.kind == self.Kind.CANCELLING


class CancellationRule(Referenced):
    """What notice shorter than this costs, or what not attending costs, and whom.

    Where both an amount and a share of the fee are given, the greater of the two is charged.
    """

    class Occasion(models.TextChoices):
        LATE = "late", "Cancelled late"
        ABSENT = "absent", "Did not attend"

    class Unit(models.TextChoices):
        DAYS = "days", "Calendar days"
        WORKING_DAYS = "working days", "Working days"
        HOURS = "hours", "Hours"

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="rules")
    occasion = models.CharField(max_length=6, choices=Occasion)
    notice = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=12, choices=Unit, blank=True)
    payer_class = models.ForeignKey(
        PayerClass, models.PROTECT, null=True, blank=True, related_name="+"
    )
    length = models.CharField(max_length=8, choices=Length, blank=True)
    amount = models.PositiveIntegerField(null=True, blank=True, help_text="Pence.")
    share = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the fee, in hundredths of a per cent."
    )

    class Meta(Referenced.Meta):
        ordering = ["occasion", "unit", "notice", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(occasion="late", notice__isnull=False, notice__gte=1) & ~Q(unit="")
                | Q(occasion="absent", notice=None, unit=""),
                name="training_cancellationrule_notice_with_unit",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(share__isnull=False),
                name="training_cancellationrule_costs_something",
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__range=(1, 10_000)),
                name="training_cancellationrule_share_of_the_fee",
            ),
            models.UniqueConstraint(
                fields=["policy", "occasion", "notice", "unit", "payer_class", "length"],
                nulls_distinct=False,
                name="training_cancellationrule_said_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()}, {self.policy}"

    @property
    def sentence(self) -> str:
        """The rule in words, with whom it is for."""
        whom = f" ({self.payer_class})" if self.payer_class else ""
        on = f", {self.get_length_display().lower()}" if self.length else ""
        return f"{self.what} costs {self.cost_in_words}{on}{whom}."

    @property
    def what(self) -> str:
        """What the rule is about: notice that is too short, or not coming at all."""
        if self.occasion == self.Occasion.ABSENT:
            return "Not coming"
        unit = self.get_unit_display().lower()
        amount = unit.removesuffix("s") if self.notice == 1 else unit
        return f"Cancelling less than {self.notice} {amount} before"

    @property
    def cost_in_words(self) -> str:
        """The amount, the share of the fee, or the greater of the two."""
        share = f"{percent(self.share)} of the fee" if self.share else ""
        if self.amount is None:
            return share
        least = f", at least {in_words(self.amount)}"
        return f"{share}{least}" if share else in_words(self.amount)
