"""The hub's cycles of learning: four monthly stages, then evaluation and re-audit."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from learning_hub.models.dates import written
from partners.models import Partnership
from partners.models.facts import Fact
from portal.models import Referenced
from portal.vague import PartialDateField


class Cycle(Fact):
    """One subject taken through scoping, audit, feedback and analysis."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="cycles")
    order = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=120)
    lens = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=60, blank=True, help_text="As recorded.")
    note = models.TextField(blank=True)
    planned_from = models.DateField(null=True, blank=True)
    planned_to = models.DateField(null=True, blank=True)
    actual_from = models.DateField(null=True, blank=True)
    actual_to = models.DateField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "order"], name="learning_hub_cycle_one_in_each_place"
            )
        ]

    def __str__(self) -> str:
        return f"Cycle {self.order}: {self.theme}"

    def get_absolute_url(self) -> str:
        return reverse("learning_hub:cycle", kwargs={"cycle_id": self.pk})

    @property
    def closed_count(self) -> int:
        return len([stage for stage in self.stages.all() if stage.closed_on])


class Stage(Referenced):
    """A step of a cycle. It closes only with what it was there to make."""

    class Status(models.TextChoices):
        LATE = "Late"
        CLOSED = "Completed"
        OPEN = "Not yet closed"

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120)
    planned_on = models.DateField(null=True, blank=True, help_text="When it is to be closed.")
    closed_on = models.DateField(null=True, blank=True)
    output = models.TextField(blank=True)

    class Meta(Referenced.Meta):
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "number"], name="learning_hub_stage_one_in_each_place"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(output=""),
                name="learning_hub_stage_closes_with_its_output",
            ),
        ]

    def __str__(self) -> str:
        return f"Stage {self.number}: {self.name}"

    @property
    def when(self) -> str:
        """When it was closed, or is to be; a date is never guessed."""
        if self.closed_on is not None:
            return f"Closed on {written(self.closed_on)}"
        return f"Due by {written(self.planned_on)}" if self.planned_on else "No date planned"

    def standing_on(self, day: date) -> Status:
        if self.closed_on is not None:
            return self.Status.CLOSED
        late = self.planned_on is not None and self.planned_on < day
        return self.Status.LATE if late else self.Status.OPEN


class CycleEvent(Fact):
    """A day on which the hub listened to people or showed them what it had found."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="events")
    held = PartialDateField()
    title = models.CharField(max_length=200)
    places = models.JSONField(default=list, blank=True)
    outputs = models.JSONField(default=list, blank=True)

    class Meta(Fact.Meta):
        ordering = ["held", "pk"]

    def __str__(self) -> str:
        return self.title
