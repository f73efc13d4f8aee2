"""What was decided after a rapid review: locally, by the Panel, and in the end."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal import clock
from reviews.models.cases import Review


class ReviewDecisionQuerySet(models.QuerySet["ReviewDecision"]):
    def in_force(self) -> Self:
        return self.filter(replaced_at=None)


class ReviewDecision(models.Model):
    """One of three decisions that are kept apart, each with its day, deciders and reasons.

    A later one of the same sort takes the place of the earlier, which stays readable.
    `scrutineer_said` is what the independent scrutineer said of a local or a final decision.
    """

    class Whose(models.TextChoices):
        LOCAL = "local", "Local decision"
        PANEL = "panel", "View of the Panel"
        FINAL = "final", "Final decision"

    class Outcome(models.TextChoices):
        LOCAL_REVIEW = "local review", "A local review is needed"
        NO_REVIEW = "no review", "No local review: the actions are enough"
        OTHER = "other learning", "Another kind of learning review"
        NATIONAL = "national review", "A national review is needed"
        NOT_MET = "not met", "The criteria for notification are not met"
        AGREES = "agrees", "The Panel agrees"
        DISAGREES = "disagrees", "The Panel disagrees"
        QUERIES = "queries", "The Panel has queries"
        PANEL_NATIONAL = "panel national", "The Panel will lead a national review"

    OURS = (
        Outcome.LOCAL_REVIEW,
        Outcome.NO_REVIEW,
        Outcome.OTHER,
        Outcome.NATIONAL,
        Outcome.NOT_MET,
    )
    THEIRS = (Outcome.AGREES, Outcome.DISAGREES, Outcome.QUERIES, Outcome.PANEL_NATIONAL)

    review = models.ForeignKey(Review, models.PROTECT, related_name="decisions")
    whose = models.CharField(max_length=5, choices=Whose)
    outcome = models.CharField(max_length=16, choices=Outcome)
    decided_on = models.DateField()
    deciders = models.CharField(max_length=300, help_text="Posts and agencies, not names.")
    reasons = models.TextField()
    scrutineer_said = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "whose"],
                condition=Q(replaced_at=None),
                name="reviews_reviewdecision_one_of_a_sort",
            ),
            models.CheckConstraint(
                condition=Q(
                    whose="panel", outcome__in=["agrees", "disagrees", "queries", "panel national"]
                )
                | ~Q(whose="panel")
                & Q(
                    outcome__in=[
                        "local review",
                        "no review",
                        "other learning",
                        "national review",
                        "not met",
                    ]
                ),
                name="reviews_reviewdecision_fits_who_decided",
            ),
            models.CheckConstraint(
                condition=~Q(reasons=""), name="reviews_reviewdecision_has_reasons"
            ),
            models.CheckConstraint(
                condition=Q(whose="panel") | ~Q(scrutineer_said=""),
                name="reviews_reviewdecision_heard_the_scrutineer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_whose_display()}: {self.get_outcome_display()}"
