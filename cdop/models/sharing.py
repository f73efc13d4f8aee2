"""Which learning left which death. Kept here: Children Act 2004 s.16N binds what it came from."""

from django.conf import settings
from django.db import models

from cdop.models.deaths import Death
from learning_hub.models import LearningPoint
from portal import clock


class LearningShared(models.Model):
    """One learning point of the hub that came from the review of one death."""

    death = models.ForeignKey(Death, models.PROTECT, related_name="shared")
    learning_point = models.OneToOneField(LearningPoint, models.PROTECT, related_name="+")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["shared_at", "pk"]

    def __str__(self) -> str:
        return f"{self.death}: {self.learning_point}"
