"""What training is needed for: the list that the programme is measured against."""

from typing import Self

from django.db import models
from django.db.models import Q

from learning_hub.models import Audit, Recommendation, refuse_identifying
from partners.models import Partnership, Priority
from partners.models.facts import Fact
from training.models.courses import Course
from training.models.origins import OriginKind


class TrainingNeedQuerySet(models.QuerySet["TrainingNeed"]):
    def open(self) -> Self:
        return self.filter(status=TrainingNeed.Status.OPEN)


class TrainingNeed(Fact):
    """Something people should learn, where that was found, and the courses that answer it."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        MET = "met", "Met"
        SET_ASIDE = "set aside", "Set aside"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_needs")
    text = models.CharField(max_length=300, validators=[refuse_identifying])
    kind = models.CharField(max_length=16, choices=OriginKind)
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="training_needs"
    )
    audit = models.ForeignKey(
        Audit, models.PROTECT, null=True, blank=True, related_name="training_needs"
    )
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="training_needs"
    )
    source = models.CharField(
        max_length=200,
        blank=True,
        validators=[refuse_identifying],
        help_text="Where it was found, in words that may be published.",
    )
    raised_on = models.DateField()
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    settled_because = models.CharField(max_length=300, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    courses = models.ManyToManyField(Course, blank=True, related_name="needs")
    edition = models.PositiveIntegerField(default=1, editable=False)

    objects = TrainingNeedQuerySet.as_manager()

    class Meta(Fact.Meta):
        ordering = ["-raised_on", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", settled_on=None)
                | ~Q(status="open") & ~Q(settled_because="") & Q(settled_on__isnull=False),
                name="training_trainingneed_settled_with_reason",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_gap(self) -> bool:
        """Open, and no course on offer answers it. Asks no more when courses were fetched."""
        answered = any(not course.is_withdrawn for course in self.courses.all())
        return self.status == self.Status.OPEN and not answered

    @property
    def found_in(self) -> str:
        """The source in words: its own, or the name of what it links to."""
        linked = self.audit or self.priority or self.recommendation
        return self.source or (str(linked) if linked else "")
