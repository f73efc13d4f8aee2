"""The risk register: what could go wrong between agencies, how likely and how bad."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Fact, Partnership, Post
from portal.constraints import both_or_neither
from portal.vague import PartialDateField

LOWEST, HIGHEST = 1, 5


class RiskQuerySet(models.QuerySet["Risk"]):
    def by_weight(self) -> Self:
        """Open before closed, heaviest first, unscored last: the order of a 5 by 5 table."""
        weight = F("current_likelihood") * F("current_impact")
        inherent = F("inherent_likelihood") * F("inherent_impact")
        closed = Case(When(status=Risk.Status.CLOSED, then=1), default=0)
        return self.annotate(weight=Coalesce(weight, inherent)).order_by(
            closed, F("weight").desc(nulls_last=True), "title", "pk"
        )

    def open(self) -> Self:
        return self.filter(status=Risk.Status.OPEN)


class Risk(Fact):
    """A risk in partnership working, or one agency's risk that others would feel."""

    class Kind(models.TextChoices):
        PARTNERSHIP = "partnership", "Partnership risk"
        SINGLE_AGENCY = "single agency", "Single-agency risk with multi-agency consequence"

    class Status(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="risks")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.PARTNERSHIP)
    consequence = models.TextField(blank=True)
    rating_recorded = models.CharField(max_length=120, blank=True)
    inherent_likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    inherent_impact = models.PositiveSmallIntegerField(null=True, blank=True)
    current_likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    current_impact = models.PositiveSmallIntegerField(null=True, blank=True)
    residual_likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    residual_impact = models.PositiveSmallIntegerField(null=True, blank=True)
    owner = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="risks")
    mitigations = models.TextField(blank=True)
    origin = models.CharField(max_length=200, blank=True)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    recorded = PartialDateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)

    objects = RiskQuerySet.as_manager()

    class Meta:
        constraints = [
            *(
                both_or_neither(f"{stage}_likelihood", f"{stage}_impact")
                for stage in ("inherent", "current", "residual")
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{score}__isnull": True})
                    | Q(**{f"{score}__range": (LOWEST, HIGHEST)}),
                    name=f"dashboard_risk_{score}_from_1_to_5",
                )
                for score in (
                    "inherent_likelihood",
                    "inherent_impact",
                    "current_likelihood",
                    "current_impact",
                    "residual_likelihood",
                    "residual_impact",
                )
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dashboard:risk", kwargs={"risk_id": self.pk})

    @property
    def scores(self) -> list[tuple[str, int | None, int | None]]:
        """Stage, likelihood and impact, as the page prints them."""
        return [
            ("Inherent", self.inherent_likelihood, self.inherent_impact),
            ("Current", self.current_likelihood, self.current_impact),
            ("Residual", self.residual_likelihood, self.residual_impact),
        ]


class RiskReview(Fact):
    """One look at a risk: what was said, and the scores it left with."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="reviews")
    on = PartialDateField()
    text = models.TextField()
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["risk", "-on", "-pk"]
        constraints = [both_or_neither("likelihood", "impact")]

    def __str__(self) -> str:
        return self.text
