"""Reports of training, for a quarter or for a year, and who signed them off."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Group, Partnership
from portal import clock
from portal.models import Referenced

QUARTERS = ("April to June", "July to September", "October to December", "January to March")


class TrainingReportQuerySet(models.QuerySet["TrainingReport"]):
    def told(self) -> Self:
        return self.select_related("partnership")


class TrainingReport(Referenced):
    """A financial year, or one quarter of it: Q1 is April to June. Its figures are counted anew.

    What was signed off keeps its seal on the row of the signature.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_reports")
    year = models.PositiveSmallIntegerField(help_text="The year in which it begins, in April.")
    quarter = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 to 4; empty for the whole year."
    )

    objects = TrainingReportQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-year", "quarter", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "year", "quarter"],
                nulls_distinct=False,
                name="training_trainingreport_one_of_a_period",
            ),
            models.CheckConstraint(
                condition=Q(quarter=None) | Q(quarter__range=(1, 4)),
                name="training_trainingreport_four_quarters",
            ),
        ]

    def __str__(self) -> str:
        return f"Training report, {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("training:report", kwargs={"training_report_id": self.pk})

    @property
    def label(self) -> str:
        """As people say it: 2019-20, or Q1 2019-20."""
        year = f"{self.year}-{(self.year + 1) % 100:02d}"
        return f"Q{self.quarter} {year}" if self.quarter else year

    @property
    def months(self) -> str:
        """In words: April to June 2019."""
        if not self.quarter:
            return f"April {self.year} to March {self.year + 1}"
        return f"{QUARTERS[self.quarter - 1]} {self.end.year}"

    @property
    def start(self) -> date:
        return clock.add_months(date(self.year, 4, 1), 3 * ((self.quarter or 1) - 1))

    @property
    def end(self) -> date:
        """The last day."""
        after = clock.add_months(self.start, 3 if self.quarter else 12)
        return date.fromordinal(after.toordinal() - 1)


class TrainingSignOff(Referenced):
    """A learning group has taken note of a report. When the report reads otherwise, it lapses."""

    report = models.ForeignKey(TrainingReport, models.PROTECT, related_name="sign_offs")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    seal = models.CharField(max_length=64, help_text="SHA-256 of the report as it read.")
    note = models.TextField(blank=True)
    signed_on = models.DateField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["signed_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "group", "seal"], name="training_trainingsignoff_once_as_it_read"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}, {clock.day_text(self.signed_on)}"
