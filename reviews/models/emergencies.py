"""A file opened in an emergency by somebody whom nobody could let in, for three hours at most."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.constraints import both_or_neither
from reviews.models.cases import Review

LASTS = timedelta(hours=3)


class EmergencyQuerySet(models.QuerySet["Emergency"]):
    def live(self, at: datetime) -> Self:
        return self.filter(starts_at__lte=at, expires_at__gt=at)

    def unreviewed(self) -> Self:
        return self.filter(reviewed_at=None)


class Emergency(models.Model):
    """Somebody opened a file to read it, for a reason; a review lead looks at it afterwards.

    Nobody looks at their own.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="emergencies")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_emergencies"
    )
    reason = models.TextField()
    starts_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    finding = models.TextField(blank=True)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "emergencies"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            both_or_neither("reviewed_at", "reviewed_by"),
            models.CheckConstraint(
                condition=Q(expires_at__gte=F("starts_at"))
                & Q(expires_at__lte=F("starts_at") + LASTS),
                name="reviews_emergency_lasts_three_hours_at_most",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("person")),
                name="reviews_emergency_reviewed_by_another",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reviews_emergency_has_a_reason"),
        ]
        indexes = [models.Index(fields=["person", "expires_at"], name="reviews_emergency_live")]

    def __str__(self) -> str:
        return f"{self.person}: {self.review}"
