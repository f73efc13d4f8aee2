"""Reports: an edition, its sections, the prose that no record holds, and who signed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Agency, Fact, Partnership
from portal.constraints import both_or_neither
from portal.vague import PartialDateField


class ReportEditionQuerySet(models.QuerySet["ReportEdition"]):
    def published(self) -> Self:
        return self.filter(status=ReportEdition.Status.PUBLISHED)

    def newest_first(self) -> Self:
        return self.order_by("-end", "-pk")


class ReportEdition(Fact):
    """One report for one period, from first draft to publication."""

    class Kind(models.TextChoices):
        YEARLY = "yearly report", "Yearly report"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCRUTINY = "scrutiny", "In scrutiny"
        SIGNED_OFF = "signed off", "Signed off"
        PUBLISHED = "published", "Published"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="report_editions")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.YEARLY)
    title = models.CharField(max_length=160)
    period = models.CharField(max_length=60)
    start = models.DateField()
    end = models.DateField()
    as_at = PartialDateField()
    introduced_on = models.DateField(null=True, blank=True)
    introduced_by = models.CharField(max_length=160, blank=True)
    published = PartialDateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    frozen = models.JSONField(null=True, blank=True)
    # The seal of what was signed off, and of what was published after that.
    seal = models.CharField(max_length=64, blank=True)

    objects = ReportEditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=models.F("start")), name="dashboard_edition_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dashboard:report", kwargs={"report_id": self.pk})


class ReportSection(Fact):
    """One heading of an edition and the records that feed it."""

    class Feed(models.TextChoices):
        INTRODUCTION = "introduction"
        MILESTONES = "milestones"
        REVIEWS = "reviews"
        CDOP = "cdop"
        QUALITY = "quality assurance"
        LEARNING_HUB = "learning hub"
        TRAINING = "training"
        FUTURE = "future developments"
        EXPLOITATION = "exploitation"
        MIND_MAP = "mind map"
        STATEMENT = "agency statement"
        PRIORITIES = "priorities"
        CONCLUSIONS = "conclusions"
        CONTACTS = "contacts"
        DASHBOARD = "dashboard"
        WORK_PROGRAMME = "work programme"
        COUNTED = "how counted"

    edition = models.ForeignKey(ReportEdition, models.PROTECT, related_name="sections")
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=160)
    feeds = models.CharField(max_length=20, choices=Feed)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="report_sections"
    )
    period = models.CharField(
        max_length=80, blank=True, help_text="As printed, where it is not the edition's period."
    )
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["edition", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "order"], name="dashboard_reportsection_order_once"
            ),
            models.CheckConstraint(
                condition=~Q(feeds="agency statement") | Q(agency__isnull=False),
                name="dashboard_reportsection_statement_names_its_agency",
            ),
            both_or_neither("start", "end"),
        ]

    def __str__(self) -> str:
        return self.title


class Passage(Fact):
    """Prose that has no record of its own: a heading, a paragraph or a line of a list."""

    class Kind(models.TextChoices):
        HEADING = "heading"
        PARAGRAPH = "paragraph"
        BULLET = "bullet"

    section = models.ForeignKey(ReportSection, models.PROTECT, related_name="passages")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PARAGRAPH)
    text = models.TextField()

    class Meta:
        ordering = ["section", "order", "pk"]

    def __str__(self) -> str:
        return self.text


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def under(self, seal: str) -> Self:
        """Those that stand under exactly this text of the report."""
        return self.standing().filter(seal=seal)

    def outdated(self, seal: str) -> Self:
        """Those that stand under an earlier text, and count no longer."""
        return self.standing().exclude(seal=seal)


class SignOff(Fact):
    """One signature under an edition: a statutory partner's, or the scrutineer's.

    It counts while the report reads as it did when signed; `seal` says how it read.
    """

    class Capacity(models.TextChoices):
        PARTNER = "partner", "For a statutory safeguarding partner"
        SCRUTINEER = "scrutineer", "As independent scrutineer"

    edition = models.ForeignKey(ReportEdition, models.PROTECT, related_name="sign_offs")
    capacity = models.CharField(max_length=10, choices=Capacity)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="report_sign_offs"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    seal = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "capacity", "agency"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="dashboard_signoff_one_standing_per_partner",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_capacity_display()}: {self.edition}"
