"""Groups that answer for the quality of training, from when to when, and who took over."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from partners.models import Group, Partnership
from portal import clock
from portal.models import Referenced


class TrainingGroupQuerySet(models.QuerySet["TrainingGroup"]):
    def on(self, day: date) -> Self:
        """Those that answered for training on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def told(self) -> Self:
        return self.select_related("group", "partnership", "takes_over_from__group")


class TrainingGroup(Referenced):
    """One group of a partnership and the questions about training it answers, between two days.

    Each signs off the reports of the periods that end in its time.
    """

    class Kind(models.TextChoices):
        OPERATIONAL = "operational", "Operational training group"
        STRATEGIC = "strategic", "Strategic training group"
        PLACE = "place", "Place-based learning group"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_groups")
    group = models.ForeignKey(Group, models.PROTECT, related_name="training_times")
    kind = models.CharField(max_length=11, choices=Kind)
    part = models.CharField("questions it answers", max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    takes_over_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )

    objects = TrainingGroupQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-since", "group__name", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(until=None), name="training_traininggroup_once_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_traininggroup_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(takes_over_from=F("id")),
                name="training_traininggroup_after_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)

    def answers_on(self, day: date) -> bool:
        """The same as `on`, asked of a row that was fetched."""
        return self.since <= day and (self.until is None or self.until >= day)

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < clock.today()
