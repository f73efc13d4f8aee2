"""The work programme: for each tile what is wanted, what is done about it, by when and by whom."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse

from dashboard.models.tiles import Tile
from partners.models import Fact, Partnership
from portal.vague import PartialDateField


class WorkProgrammeQuerySet(models.QuerySet["WorkProgramme"]):
    def newest_first(self) -> Self:
        return self.order_by("-date_from", "-pk")


class WorkProgramme(Fact):
    """What a partnership means to do in a period."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        AGREED = "agreed"
        CLOSED = "closed"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="work_programmes")
    title = models.CharField(max_length=160)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    date_from = PartialDateField()
    date_to = PartialDateField()

    objects = WorkProgrammeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('dashboard:work_programme')}?programme={self.pk}"

    @property
    def period(self) -> str:
        return f"{self.date_from.text} to {self.date_to.text}"


class ProgrammeRowQuerySet(models.QuerySet["ProgrammeRow"]):
    def whole(self) -> Self:
        """Each row with its lists, which need not be equally long."""
        return self.select_related("tile", "programme__partnership").prefetch_related(
            "outcomes",
            "actions",
            Prefetch("milestones", ProgrammeMilestone.objects.select_related("same_as__row")),
            "lead_roles",
            Prefetch("progress", ProgressNote.objects.select_related("by")),
        )


class ProgrammeRow(Fact):
    """The work on one tile, or the reason why there is none."""

    class Kind(models.TextChoices):
        WORK = "work", "Work"
        NO_NEW_WORK = "no new work", "No new work"

    programme = models.ForeignKey(WorkProgramme, models.PROTECT, related_name="rows")
    tile = models.ForeignKey(Tile, models.PROTECT, related_name="programme_rows")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WORK)
    reason = models.TextField(blank=True)
    next_review = PartialDateField(null=True, blank=True)

    objects = ProgrammeRowQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "tile"], name="dashboard_programmerow_one_per_tile"
            ),
            models.CheckConstraint(
                condition=Q(kind="work") | (~Q(reason="") & Q(next_review__isnull=False)),
                name="dashboard_programmerow_without_work_has_reason_and_review",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return reverse("dashboard:programme_row", kwargs={"programme_row_id": self.pk})


class Numbered(Fact):
    """A line of one of the lists of a row, under the number the paper gave it."""

    n = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        abstract = True
        ordering = ["row", "n", "pk"]

    def __str__(self) -> str:
        return self.text


class Outcome(Numbered):
    row = models.ForeignKey(ProgrammeRow, models.PROTECT, related_name="outcomes")

    class Meta(Numbered.Meta):
        constraints = [
            models.UniqueConstraint(fields=["row", "n"], name="dashboard_outcome_number_once")
        ]


class ProgrammeAction(Numbered):
    row = models.ForeignKey(ProgrammeRow, models.PROTECT, related_name="actions")

    class Meta(Numbered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["row", "n"], name="dashboard_programmeaction_number_once"
            )
        ]


class ProgrammeMilestone(Numbered):
    """Number 0 is a remark on all of them. Due on a day, in a month, by a meeting, or not said."""

    row = models.ForeignKey(ProgrammeRow, models.PROTECT, related_name="milestones")
    due = PartialDateField(null=True, blank=True)
    meeting = models.CharField(max_length=120, blank=True)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="shared_by"
    )

    class Meta(Numbered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["row", "n"], name="dashboard_programmemilestone_number_once"
            )
        ]


class LeadRole(Fact):
    """Who leads, by role: for the whole row, or for the action of that number."""

    row = models.ForeignKey(ProgrammeRow, models.PROTECT, related_name="lead_roles")
    n = models.PositiveSmallIntegerField(null=True, blank=True)
    role = models.CharField(max_length=200)

    class Meta:
        ordering = ["row", models.F("n").asc(nulls_first=True), "pk"]

    def __str__(self) -> str:
        return self.role


class ProgressNote(Fact):
    """What somebody said about progress on a day."""

    row = models.ForeignKey(ProgrammeRow, models.PROTECT, related_name="progress")
    on = PartialDateField()
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["row", "-on", "-pk"]

    def __str__(self) -> str:
        return self.text
