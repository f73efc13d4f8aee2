"""What a review recommends, who took it on, what is owed because of it, and what carries it."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse

from learning_hub.models import refuse_identifying
from partners.models import Action, Agency, Partnership
from portal import clock
from portal.constraints import both_or_neither
from portal.models import Referenced
from reviews.models.cases import Review
from reviews.models.versions import Versioned


class ReviewRecommendationQuerySet(models.QuerySet["ReviewRecommendation"]):
    def about_agency(self, agency: Agency) -> Self:
        """Addressed to it, or with an action it owes or a statement it is asked for."""
        asked = Q(agencies=agency) | Q(actions__action__owner=agency) | Q(assurance__agency=agency)
        return self.filter(asked)


class ReviewRecommendation(Referenced, Versioned):
    """One thing a review asks for, told without anybody's identity.

    Its words travel: into actions that everybody in the partnership reads, and to agencies that
    never see the file.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(validators=[refuse_identifying])
    to_partnership = models.BooleanField(default=False)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+")

    objects = ReviewRecommendationQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="reviews_reviewrecommendation_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"

    def get_absolute_url(self) -> str:
        """Its place on the page that shows what became of the review."""
        page = reverse("reviews:chain", kwargs={"review_id": self.review_id})
        return f"{page}#recommendation-{self.number}"

    @property
    def partnership(self) -> Partnership:
        return self.review.partnership

    @property
    def addressees(self) -> str:
        named = [str(agency) for agency in self.agencies.all()]
        return ", ".join(["The partnership", *named] if self.to_partnership else named)


class RecommendationDecisionQuerySet(models.QuerySet["RecommendationDecision"]):
    def in_force(self) -> Self:
        return self.filter(replaced_at=None)


class RecommendationDecision(Referenced):
    """Whether a recommendation is accepted, by whom and why. A later one leaves it readable."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        PARTLY = "in part", "Accepted in part"
        REFUSED = "not accepted", "Not accepted"

    recommendation = models.ForeignKey(
        ReviewRecommendation, models.PROTECT, related_name="decisions"
    )
    answer = models.CharField(max_length=12, choices=Answer)
    reasons = models.TextField(blank=True)
    deciders = models.CharField(max_length=300, help_text="Posts and agencies, not names.")
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = RecommendationDecisionQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(replaced_at=None),
                name="reviews_recommendationdecision_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(answer="accepted") | ~Q(reasons=""),
                name="reviews_recommendationdecision_less_needs_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_answer_display()}"


class RecommendationActionQuerySet(models.QuerySet["RecommendationAction"]):
    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at=None)


class RecommendationAction(models.Model):
    """Which action owed to the partnership came from which recommendation.

    Kept here: the tracker, which everybody in the partnership reads, does not say which review.
    """

    class Outcome(models.TextChoices):
        SHOWN = "shown", "It is done, and something shows it"
        NOT_NEEDED = "not needed", "It is no longer needed"

    recommendation = models.ForeignKey(ReviewRecommendation, models.PROTECT, related_name="actions")
    action = models.OneToOneField(Action, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    shown_by = models.TextField("what shows it", blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = RecommendationActionQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            both_or_neither("confirmed_at", "confirmed_by"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | ~Q(outcome="") & ~Q(shown_by=""),
                name="reviews_recommendationaction_confirmed_with_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.action}"


class RecommendationProduct(models.Model):
    """Something that carries a recommendation into practice, and where it is used.

    A thing of the portal (`subject`: a resource, a learning point, a group, a course), or
    something outside it, such as a programme, by its name.
    """

    recommendation = models.ForeignKey(
        ReviewRecommendation, models.PROTECT, related_name="products"
    )
    subject_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject_id = models.PositiveBigIntegerField(null=True, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    title = models.CharField(max_length=200, blank=True, help_text="Of something outside.")
    version = models.CharField(max_length=60, blank=True, help_text="Which version answers it.")
    used_where = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            both_or_neither("subject_type", "subject_id"),
            models.CheckConstraint(
                condition=Q(subject_id__isnull=False, title="")
                | Q(subject_id__isnull=True) & ~Q(title=""),
                name="reviews_recommendationproduct_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "subject_type", "subject_id"],
                name="reviews_recommendationproduct_named_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Product {self.pk}"
