"""Places: council areas, what came before and after them, and how many people live there."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from partners.models.facts import Fact, Words
from portal.vague import PartialDateField


class AreaQuerySet(models.QuerySet["Area"]):
    def live(self, day: date) -> Self:
        """Areas in force on a day. A vague end counts until its last day."""
        return self.filter(begun_by(day, "live_from"), not_over_by(day, "live_to"))


def begun_by(day: date, field: str) -> Q:
    """True of a partial date that is not recorded, or whose first day has come."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": day.isoformat()})


def not_over_by(day: date, field: str) -> Q:
    """True of a partial date that is not recorded, or whose last day has not passed."""
    whole = day.isoformat()
    reached = Q(**{f"{field}__gte": whole})
    reached |= Q(**{f"{field}__in": [whole[:4], whole[:7]]})
    return Q(**{f"{field}__isnull": True}) | reached


class Area(Fact):
    """A council area, or a wider one that several councils make up."""

    class Kind(Words):
        COUNCIL = "council area"
        FORMER_COUNCIL = "former council area"
        PARTNERSHIP = "partnership area"
        CHILD_DEATH = "child death review area"
        WARD = "ward"
        OTHER = "other"

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=30, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    members = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="wider_areas"
    )
    live_from = PartialDateField(null=True, blank=True)
    live_to = PartialDateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["name", "ref"]

    def __str__(self) -> str:
        return self.short_name or self.name


class AreaChange(Fact):
    """An area, or a part of one, passing to another on a day."""

    predecessor = models.ForeignKey(Area, models.PROTECT, related_name="passed_to")
    successor = models.ForeignKey(Area, models.PROTECT, related_name="came_from")
    on = models.DateField()
    passed = models.TextField(blank=True, help_text="What passed, when not the whole.")

    class Meta(Fact.Meta):
        ordering = ["on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="partners_areachange_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="partners_areachange_between_two_areas",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} to {self.successor}"


class Population(Fact):
    """How many people, of what band, were counted in an area. Unlike bands are never added up."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="populations")
    band = models.CharField(
        max_length=60, blank=True, help_text="Age band as recorded; empty when not recorded."
    )
    measure = models.CharField(max_length=120, default="Population")
    value = models.PositiveIntegerField(null=True, blank=True)
    as_at = PartialDateField()
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["area", "-as_at", "band"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "measure", "band", "as_at"], name="partners_population_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.area}, {self.band or 'band not recorded'}"
