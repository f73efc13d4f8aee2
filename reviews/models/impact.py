"""Whether a recommendation changed practice: looked at on a day, as often as it takes."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.models import Partnership
from portal import clock
from portal.models import Referenced
from reviews.models.recommendations import ReviewRecommendation


class ImpactCheckQuerySet(models.QuerySet["ImpactCheck"]):
    def open(self) -> Self:
        return self.filter(found_on=None)


class ImpactCheck(Referenced):
    """One look at practice: on which day, what will show the change, and what was found."""

    class Result(models.TextChoices):
        CHANGED = "changed", "Practice changed"
        PARTLY = "partly", "Practice changed in part"
        UNKNOWN = "not yet known", "Not yet known"

    recommendation = models.ForeignKey(ReviewRecommendation, models.PROTECT, related_name="impact")
    due_on = models.DateField()
    measure = models.TextField("what will show the change")
    looks = models.CharField("who looks", max_length=160, help_text="A post, not a name.")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    planned_at = models.DateTimeField(default=clock.now)
    result = models.CharField(max_length=13, choices=Result, blank=True)
    found = models.TextField("what was found", blank=True)
    evidence = models.TextField("what shows it", blank=True)
    found_on = models.DateField(null=True, blank=True)
    found_by = models.CharField(max_length=160, blank=True, help_text="A post, not a name.")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ImpactCheckQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(found_on=None),
                name="reviews_impactcheck_one_open",
            ),
            models.CheckConstraint(
                condition=Q(found_on=None)
                | ~Q(result="") & ~Q(found="") & (Q(result="not yet known") | ~Q(evidence="")),
                name="reviews_impactcheck_change_is_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"Impact of {self.recommendation}, {self.due_on}"

    def get_absolute_url(self) -> str:
        return self.recommendation.get_absolute_url()

    @property
    def is_overdue(self) -> bool:
        return self.found_on is None and self.due_on < clock.today()

    @property
    def partnership(self) -> Partnership:
        return self.recommendation.review.partnership
