"""Whom a conflict of interest shuts out of a case: a person, or everybody of an agency."""

from collections.abc import Collection
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

    def in_full(self) -> Self:
        """With everybody a line names."""
        return self.select_related("person", "agency", "declared_by", "lifted_by")

    def shutting(self, person_id: int | None, agencies: Collection[int]) -> Self:
        """Those that shut a case today to a person who acts for these agencies."""
        return self.standing().filter(Q(person=person_id) | Q(agency__in=agencies))


class Conflict(models.Model):
    """A person shuts a case to themselves at once; only somebody else can open it again.

    Whoever answers for the case shuts it to an agency: to everybody who acts for it on the day
    they ask, in whichever of their agencies, and whatever else they hold.

    An app adds the key to its kind of case and names it in `about`; its keepers leave out the cases
    of conflicts that stand. `Meta.constraints` of the app adds `declared_once`. `declared_by` is
    empty where a person spoke for themselves.
    """

    about: str

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey(
        "partners.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField()
    declared_at = models.DateTimeField(default=clock.now)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lift_reason = models.TextField(blank=True)

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
            models.CheckConstraint(
                condition=Q(person__isnull=False, agency=None, declared_by=None)
                | Q(person=None, agency__isnull=False, declared_by__isnull=False),
                name="%(app_label)s_conflict_of_a_person_or_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whom}: {self.case}"

    @property
    def whom(self) -> str:
        """Who is shut out, in words."""
        return f"everybody of {self.agency}" if self.agency else str(self.person)

    @property
    def case(self) -> models.Model:
        """What is shut."""
        case: models.Model = getattr(self, self.about)
        return case


def declared_once(about: str) -> list[models.UniqueConstraint]:
    """One person, or one agency, has at most one conflict that stands with one case."""
    return [
        models.UniqueConstraint(
            fields=[about, whom],
            condition=Q(lifted_at=None),
            name=f"%(app_label)s_conflict_{name}",
        )
        for whom, name in (("person", "declared_once"), ("agency", "agency_shut_out_once"))
    ]
