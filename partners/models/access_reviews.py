"""The yearly look at who still needs what: one review, a part an agency, a line a standing."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models.agencies import Agency
from partners.models.partnerships import Partnership
from partners.models.standings import Standing
from portal import clock
from portal.constraints import both_or_neither


class AccessReview(models.Model):
    """One look of a partnership at everybody who stands in it."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="access_reviews")
    started_at = models.DateTimeField(default=clock.now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(closed_at=None),
                name="partners_accessreview_one_running",
            ),
            both_or_neither("closed_at", "closed_by"),
        ]

    def __str__(self) -> str:
        return f"Access review of {self.started_at:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("partners:access_review", kwargs={"access_review_id": self.pk})


class AccessReviewPart(models.Model):
    """One agency's part of a review. Its deadline runs until every line is answered."""

    review = models.ForeignKey(AccessReview, models.CASCADE, related_name="parts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "agency"], name="partners_accessreviewpart_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.agency)

    def get_absolute_url(self) -> str:
        return self.review.get_absolute_url()


class AccessReviewLineQuerySet(models.QuerySet["AccessReviewLine"]):
    def unanswered(self) -> Self:
        return self.filter(answer="")


class AccessReviewLine(models.Model):
    """Whether one standing is still needed, and who said so."""

    class Answer(models.TextChoices):
        KEEP = "keep", "Keep"
        END = "end", "End"

    part = models.ForeignKey(AccessReviewPart, models.CASCADE, related_name="lines")
    standing = models.ForeignKey(Standing, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=4, choices=Answer, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AccessReviewLineQuerySet.as_manager()

    class Meta:
        ordering = ["standing__person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "standing"], name="partners_accessreviewline_once"
            ),
            both_or_neither("answered_at", "answered_by"),
            models.CheckConstraint(
                condition=~Q(answer="end") | ~Q(reason=""),
                name="partners_accessreviewline_ended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="partners_accessreviewline_answered_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.standing)
