"""A file opened to whoever holds a role in an agency, as long as they hold it."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partners.models import Agency, Role
from portal import clock
from portal.constraints import both_or_neither
from reviews.models.cases import Review


class AgencyGrantQuerySet(models.QuerySet["AgencyGrant"]):
    def live(self, at: datetime) -> Self:
        return self.filter(revoked_at=None, starts_at__lte=at, expires_at__gt=at)

    def of(self, footing: frozenset[tuple[str, int, int]]) -> Self:
        """Those for a role somebody holds today, in that agency and in the file's partnership."""
        theirs = Q(pk__in=[])
        for role, agency, partnership in footing:
            theirs |= Q(role=role, agency=agency, review__partnership=partnership)
        return self.filter(theirs)


class AgencyGrant(models.Model):
    """One file opened to a role in an agency, for a reason, until an end: a year at the latest.

    Who holds the role on the day they ask is let in; who has left it is not.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="agency_grants")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    reason = models.TextField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AgencyGrantQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            both_or_neither("revoked_at", "revoked_by"),
            models.UniqueConstraint(
                fields=["review", "agency", "role"],
                condition=Q(revoked_at=None),
                name="reviews_agencygrant_given_once",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("starts_at"))
                & Q(expires_at__lte=F("starts_at") + timedelta(days=368)),
                name="reviews_agencygrant_ends_within_a_year",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="reviews_agencygrant_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "role", "review"],
                condition=Q(revoked_at=None),
                name="reviews_agencygrant_live",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.agency}: {self.review}"

    @property
    def last_day(self) -> date:
        """The last day, in London, on which it opens the file."""
        return clock.london_day(self.expires_at - timedelta(microseconds=1))
