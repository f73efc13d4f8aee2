"""Courses: what is taught, to whom, at which price."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from learning_hub.models import Resource
from partners.models import Agency, Partnership
from partners.models.facts import Fact
from training.models.extras import there_is
from training.models.levels import CourseLevel


class CourseQuerySet(models.QuerySet["Course"]):
    def published(self) -> Self:
        """Shown to everybody; a course taken out of the programme stays readable."""
        return self.filter(published=True)

    def on_offer(self) -> Self:
        """Published and not withdrawn: what the catalogue lists."""
        return self.published().filter(withdrawn_on=None)

    def with_extras(self) -> Self:
        """Adds whether it answers anything, has resources, or needs another course first."""
        return self.annotate(
            has_origins=there_is("training.CourseOrigin", course="pk"),
            has_resources=there_is("training.Course_resources", course="pk"),
            needs_first=there_is("training.Course_prerequisites", from_course="pk"),
        )


class Course(Fact):
    """One course of the catalogue. What no paper says of it stays empty."""

    class Kind(models.TextChoices):
        CORE = "core", "Core"
        SPECIALIST = "specialist", "Specialist"

    class Fee(models.TextChoices):
        FREE = "free", "Free"
        CHARGED = "charged", "Charged"

    class Delivery(models.TextChoices):
        COMMISSIONED = "commissioned", "By a commissioned provider"
        PARTNER = "partner run", "By a partner agency"
        IN_HOUSE = "in house", "By the training team"

    class FamilyPlace(models.TextChoices):
        INITIAL = "initial", "First course"
        UPDATE = "update", "Update"
        REFRESHER = "refresher", "Refresher"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="courses")
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind, null=True, blank=True)  # noqa: DJ001 - null is "not recorded"
    kind_note = models.CharField(max_length=160, blank=True)
    fee = models.CharField(max_length=8, choices=Fee, null=True, blank=True)  # noqa: DJ001 - null is "not recorded"
    fund = models.CharField("paid from", max_length=120, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    follow_up_days = models.PositiveSmallIntegerField(null=True, blank=True)
    published = models.BooleanField(default=True)
    level = models.ForeignKey(
        CourseLevel, models.PROTECT, null=True, blank=True, related_name="courses"
    )
    audience = models.TextField(blank=True, help_text="Who the course is for.")
    outcomes = models.TextField(blank=True, help_text="One outcome a line.")
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    valid_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Months until it should be renewed; empty: never."
    )
    parts_may_miss = models.PositiveSmallIntegerField(
        default=0, help_text="Parts of a session somebody may miss and still has attended it."
    )
    delivery = models.CharField(max_length=12, choices=Delivery, null=True, blank=True)  # noqa: DJ001 - null is "not recorded"
    family = models.CharField(
        max_length=80, blank=True, help_text="First course, updates and refreshers share it."
    )
    family_place = models.CharField(max_length=9, choices=FamilyPlace, blank=True)
    prerequisites = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="leads_to"
    )
    equivalent = models.CharField(
        max_length=200, blank=True, help_text="What counts in place of the courses needed before."
    )
    mandatory_for = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, help_text="Job roles."
    )
    open_to = ArrayField(
        models.CharField(max_length=12, choices=Agency.Sector),
        default=list,
        blank=True,
        help_text="Sectors whose agencies may send people; empty: all of them.",
    )
    trauma_checked_on = models.DateField(
        null=True, blank=True, help_text="When its content was checked to be trauma-informed."
    )
    resources = models.ManyToManyField(Resource, blank=True, related_name="courses")
    withdrawn_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["title", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(family="", family_place="") | ~Q(family="") & ~Q(family_place=""),
                name="training_course_family_with_its_place",
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gt=0), name="training_course_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(valid_months=None) | Q(valid_months__gt=0),
                name="training_course_is_valid_for_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:course", kwargs={"course_id": self.pk})

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    def is_open_to(self, agency: Agency) -> bool:
        """Whether an agency of this sector may send people."""
        return not self.open_to or agency.sector in self.open_to

    @property
    def sectors(self) -> str:
        """Which sectors it is for, in words; empty where it is for all."""
        words = dict(Agency.Sector.choices)
        return ", ".join(str(words[sector]) for sector in self.open_to)

    @property
    def outcome_lines(self) -> list[str]:
        return [line.strip() for line in self.outcomes.splitlines() if line.strip()]

    @property
    def length(self) -> str:
        """Days and hours in words; empty where no paper says."""
        days = [plural(self.days, "day"), plural(self.follow_up_days, "follow-up day")]
        hours = f"{self.hours.normalize():f} hours" if self.hours else ""
        return ", ".join(filter(None, (" and ".join(filter(None, days)), hours)))


def plural(count: int | None, noun: str) -> str:
    if not count:
        return ""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
