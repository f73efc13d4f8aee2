"""Who has shut a case to themselves because of a conflict of interest."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.constraints import both_or_neither


class ConflictQuerySet(models.QuerySet[Any]):
    """Conflicts of interest, standing and lifted."""

    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class Conflict(models.Model):
    """A person shuts a case to themselves at once; only somebody else can open it again.

    An app adds the key to its kind of case and names it in `about`; its keepers leave out the cases
    of conflicts that stand. `Meta.constraints` of the app adds `declared_once`.
    """

    about: str

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    declared_at = models.DateTimeField(default=clock.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConflictQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-declared_at", "-pk"]
        constraints = [
            both_or_neither("lifted_at", "lifted_by"),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("person")),
                name="%(app_label)s_conflict_lifted_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.case}"

    @property
    def case(self) -> models.Model:
        """What is shut."""
        case: models.Model = getattr(self, self.about)
        return case


def declared_once(about: str) -> models.UniqueConstraint:
    """One person has at most one conflict that stands with one case."""
    return models.UniqueConstraint(
        fields=[about, "person"],
        condition=Q(lifted_at=None),
        name="%(app_label)s_conflict_declared_once",
    )
