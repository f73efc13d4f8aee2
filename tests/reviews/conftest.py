"""A partnership with a review, and the person who leads its reviews."""

import pytest

from tests.factories.partners import PartnershipFactory
from tests.factories.reviews import ReviewFactory, review_lead


@pytest.fixture
def partnership(db):
    return PartnershipFactory()


@pytest.fixture
def lead(partnership):
    return review_lead(partnership)


@pytest.fixture
def review(partnership):
    return ReviewFactory(partnership=partnership, title="SCR 22")
