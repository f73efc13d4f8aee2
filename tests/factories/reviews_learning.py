"""Makers of what a review recommends, and of what became of it."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from portal import clock
from reviews import models
from tests.factories.partners import ActionFactory, AgencyFactory, PartnershipFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory
from tests.factories.reviews_publication import PublicationFactory
from tests.leaks import SENTINEL
from tests.world import thing


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = models.ReviewRecommendation
        skip_postgeneration_save = True

    review = factory.SubFactory(ReviewFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    text = factory.Sequence(lambda n: f"Ask who lives in the home, and write it down ({n})")
    to_partnership = True


class DecisionOnFactory(DjangoModelFactory):
    class Meta:
        model = models.RecommendationDecision

    recommendation = factory.SubFactory(RecommendationFactory)
    answer = models.RecommendationDecision.Answer.ACCEPTED
    deciders = "The executive of the partnership"
    decided_on = date(2020, 9, 1)
    recorded_by = factory.SubFactory(UserFactory)


class GivenActionFactory(DjangoModelFactory):
    class Meta:
        model = models.RecommendationAction

    recommendation = factory.SubFactory(RecommendationFactory)
    action = factory.SubFactory(
        ActionFactory,
        partnership=factory.SelfAttribute("..recommendation.review.partnership"),
        source_kind="review",
    )
    given_by = factory.SubFactory(UserFactory)


class ProductFactory(DjangoModelFactory):
    class Meta:
        model = models.RecommendationProduct

    recommendation = factory.SubFactory(RecommendationFactory)
    title = factory.Sequence(lambda n: f"Programme {n}")
    added_by = factory.SubFactory(UserFactory)


class AssuranceFactory(DjangoModelFactory):
    class Meta:
        model = models.AssuranceStatement

    review = factory.SubFactory(ReviewFactory)
    agency = factory.SubFactory(AgencyFactory)
    asked = "How far is it part of your work?"
    asked_on = date(2020, 9, 1)
    asked_by = factory.SubFactory(UserFactory)
    due_on = date(2020, 10, 1)


class ImpactCheckFactory(DjangoModelFactory):
    class Meta:
        model = models.ImpactCheck

    recommendation = factory.SubFactory(RecommendationFactory)
    due_on = date(2021, 3, 1)
    measure = "Ten records, read side by side"
    looks = "The quality team"
    planned_by = factory.SubFactory(UserFactory)


class ChallengeFactory(DjangoModelFactory):
    class Meta:
        model = models.Challenge

    review = factory.SubFactory(ReviewFactory)
    challenger = "Independent chair"
    challenged = "Director of a council"
    on = date(2020, 9, 1)
    text = f"Why was nothing done about {SENTINEL}?"
    recorded_by = factory.SubFactory(UserFactory)


class GuideSendingFactory(DjangoModelFactory):
    class Meta:
        model = models.GuideSending

    publication = factory.SubFactory(PublicationFactory)
    to = "Providers of training"
    sent_on = date(2020, 9, 1)
    by = factory.SubFactory(UserFactory)


def signed(statement, by=None):
    """A statement that its agency signed off."""
    type(statement).objects.filter(pk=statement.pk).update(
        status="signed",
        answer="embedded",
        statement="Audited in May",
        signed_on=clock.today(),
        signed_by=by or UserFactory(),
    )
    statement.refresh_from_db()
    return statement


def part(world, factory_class, **facts):
    """One part of the recommendation of the world."""
    world.answer("review_recommendation_id")
    return factory_class(recommendation=world.made["review_recommendation_id"], **facts)


def of_review(world, factory_class, **facts):
    """Part of the review of the world, so that its page shows one of everything."""
    world.answer("review_id")
    return factory_class(review=world.made["review_id"], **facts)


@thing("review_recommendation_id")
def recommendation(world):
    return of_review(world, RecommendationFactory)


@thing("recommendation_action_id")
def recommendation_action(world):
    return part(world, GivenActionFactory)


@thing("recommendation_product_id")
def recommendation_product(world):
    return part(world, ProductFactory)


@thing("impact_check_id")
def impact_check(world):
    return part(world, ImpactCheckFactory)


@thing("assurance_id")
def assurance(world):
    return of_review(world, AssuranceFactory, agency=world.agency)


@thing("challenge_id")
def challenge(world):
    return of_review(world, ChallengeFactory)


class LearningSummaryFactory(DjangoModelFactory):
    class Meta:
        model = models.LearningSummary

    partnership = factory.SubFactory(PartnershipFactory)
    year = "2020-21"
    text = "Ask who lives in the home"
