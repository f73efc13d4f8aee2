"""Every recommendation of the reviews a person leads, narrowed to an agency or a decision."""

import pytest
from django.urls import reverse

from tests.factories.partners import AgencyStatusFactory
from tests.factories.reviews_learning import (
    AssuranceFactory,
    DecisionOnFactory,
    GivenActionFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("reviews:recommendation_list")


@pytest.fixture
def agency(partnership):
    return AgencyStatusFactory(partnership=partnership, status="relevant agency").agency


@pytest.fixture
def recommended(review):
    made = [RecommendationFactory(review=review, number=n) for n in range(1, 6)]
    DecisionOnFactory(recommendation=made[0])
    DecisionOnFactory(recommendation=made[1], answer="not accepted", reasons="No")
    DecisionOnFactory(recommendation=made[2], replaced_at="2020-09-02T09:00Z")
    return made


def shown(browser, **asked):
    return [one.recommendation.number for one in browser.get(LIST, asked).context["lines"]]


def test_it_is_narrowed_by_decision(recommended, lead, sign_in):
    browser = sign_in(lead)

    assert shown(browser) == [1, 2, 3, 4, 5]
    assert shown(browser, answer="undecided") == [3, 4, 5]
    assert shown(browser, answer="not accepted") == [2]


def test_it_is_narrowed_to_what_an_agency_has_to_do_with(recommended, lead, agency, sign_in):
    recommended[0].agencies.add(agency)
    GivenActionFactory(recommendation=recommended[1], action__owner=agency)
    GivenActionFactory(recommendation=recommended[1], action__owner=agency)
    AssuranceFactory(review=recommended[2].review, recommendation=recommended[2], agency=agency)

    assert shown(sign_in(lead), agency=agency.pk) == [1, 2, 3]


def test_what_makes_no_sense_narrows_nothing_and_is_said(recommended, lead, sign_in):
    page = sign_in(lead).get(LIST, {"answer": "perhaps"})

    assert len(page.context["lines"]) == 5
    assert "Select a decision from the list" in page.content.decode()


def test_recommendations_of_others_are_not_shown(recommended, lead, sign_in):
    other = RecommendationFactory(text="Of another partnership")

    assert other.text not in sign_in(lead).get(LIST).content.decode()
