"""What is to become better where evaluation, observation or a check shows need."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from learning_hub.models import refuse_identifying
from partners.models import Partnership
from portal import clock
from portal.models import Referenced
from training.models.courses import Course
from training.models.providers import Provider


class ImprovementQuerySet(models.QuerySet["Improvement"]):
    def open(self) -> Self:
        return self.filter(settled_on=None)

    def in_turn(self) -> Self:
        """What is still to be done first, by its day; then what was settled, latest first."""
        return self.order_by(F("settled_on").desc(nulls_first=True), "due_on", "pk")


class Improvement(Referenced):
    """A change of provider, content or delivery, with a day and, once settled, what came of it."""

    class Kind(models.TextChoices):
        CONTENT = "content", "Change of content"
        DELIVERY = "delivery", "Change in how it is given"
        PROVIDER = "provider", "Change of provider"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="improvements")
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="improvements"
    )
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="improvements"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.CharField("what is to change", max_length=300, validators=[refuse_identifying])
    because = models.TextField("what shows the need", validators=[refuse_identifying])
    raised_on = models.DateField(default=clock.today)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    outcome = models.CharField("what came of it", max_length=300, blank=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["due_on", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(provider__isnull=False) | Q(course__isnull=False),
                name="training_improvement_of_a_provider_or_course",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None) | ~Q(outcome=""),
                name="training_improvement_settled_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("raised_on")),
                name="training_improvement_due_after_raised",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("training:improvement_list")

    @property
    def is_late(self) -> bool:
        return self.settled_on is None and self.due_on < clock.today()

    @property
    def of(self) -> str:
        """The course, the provider, or both."""
        return ", ".join(str(one) for one in (self.course, self.provider) if one is not None)
