"""Levels of training: the local scheme of a partnership, between two days."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from partners.models import Partnership
from partners.models.facts import Fact


class CourseLevelQuerySet(models.QuerySet["CourseLevel"]):
    def on(self, day: date) -> Self:
        """The scheme as it stands on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class CourseLevel(Fact):
    """One step of a scheme, such as "Level 2"; schemes differ from place to place and change."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="course_levels")
    code = models.CharField(max_length=20, help_text='Such as "Level 2".')
    name = models.CharField(max_length=160, help_text="Who the level is for.")
    order = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = CourseLevelQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["order", "code", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "code", "since"], name="training_courselevel_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_courselevel_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"
