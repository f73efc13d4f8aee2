"""What people who book want to be better about booking, and what they were told."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from learning_hub.models import refuse_identifying
from partners.models import Partnership
from portal import clock
from portal.models import Referenced


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def open(self) -> Self:
        return self.filter(answered_on=None)

    def in_turn(self) -> Self:
        """What waits for an answer, oldest first; then what was answered, latest first."""
        return self.order_by(F("answered_on").desc(nulls_first=True), "asked_on", "pk")


class Suggestion(Referenced):
    """An improvement of booking somebody asked for, and the answer of those who run training."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="suggestions")
    text = models.CharField("what to improve", max_length=500, validators=[refuse_identifying])
    asked_on = models.DateField(default=clock.today)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=500, blank=True, validators=[refuse_identifying])
    answered_on = models.DateField(null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["asked_on", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="")
                | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="training_suggestion_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("training:suggestion_list")
