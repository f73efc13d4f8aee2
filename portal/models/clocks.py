"""Deadlines, and days on which nobody works."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.models.about import AboutQuerySet, AboutSubject


class ClosingDay(models.Model):
    """A day an operator adds to the bank holidays, such as one proclaimed late."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.name}, {self.day:%d %B %Y}"


class DeadlineQuerySet(AboutQuerySet):
    def open(self) -> Self:
        return self.filter(met_at=None)

    def to_remind(self, day: date) -> Self:
        return self.open().filter(remind_on__lte=day).order_by("pk")


class Deadline(AboutSubject):
    """Something owed by a date. `remind_on` is when the clock should next look at it.

    `owner` is the person who owes it; `team` names the team who does, such as `agency:12`,
    in words of the app that set it. A deadline that was missed stays.
    """

    kind = models.CharField(max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    team = models.CharField(max_length=40, blank=True)
    started_on = models.DateField()
    due_on = models.DateField()
    remind_on = models.DateField(null=True)
    met_at = models.DateTimeField(null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"],
                condition=Q(met_at=None),
                name="portal_deadline_one_open_per_kind",
            ),
            models.CheckConstraint(
                condition=Q(met_at=None) | Q(remind_on=None), name="portal_deadline_met_is_silent"
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_on"],
                condition=Q(remind_on__isnull=False),
                name="portal_deadline_to_remind",
            ),
            models.Index(fields=["due_on"], condition=Q(met_at=None), name="portal_deadline_due"),
            models.Index(
                fields=["subject_type", "subject_id"],
                condition=Q(met_at=None),
                name="portal_deadline_open_about",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} due {self.due_on}"
