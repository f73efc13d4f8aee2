"""Agencies say that what a review taught has become practice, and the partnership asks on."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Agency, Partnership
from portal import clock
from portal.constraints import both_or_neither
from reviews.models.cases import Review
from reviews.models.recommendations import ReviewRecommendation
from reviews.models.versions import Versioned


class AssuranceStatementQuerySet(models.QuerySet["AssuranceStatement"]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.exclude(status=AssuranceStatement.Status.WITHDRAWN)

    def open(self) -> Self:
        return self.filter(status=AssuranceStatement.Status.ASKED)

    def told(self) -> Self:
        """With all that a line on a page says of them."""
        return self.select_related(
            "agency", "recommendation", "signed_by", "judged_by", "review__partnership"
        )


class AssuranceStatement(Versioned):
    """One agency says how far learning is part of its work, signed off by its lead.

    Its leads see this row and nothing else of the file, not even its number: the words of the
    recommendation, what is asked, and the title under which the review was published.
    """

    class Status(models.TextChoices):
        ASKED = "asked", "Asked"
        SIGNED = "signed", "Signed off by the agency"
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Taken back"

    class Answer(models.TextChoices):
        EMBEDDED = "embedded", "It is part of everyday work"
        PARTLY = "partly", "It is part of the work in some places"
        NOT_YET = "not yet", "Not yet"

    review = models.ForeignKey(Review, models.PROTECT, related_name="assurance")
    recommendation = models.ForeignKey(
        ReviewRecommendation, models.PROTECT, null=True, blank=True, related_name="assurance"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked = models.TextField("what is asked")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    chased_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.ASKED)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    statement = models.TextField(blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # A statement that came on paper is entered by the review lead.
    came_outside = models.BooleanField(default=False)
    judged_on = models.DateField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_because = models.TextField(blank=True, help_text="Why it was last sent back.")

    objects = AssuranceStatementQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            both_or_neither("signed_on", "signed_by"),
            both_or_neither("judged_on", "judged_by"),
            models.UniqueConstraint(
                fields=["recommendation", "agency"],
                condition=~Q(status="withdrawn") & Q(recommendation__isnull=False),
                name="reviews_assurancestatement_asked_once_of_one",
            ),
            models.UniqueConstraint(
                fields=["review", "agency"],
                condition=~Q(status="withdrawn") & Q(recommendation__isnull=True),
                name="reviews_assurancestatement_asked_once_of_all",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "accepted"])
                | ~Q(answer="") & ~Q(statement="") & Q(signed_on__isnull=False),
                name="reviews_assurancestatement_signed_in_full",
            ),
        ]

    def __str__(self) -> str:
        return f"Assurance statement {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:assurance", kwargs={"assurance_id": self.pk})

    @property
    def reference(self) -> str:
        """Says nothing of the review."""
        return f"AS-{self.pk}"

    @property
    def partnership(self) -> Partnership:
        return self.review.partnership

    @property
    def is_signed(self) -> bool:
        return self.status in (self.Status.SIGNED, self.Status.ACCEPTED)

    def is_late_on(self, day: date) -> bool:
        """Came late, or is late on that day."""
        return (self.signed_on or day) > self.due_on

    @property
    def is_late(self) -> bool:
        return self.is_late_on(clock.today())
