"""How a referral was screened: each test of the law answered with a reason, then the decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal import clock
from portal.models import Referenced
from reviews.models.cases import Review
from reviews.models.versions import Versioned


class Screening(Referenced, Versioned):
    """One screening of a file. It opens with the referral; a second one opens with a reason.

    What is asked is the law as it stood on `asked_on`. Decided once, it stays as it is.
    """

    class Decision(models.TextChoices):
        NOTIFIABLE = "notifiable", "Notify the national Panel"
        OTHER_LEARNING = "other learning review", "Another learning review"
        NO_FURTHER_ACTION = "no further action", "No further action"

    review = models.ForeignKey(Review, models.CASCADE, related_name="screenings")
    asked_on = models.DateField(default=clock.today)
    because = models.TextField(blank=True, help_text="Why it was screened again.")
    reasons = models.TextField(blank=True)
    decision = models.CharField(max_length=30, choices=Decision, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(decided_on=None),
                name="reviews_screening_one_open_a_review",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | (~Q(reasons="") & ~Q(decision="")),
                name="reviews_screening_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(decided_on__isnull=False),
                name="reviews_screening_decided_by_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Screening of {self.review}"


class CriterionAnswer(Referenced):
    """What a screening answered to one test of the law, and why."""

    class Met(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_KNOWN = "not known", "Not known yet"

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=40)
    met = models.CharField(max_length=10, choices=Met, blank=True)
    reason = models.TextField(blank=True)

    class Meta(Referenced.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "key"], name="reviews_criterionanswer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.met or 'not answered'}"
