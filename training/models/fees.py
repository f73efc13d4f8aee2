"""What a place costs: who pays by which class, and the tables of fees that the groups approved."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from partners.models import Agency, Group, Partnership
from portal.constraints import both_or_neither
from portal.models import Referenced
from training.models.courses import Course
from training.models.levels import CourseLevel
from training.money import percent, step_in_words


class Length(models.TextChoices):
    """How long a course takes, as fees and rules count it."""

    HALF = "half day", "Up to half a day"
    DAY = "one day", "One day"
    TWO = "two days", "Two days"
    LONG = "longer", "Three days or more"


def in_force(day: date, of: str = "") -> Q:
    """Begun by a day and not over before it; `of`: the way to rows that are joined."""
    lasts = Q(**{f"{of}until": None}) | Q(**{f"{of}until__gte": day})
    return Q(**{f"{of}since__lte": day}) & lasts


class PayerClassQuerySet(models.QuerySet["PayerClass"]):
    def counted(self, day: date) -> Self:
        """Each with how many agencies were given it, as `agencies`."""
        counted = self.annotate(agencies=Count("payers", filter=in_force(day, "payers__")))
        return counted.order_by("order", "name", "ref")

    def of(self, agency: Agency, partnership_id: int, day: date) -> "PayerClass | None":
        """The class an agency pays by on a day; the usual one where none was given to it."""
        return self.fitting(agency, partnership_id, day).first()

    def fitting(self, agency: Agency, partnership_id: int, day: date) -> Self:
        """The classes an agency could pay by on a day, the one it does pay by first."""
        held = Payer.objects.filter(in_force(day), agency=agency)
        ours = self.filter(partnership_id=partnership_id)
        said = Q(pk__in=held.values("payer_class"))
        return ours.filter(said | Q(is_usual=True)).order_by("is_usual")


class PayerClass(Referenced):
    """Agencies that pay the same: statutory partners, schools, charities, private, out of area."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="payer_classes")
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=1)
    is_usual = models.BooleanField(
        default=False, help_text="For agencies that no other class was given to."
    )

    objects = PayerClassQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["order", "name", "ref"]
        verbose_name_plural = "payer classes"
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="training_payerclass_named_once"
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(is_usual=True),
                name="training_payerclass_one_usual",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PayerQuerySet(models.QuerySet["Payer"]):
    def on(self, day: date) -> Self:
        return self.filter(in_force(day))


class Payer(Referenced):
    """Which class an agency pays by, from a day until a day."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="payers")
    payer_class = models.ForeignKey(PayerClass, models.PROTECT, related_name="payers")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PayerQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["agency__name", "since", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_payer_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["agency", "payer_class", "since"], name="training_payer_begins_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.payer_class}"


class FeeTableQuerySet(models.QuerySet["FeeTable"]):
    def in_force(self, partnership_id: int, day: date) -> "FeeTable | None":
        """The table approved last of those that had begun by a day."""
        return self.begun(partnership_id, day).first()

    def begun(self, partnership_id: int, day: date) -> Self:
        """The approved tables that had begun by a day, the last first."""
        ours = self.filter(partnership_id=partnership_id, status=FeeTable.Status.APPROVED)
        return ours.filter(since__lte=day).order_by("-since")

    def counted(self) -> Self:
        """Each with how many fees it has, and how many groups approved it."""
        counted = self.annotate(
            fee_count=Count("fees", distinct=True),
            approval_count=Count("approvals", distinct=True),
        )
        return counted.order_by("-since", "name", "ref")

    def after(self, table: "FeeTable") -> "FeeTable | None":
        """The approved table that ends another, where there is one."""
        ours = self.filter(partnership=table.partnership_id, status=FeeTable.Status.APPROVED)
        return ours.filter(since__gt=table.since).order_by("since").first()


class FeeTable(Referenced):
    """The fees from a day on. Once two groups have approved it, it never changes."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        WITHDRAWN = "withdrawn", "Withdrawn"

    APPROVALS = 2

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="fee_tables")
    name = models.CharField(max_length=120)
    since = models.DateField(help_text="The first day on which bookings cost these fees.")
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    why = models.TextField(blank=True)
    came_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="led_to"
    )
    uplift = models.IntegerField(
        null=True, blank=True, help_text="Added to the table before, in hundredths of a per cent."
    )
    step = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Pence to which raised fees were rounded; half goes up."
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FeeTableQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-since", "name", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "since"],
                condition=Q(status="approved"),
                name="training_feetable_one_a_day",
            ),
            both_or_neither("uplift", "step"),
            models.CheckConstraint(
                condition=Q(step=None) | Q(step__gte=1), name="training_feetable_rounds_to_pence"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("training:fee_table", kwargs={"fee_table_id": self.pk})

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def raised_by(self) -> str:
        """How the fees came from those of another table, in words."""
        if self.uplift is None:
            return ""
        how = f"Raised by {percent(self.uplift)}" if self.uplift else "As they were"
        return f"{how}, to the nearest {step_in_words(self.step or 1)}"


class FeeQuerySet(models.QuerySet["Fee"]):
    def for_course(self, course: Course, length: str) -> Self:
        """The fees that fit a course, the closest first: by name, by level and length, by one."""
        level = Q(level=None) | Q(level=course.level_id)
        general = Q(course=None) & level & Q(length__in=("", length))
        first: list[Any] = [
            F("course").asc(nulls_last=True),
            F("level").asc(nulls_last=True),
            "-length",
        ]
        return self.filter(Q(course=course) | general).order_by(*first)


class Fee(Referenced):
    """What one class of payer pays for a place: on one course, or on all of a level and length."""

    table = models.ForeignKey(FeeTable, models.PROTECT, related_name="fees")
    payer_class = models.ForeignKey(PayerClass, models.PROTECT, related_name="fees")
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="fees")
    level = models.ForeignKey(
        CourseLevel, models.PROTECT, null=True, blank=True, related_name="fees"
    )
    length = models.CharField(max_length=8, choices=Length, blank=True)
    amount = models.PositiveIntegerField(help_text="Pence.")

    objects = FeeQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["payer_class__order", "course__title", "level", "length", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "payer_class", "course", "level", "length"],
                nulls_distinct=False,
                name="training_fee_said_once",
            ),
            models.CheckConstraint(
                condition=Q(course=None) | Q(level=None, length=""),
                name="training_fee_for_a_course_or_for_a_length",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer_class}: {self.what_for}"

    @property
    def what_for(self) -> str:
        if self.course_id:
            return str(self.course)
        said: list[Any] = [self.level, self.get_length_display() if self.length else None]
        return ", ".join(str(one) for one in said if one) or "Any course"


class FeeApproval(Referenced):
    """What a group of the partnership decided about a proposed table, and when it met."""

    table = models.ForeignKey(FeeTable, models.PROTECT, related_name="approvals")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    met_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["met_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "group"], name="training_feeapproval_once_a_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.met_on:%-d %B %Y}"
