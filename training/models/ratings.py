"""What people who came thought of a session."""

from django.db import models
from django.db.models import Count, Q

from portal.models import Referenced
from training.models.bookings import Booking


class RatingQuerySet(models.QuerySet["Rating"]):
    def counts(self) -> dict[str, int]:
        """How many were returned and good or excellent, and who was asked about training online."""
        good = Q(score__in=[Rating.Score.GOOD, Rating.Score.EXCELLENT])
        return self.aggregate(
            returned=Count("pk"),
            good=Count("pk", filter=good),
            asked=Count("would_train_online"),
            online=Count("pk", filter=Q(would_train_online=True)),
        )


class Rating(Referenced):
    """One evaluation returned at the end of a session."""

    class Score(models.TextChoices):
        EXCELLENT = "excellent", "Excellent"
        GOOD = "good", "Good"
        FAIR = "fair", "Fair"
        POOR = "poor", "Poor"

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="rating")
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
