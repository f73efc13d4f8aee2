"""What an agency asks of its people: courses they must do, and training of its own."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partners.models import Agency, Partnership
from portal import clock
from portal.models import Referenced
from training.models.courses import Course


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def in_force(self) -> Self:
        today = clock.today()
        return self.filter(Q(until=None) | Q(until__gte=today), since__lte=today)


class Requirement(Referenced):
    """A course one person must have done and keep up, because of the job they do."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="requirements")
    course = models.ForeignKey(Course, models.PROTECT, related_name="requirements")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="requirements"
    )
    job = models.CharField(max_length=80)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True, blank=True)

    objects = RequirementQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["person__name", "course__title", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "course", "person"],
                condition=Q(until=None),
                name="training_requirement_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_requirement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, asked of a {self.job}"


class AgencyTraining(Referenced):
    """Training an agency gave to its own people. Counted apart: it is not multi-agency."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="own_training")
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    people = models.PositiveIntegerField()
    given_by = models.CharField(max_length=120, blank=True)
    attendees = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="agency_training"
    )

    class Meta(Referenced.Meta):
        ordering = ["-held_on", "title", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1), name="training_agencytraining_has_people"
            ),
        ]

    def __str__(self) -> str:
        return self.title
