"""Groups, their reporting line, and the meetings they hold."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models.agencies import Agency
from partners.models.areas import Area
from partners.models.facts import Fact, Words
from partners.models.partnerships import Partnership
from portal import clock
from portal.vague import PartialDateField


class Group(Fact):
    """A body of the partnership that meets: board, subgroup, panel, task and finish group."""

    class Kind(Words):
        EXECUTIVE = "executive"
        SUBGROUP = "standing subgroup"
        PANEL = "panel"
        HUB = "hub"
        PLACE = "place-based group"
        ISSUE = "issue-based group"
        TASK = "task and finish group"
        OTHER = "other"

    class Cadence(Words):
        DAYS = "days"
        WEEKS = "weeks"
        MONTHS = "months"
        PER_YEAR = "per year"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="groups")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.OTHER)
    purpose = models.TextField(blank=True)
    scope = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="groups")
    cadence = models.PositiveSmallIntegerField(null=True, blank=True)
    cadence_unit = models.CharField(max_length=8, choices=Cadence, blank=True)
    first_meeting = PartialDateField(null=True, blank=True)
    reports_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reporting_groups"
    )
    members = models.ManyToManyField(Agency, blank=True, related_name="groups")
    chair_role = models.CharField(max_length=160, blank=True)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Agencies that must be present."
    )
    as_at = PartialDateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta(Fact.Meta):
        ordering = ["name", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cadence=None, cadence_unit="")
                | Q(cadence__isnull=False, cadence__gte=1) & ~Q(cadence_unit=""),
                name="partners_group_cadence_with_unit",
            ),
            models.CheckConstraint(
                condition=~Q(reports_to=F("id")), name="partners_group_reports_to_another"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partners:group", kwargs={"group_id": self.pk})

    @property
    def meets(self) -> str:
        """How often, in words; empty when not recorded."""
        if self.cadence is None:
            return ""
        if self.cadence_unit == self.Cadence.PER_YEAR:
            return f"{self.cadence} times a year"
        if self.cadence == 1:
            return f"every {self.cadence_unit.removesuffix('s')}"
        return f"every {self.cadence} {self.cadence_unit}"

    def next_due(self, last: date) -> date | None:
        """The day by which the group should meet again after `last`; None without a cadence."""
        if self.cadence is None:
            return None
        if self.cadence_unit == self.Cadence.MONTHS:
            return clock.add_months(last, self.cadence)
        if self.cadence_unit == self.Cadence.PER_YEAR:
            return last + timedelta(days=365 // self.cadence)
        days = 7 if self.cadence_unit == self.Cadence.WEEKS else 1
        return last + timedelta(days=days * self.cadence)


class Meeting(Fact):
    """One meeting of a group, with its papers in text and how many came."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    agenda = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    agencies_present = models.PositiveSmallIntegerField(null=True, blank=True)
    people_present = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Fact.Meta):
        ordering = ["-held_on", "ref"]
        constraints = [
            models.UniqueConstraint(fields=["group", "held_on"], name="partners_meeting_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.held_on:%-d %B %Y}"

    @property
    def quorate(self) -> bool | None:
        """Whether enough agencies came; None when that was not recorded or no rule is set."""
        if self.group.quorum is None or self.agencies_present is None:
            return None
        return self.agencies_present >= self.group.quorum


class Decision(Fact):
    """What a meeting decided, in its own words."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    order = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()

    class Meta(Fact.Meta):
        ordering = ["meeting", "order", "ref"]

    def __str__(self) -> str:
        return f"Decision {self.order} of {self.meeting}"
