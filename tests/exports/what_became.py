"""Rows for the lists of what became of reviews."""

from typing import Any

from tests.factories import reviews_learning, training


def chain(world: Any) -> None:
    """A recommendation with one of everything that can follow from it."""
    world.answer("review_id")
    made = reviews_learning.RecommendationFactory(review=world.made["review_id"])
    follow(made)


def recommendations(world: Any) -> None:
    follow(reviews_learning.RecommendationFactory(review__partnership=world.partnership))


def follow(made: Any) -> None:
    reviews_learning.DecisionOnFactory(recommendation=made)
    reviews_learning.GivenActionFactory(recommendation=made)
    reviews_learning.ProductFactory(recommendation=made)
    course = training.CourseFactory(partnership=made.review.partnership)
    reviews_learning.ProductFactory(recommendation=made, subject=course, title="")
    reviews_learning.AssuranceFactory(review=made.review, recommendation=made)
    reviews_learning.ImpactCheckFactory(recommendation=made)


def assurance(world: Any) -> None:
    made = reviews_learning.RecommendationFactory(review__partnership=world.partnership)
    reviews_learning.AssuranceFactory(review=made.review, recommendation=made, agency=world.agency)
