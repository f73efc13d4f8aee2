"""Who sees what a review recommends and what became of it, and who works on it.

All of it is seen through the file. The action that is owed because of it is not: everybody in
the partnership reads that, and nothing on it says which file it came from.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from partners.access import action_notes, actions_owed, agencies_of
from partners.models import Action, ActionNote, Agency
from partners.origins import Origin, origins
from portal.access import keeper
from portal.models import User
from reviews.access.cases import led_reviews, reviews
from reviews.access.history import belonging
from reviews.models import (
    Challenge,
    GuideSending,
    ImpactCheck,
    ImpactCheckQuerySet,
    RecommendationAction,
    RecommendationActionQuerySet,
    RecommendationDecision,
    RecommendationDecisionQuerySet,
    RecommendationProduct,
    Review,
    ReviewRecommendation,
)

belonging[ReviewRecommendation] = "review"
belonging[ImpactCheck] = "recommendation__review"
belonging[Challenge] = "review"


@keeper(ReviewRecommendation)
def recommendations(user: User) -> QuerySet[ReviewRecommendation]:
    return ReviewRecommendation.objects.filter(review__in=reviews(user))


def led_recommendations(user: User) -> QuerySet[ReviewRecommendation]:
    """Those this person works on, as the lead of the review."""
    led = ReviewRecommendation.objects.filter(review__in=led_reviews(user))
    return led.select_related("review__partnership")


@keeper(RecommendationDecision)
def recommendation_decisions(user: User) -> RecommendationDecisionQuerySet:
    return RecommendationDecision.objects.filter(recommendation__review__in=reviews(user))


@keeper(RecommendationAction)
def recommendation_actions(user: User) -> RecommendationActionQuerySet:
    return RecommendationAction.objects.filter(recommendation__review__in=reviews(user))


def led_actions(user: User) -> RecommendationActionQuerySet:
    """Actions whose evidence this person looks at."""
    led = RecommendationAction.objects.filter(recommendation__review__in=led_reviews(user))
    return led.select_related("action__owner", "recommendation__review")


def notes_of(user: User, given: RecommendationAction) -> QuerySet[ActionNote]:
    """What was written about an action, for somebody of the partnership."""
    return action_notes(user).filter(action=given.action_id).select_related("written_by")


@keeper(RecommendationProduct)
def products(user: User) -> QuerySet[RecommendationProduct]:
    return RecommendationProduct.objects.filter(recommendation__review__in=reviews(user))


def led_products(user: User) -> QuerySet[RecommendationProduct]:
    led = RecommendationProduct.objects.filter(recommendation__review__in=led_reviews(user))
    return led.select_related("recommendation__review")


@keeper(ImpactCheck)
def impact_checks(user: User) -> ImpactCheckQuerySet:
    return ImpactCheck.objects.filter(recommendation__review__in=reviews(user))


def led_impact_checks(user: User) -> ImpactCheckQuerySet:
    led = ImpactCheck.objects.filter(recommendation__review__in=led_reviews(user))
    return led.select_related("recommendation__review")


def shows_impact(user: User, check: ImpactCheck) -> bool:
    """Adds files to what a check found: whoever leads the file."""
    return led_impact_checks(user).filter(pk=check.pk).exists()


@keeper(GuideSending)
def guide_sendings(user: User) -> QuerySet[GuideSending]:
    return GuideSending.objects.filter(publication__review__in=reviews(user))


@keeper(Challenge)
def challenges(user: User) -> QuerySet[Challenge]:
    return Challenge.objects.filter(review__in=reviews(user))


def led_challenges(user: User) -> QuerySet[Challenge]:
    led = Challenge.objects.filter(review__in=led_reviews(user))
    return led.select_related("review")


def leads_recommendation(user: User, recommendation: ReviewRecommendation) -> bool:
    return led_recommendations(user).filter(pk=recommendation.pk).exists()


def agencies_here(user: User, review: Review) -> QuerySet[Agency]:
    """Those that can be asked for something, also agencies in conflict with the case."""
    return agencies_of(user, review.partnership).order_by("name", "pk")


def waits_for_evidence(action: Action) -> bool:
    """A review asked for it, and nobody has said yet that something shows it is done."""
    return RecommendationAction.objects.unconfirmed().filter(action=action).exists()


def confirms(user: User, action: Action) -> bool:
    return led_actions(user).filter(action=action).exists()


origins.append(Origin(waits_for_evidence, confirms))


def actions_seen(user: User, given: Iterable[RecommendationAction]) -> frozenset[int]:
    """Those of the actions, by id, that this person can open in the tracker."""
    ids = [one.action_id for one in given]
    return frozenset(actions_owed(user).filter(pk__in=ids).values_list("pk", flat=True))


def closable(user: User) -> QuerySet[Review]:
    """Files this person leads that were opened by a referral and are still open."""
    return led_reviews(user).open().select_related("incident", "partnership")
