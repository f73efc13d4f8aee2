"""Who is let in to one review by name, and who is shut out of it."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase

from portal import clock
from portal.constraints import both_or_neither
from portal.models.conflicts import Conflict, declared_once
from reviews.models.cases import Review


class ReviewGrantQuerySet(models.QuerySet["ReviewGrant"]):
    def live(self, at: datetime) -> Self:
        return self.filter(revoked_at=None, starts_at__lte=at, expires_at__gt=at)


class ReviewGrant(UserObjectPermissionBase):
    """One person let in to one review, for a reason, until an end.

    This is guardian's permission row with an end to it. Guardian's own questions (`has_perm`,
    `get_objects_for_user`) know of no end and of no conflict: only the keeper reads this table.
    """

    LONGEST_MONTHS = 12

    content_object = models.ForeignKey(Review, models.CASCADE, related_name="grants")
    reason = models.TextField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReviewGrantQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            both_or_neither("revoked_at", "revoked_by"),
            models.CheckConstraint(
                condition=~Q(granted_by=F("user")), name="reviews_reviewgrant_never_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("starts_at")),
                name="reviews_reviewgrant_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="reviews_reviewgrant_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "content_object"],
                condition=Q(revoked_at=None),
                name="reviews_reviewgrant_live",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.content_object}"

    @property
    def last_day(self) -> date:
        """The last day, in London, on which the grant opens the review."""
        return clock.london_day(self.expires_at - timedelta(microseconds=1))

    def is_live(self, at: datetime) -> bool:
        return self.revoked_at is None and self.starts_at <= at < self.expires_at


class ConflictOfInterest(Conflict):
    """Who is shut out of a review, whatever else was given."""

    about = "review"

    review = models.ForeignKey(Review, models.PROTECT, related_name="conflicts")

    class Meta(Conflict.Meta):
        constraints = [*Conflict.Meta.constraints, *declared_once("review")]
