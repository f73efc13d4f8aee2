"""Which learning left which review, to whom, and who challenged whom. Kept on this side."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from learning_hub.models import LearningPoint
from partners.models import Agency
from portal import clock
from portal.models import Referenced
from reviews.models.cases import Review
from reviews.models.publication import Publication


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


class GuideSending(models.Model):
    """The 7-minute guide was sent to somebody: an agency, or readers outside by what they are."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="sendings")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.CharField(max_length=200, blank=True, help_text="Such as training providers.")
    sent_on = models.DateField()
    how = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(to=""),
                name="reviews_guidesending_names_who_got_it",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency or self.to}, {self.sent_on}"


class Challenge(Referenced):
    """Somebody challenged a leader about a review, and what was answered. Posts, not names."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="challenges")
    challenger = models.CharField(max_length=160)
    challenged = models.CharField(max_length=160)
    on = models.DateField()
    text = models.TextField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=160, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="")
                | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="reviews_challenge_answer_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.challenger} to {self.challenged}, {self.on}"
