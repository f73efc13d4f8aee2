"""Which learning left which review. Kept here, so that nobody in the hub can walk back."""

from django.conf import settings
from django.db import models

from learning_hub.models import LearningPoint
from portal import clock
from reviews.models.cases import Review


class LearningShared(models.Model):
    """One learning point of the hub that came from one review."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="shared")
    learning_point = models.OneToOneField(LearningPoint, models.PROTECT, related_name="+")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["shared_at", "pk"]

    def __str__(self) -> str:
        return f"{self.review}: {self.learning_point}"
