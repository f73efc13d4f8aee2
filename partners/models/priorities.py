"""What a partnership set out to do, and what happened when."""

from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Length, Substr

from partners.models.facts import Fact, Words
from partners.models.partnerships import Partnership
from portal.vague import PartialDateField


class PriorityQuerySet(models.QuerySet["Priority"]):
    def top(self) -> Self:
        return self.filter(parent=None)


class Priority(Fact):
    """A priority of a period, or a part of one: two levels and no more."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="priorities")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    name = models.CharField(max_length=160)
    period = models.CharField(max_length=20, help_text='Such as "2019-20".')
    order = models.PositiveSmallIntegerField(default=1)
    note = models.TextField(blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    objects = PriorityQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["-period", "order", "ref"]
        verbose_name_plural = "priorities"
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="partners_priority_not_its_own_part"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones by time. A month, or a year, comes after the days that lie in it."""

    def oldest_first(self) -> Self:
        return self.alias(by=padded("date")).order_by("by", "ref")

    def latest_first(self) -> Self:
        return self.alias(by=padded("date")).order_by("-by", "-ref")


def padded(name: str) -> Concat:
    """A partial date with the parts it lacks filled up, so that text sorts as time does."""
    lacking = Substr(Value("-99-99"), Length(name) - 3)
    return Concat(name, lacking, output_field=models.CharField())


class Milestone(Fact):
    """Something that happened, or had to, on a day, in a month or from a month onwards."""

    class Kind(Words):
        MILESTONE = "milestone"
        GOVERNANCE = "governance"
        DEADLINE = "deadline"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MILESTONE)
    date = PartialDateField()
    date_to = PartialDateField(null=True, blank=True)
    open_ended = models.BooleanField(default=False)
    as_printed = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    priorities = models.ManyToManyField(Priority, blank=True, related_name="milestones")

    objects = MilestoneQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["date", "ref"]

    def __str__(self) -> str:
        return f"{self.when}: {self.text[:60]}"

    @property
    def when(self) -> str:
        """The date as the paper prints it, or in words."""
        if self.as_printed:
            return self.as_printed
        if self.date_to:
            return f"{self.date.text} to {self.date_to.text}"
        return f"{self.date.text} onwards" if self.open_ended else self.date.text
