"""What people who came thought of a session."""

from datetime import date
from typing import Self

from django.db import models

from portal.models import Referenced
from training.models.places import Attendance


class RatingQuerySet(models.QuerySet["Rating"]):
    def of_sessions_between(self, start: date, end: date) -> Self:
        held = {"attendance__session__starts_at__date__range": (start, end)}
        return self.filter(attendance__session__status="delivered", **held)

    def good_or_excellent(self) -> Self:
        return self.filter(score__in=[Rating.Score.GOOD, Rating.Score.EXCELLENT])


class Rating(Referenced):
    """One evaluation returned at the end of a session."""

    class Score(models.TextChoices):
        EXCELLENT = "excellent", "Excellent"
        GOOD = "good", "Good"
        FAIR = "fair", "Fair"
        POOR = "poor", "Poor"

    attendance = models.OneToOneField(Attendance, models.PROTECT, related_name="rating")
    score = models.CharField(max_length=9, choices=Score)
    would_train_online = models.BooleanField(
        null=True, help_text="Empty where the question was not asked or not answered."
    )
    comment = models.TextField(blank=True)
    returned_on = models.DateField()

    objects = RatingQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["returned_on", "ref"]

    def __str__(self) -> str:
        return f"{self.get_score_display()}, {self.returned_on:%d %B %Y}"
