"""The programme of a year: which courses, how many sessions, commissioned before it starts."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Partnership
from portal.models import Referenced
from training.models.courses import Course


class ProgrammeYear(Referenced):
    """The training programme of one financial year, from 1 April."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        COMMISSIONED = "commissioned", "Commissioned"
        RUNNING = "running", "Running"
        CLOSED = "closed", "Closed"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_years")
    begins_on = models.DateField()
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    commissioned_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta(Referenced.Meta):
        ordering = ["-begins_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "begins_on"], name="training_programmeyear_once"
            ),
            models.CheckConstraint(
                condition=Q(begins_on__month=4, begins_on__day=1),
                name="training_programmeyear_begins_in_april",
            ),
        ]

    def __str__(self) -> str:
        return f"Training programme {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("training:year", kwargs={"training_year_id": self.pk})

    @property
    def label(self) -> str:
        return f"{self.begins_on.year}-{(self.begins_on.year + 1) % 100:02}"

    @property
    def ends_on(self) -> date:
        return self.begins_on.replace(year=self.begins_on.year + 1, month=3, day=31)


class ProgrammeCourse(Referenced):
    """One course of a year's programme, and how many sessions of it are planned."""

    programme = models.ForeignKey(ProgrammeYear, models.CASCADE, related_name="courses")
    course = models.ForeignKey(Course, models.PROTECT, related_name="programmes")
    sessions = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Meta(Referenced.Meta):
        ordering = ["course__title", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "course"], name="training_programmecourse_once"
            ),
            models.CheckConstraint(
                condition=Q(sessions__gte=1), name="training_programmecourse_runs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.sessions}"
