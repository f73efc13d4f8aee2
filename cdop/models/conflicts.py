"""Who has shut a death to themselves because of a conflict of interest."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cdop.models.deaths import Death
from portal import clock
from portal.constraints import both_or_neither


class ConflictQuerySet(models.QuerySet["ConflictOfInterest"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class ConflictOfInterest(models.Model):
    """A person shuts a death to themselves at once; only somebody else can open it again."""

    death = models.ForeignKey(Death, models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    declared_at = models.DateTimeField(default=clock.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            both_or_neither("lifted_at", "lifted_by"),
            models.UniqueConstraint(
                fields=["death", "person"],
                condition=Q(lifted_at=None),
                name="cdop_conflict_declared_once",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("person")),
                name="cdop_conflict_lifted_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.death}"
