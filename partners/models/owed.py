"""The one tracker for everything owed, wherever it was asked for."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.urls import reverse

from partners.models.agencies import Agency
from partners.models.facts import Fact, Words
from partners.models.groups import Group
from partners.models.partnerships import Partnership
from partners.models.priorities import Priority
from portal import clock
from portal.constraints import both_or_neither


class ActionQuerySet(models.QuerySet["Action"]):
    def unfinished(self) -> Self:
        return self.filter(status=Action.Status.OPEN)

    def overdue(self, day: date | None = None) -> Self:
        return self.unfinished().filter(due__lt=day or clock.today())


class Action(Fact):
    """Something an agency owes the partnership by a day."""

    class Source(Words):
        MEETING = "meeting"
        REVIEW = "review"
        AUDIT = "audit"
        RISK = "risk"
        PROGRAMME = "work programme"
        ESCALATION = "escalation"
        SCRUTINY = "scrutiny"
        OTHER = "other"

    class Status(Words):
        OPEN = "open"
        DONE = "done"
        CLOSED = "closed"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="actions")
    text = models.TextField()
    source_kind = models.CharField(max_length=16, choices=Source, default=Source.OTHER)
    source = models.CharField(
        max_length=200, blank=True, help_text="Title of the meeting, audit or paper."
    )
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="actions_owed")
    owner_role = models.CharField(max_length=160, blank=True)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="actions")
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    given_on = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=6, choices=Status, default=Status.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ActionQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = [F("due").asc(nulls_last=True), "ref"]
        constraints = [both_or_neither("closed_at", "closed_by")]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("partners:action", kwargs={"action_id": self.pk})

    @property
    def is_overdue(self) -> bool:
        late = self.due is not None and self.due < clock.today()
        return late and self.status == self.Status.OPEN


class ActionNote(models.Model):
    """A line of progress on an action, by the agency that owes it."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="notes")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
