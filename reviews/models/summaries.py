"""What the reviews of a year taught, in words: written by a review lead, then settled."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.models import Partnership
from portal import clock
from portal.models import Referenced
from reviews.models.versions import Versioned


class LearningSummaryQuerySet(models.QuerySet["LearningSummary"]):
    def settled(self) -> Self:
        return self.filter(status=LearningSummary.Status.SETTLED)


class LearningSummary(Referenced, Versioned):
    """One year of a partnership. Its words name nobody: whoever reads figures reads them.

    Who changes a settled one says again how far it is: it may be a draft once more.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SETTLED = "settled", "Settled"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    year = models.CharField(max_length=7, help_text="Such as 2020-21.")
    text = models.TextField()
    status = models.CharField(max_length=7, choices=Status, default=Status.DRAFT)
    written_on = models.DateField(default=clock.today)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LearningSummaryQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year"], name="reviews_learningsummary_one_a_year"
            ),
            models.CheckConstraint(
                condition=Q(status="settled", settled_on__isnull=False)
                | Q(status="draft", settled_on=None, settled_by=None),
                name="reviews_learningsummary_settled_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Learning of {self.year}"

    @property
    def is_settled(self) -> bool:
        return self.status == self.Status.SETTLED
