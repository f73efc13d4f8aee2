"""Audits, and what they found."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from learning_hub.models.cycles import Cycle
from learning_hub.models.dates import spoken
from learning_hub.models.indicators import plain
from partners.models import Agency, Area, Partnership
from partners.models.facts import Fact
from portal.constraints import one_of_two
from portal.figures import Figure, counts_people, is_small


class Audit(Fact):
    """A look at practice across an area, or inside one agency."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        AWAITED = "awaited", "Awaited"
        UNDER_WAY = "under way", "Under way"
        PLAN = "action plan in progress", "Action plan in progress"
        COMPLETE = "complete", "Complete"

    UNFINISHED = (Status.PLANNED, Status.AWAITED, Status.UNDER_WAY)

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="audits")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=80, help_text="As recorded.")
    method = models.TextField(blank=True)
    aim = models.TextField(blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="audits")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="audits")
    year = models.CharField(max_length=9, help_text="As recorded, such as 2019-20 or 2020-09.")
    status = models.CharField(max_length=24, choices=Status)
    count = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many audits, where the paper counts several as one."
    )
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, blank=True, related_name="audits")

    class Meta(Fact.Meta):
        ordering = ["-year", "title", "pk"]
        constraints = [one_of_two("area", "agency")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("learning_hub:audit", kwargs={"audit_id": self.pk})

    @property
    def when(self) -> str:
        return spoken(self.year)

    @property
    def scope(self) -> str:
        return str(self.area or self.agency)

    @property
    def branches(self) -> list["Branch"]:
        """Its findings, each with its own points, however deep."""
        branches = {finding.pk: Branch(finding, []) for finding in self.findings.all()}
        for branch in branches.values():
            if branch.finding.parent_id in branches:
                branches[branch.finding.parent_id].points.append(branch)
        return [branch for branch in branches.values() if branch.finding.parent_id is None]


@dataclass(frozen=True)
class Branch:
    """A finding and what hangs on it."""

    finding: "Finding"
    points: list["Branch"]


class Finding(Fact):
    """What an audit found. A finding may have points of its own."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        DEVELOPMENT = "area for development", "Area for development"
        FINDING = "finding", "Finding"

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="findings")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="points")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FINDING)
    text = models.TextField()
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    base = models.PositiveIntegerField(null=True, blank=True)
    base_label = models.CharField(max_length=120, blank=True)
    qualifier = models.CharField(max_length=60, blank=True)

    class Meta(Fact.Meta):
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="learning_hub_finding_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(value=None) | ~Q(unit=""),
                name="learning_hub_finding_value_has_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def measured(self) -> Figure | None:
        """Its number as the paper has it, a small count of people hidden; None without one."""
        if self.value is None:
            return None
        number = plain(self.value)
        told = Figure(self.ref, self.text, None, "", qualifier=self.qualifier)
        if self.unit == "percent":
            return replace(told, unit="text", value=self.share, withheld=self.tells_a_small_count)
        if isinstance(number, int) and counts_people(self.unit):
            return replace(told, value=number, noun=self.unit, people=True)
        return replace(told, unit="text", value=f"{number} {self.unit}")

    @property
    def share(self) -> str:
        """A percentage as the paper has it. One without its base says so."""
        base = f"of {self.base}" if self.base else "base not recorded"
        return f"{plain(self.value or Decimal(0))}% ({base})"

    @property
    def tells_a_small_count(self) -> bool:
        """Percentage and base together are counts: who is in it, who is not, and all of them."""
        if not self.base or self.value is None:
            return False
        part = round(self.base * self.value / 100)
        return any(is_small(count) for count in (part, self.base - part, self.base))
