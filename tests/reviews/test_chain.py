"""The whole chain of a review: what is missing is said, and what comes next is one step."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from partners.models import Action
from portal import clock
from reviews import chain
from reviews.models import ReviewRecommendation
from tests.factories.reviews import ReviewFactory, ReviewGrantFactory
from tests.factories.reviews_learning import (
    AssuranceFactory,
    DecisionOnFactory,
    GivenActionFactory,
    ImpactCheckFactory,
    ProductFactory,
    RecommendationFactory,
    signed,
)
from tests.factories.training import CourseFactory

pytestmark = pytest.mark.django_db
TO_COME = clock.today() + timedelta(40)
GONE = clock.today() - timedelta(1)


@pytest.fixture
def recommended(review):
    return RecommendationFactory(review=review, number=1)


def link():
    return chain.links(chain.with_all(ReviewRecommendation.objects.all()))[0]


def missing():
    return [gap.words for gap in link().gaps]


def whole(recommended, **impact):
    """A recommendation of which nothing is missing."""
    DecisionOnFactory(recommendation=recommended)
    GivenActionFactory(recommendation=recommended)
    ProductFactory(recommendation=recommended)
    AssuranceFactory(review=recommended.review, recommendation=recommended, due_on=TO_COME)
    ImpactCheckFactory(recommendation=recommended, **({"due_on": TO_COME} | impact))


def test_nobody_decided(recommended):
    assert missing() == ["Nobody has decided yet whether it is accepted."]
    assert link().state == "Gaps"


def test_what_was_not_accepted_lacks_nothing(recommended):
    DecisionOnFactory(recommendation=recommended, answer="not accepted", reasons="No")

    assert (missing(), link().state, link().tone) == ([], "Not accepted", "grey")


def test_each_gap_is_named_in_order_with_a_way_to_put_it_right(recommended):
    DecisionOnFactory(recommendation=recommended, answer="in part", reasons="Money")

    assert missing() == [
        "No action yet.",
        "No impact check planned.",
        "No agency was asked for assurance.",
        "Nothing is named that carries it into practice.",
    ]
    assert all(gap.address and gap.verb for gap in link().gaps)


def test_nothing_is_missing_while_all_is_under_way(recommended):
    whole(recommended)

    assert (missing(), link().state, link().tone) == ([], "Under way", "blue")
    assert chain.next_gap([link()]) is None
    assert chain.open_ends(recommended.review) == []


def test_practice_changed(recommended):
    whole(
        recommended,
        found_on=date(2020, 9, 1),
        result="changed",
        found="All ask",
        evidence="The audit",
    )

    assert (missing(), link().state, link().tone) == ([], "Practice changed", "green")


def test_what_is_not_known_in_full_is_looked_at_again(recommended):
    whole(recommended, found_on=date(2020, 9, 1), result="not yet known", found="Too early")

    assert missing() == ["The impact is not known in full, and no further check is planned."]


def test_what_is_late_is_said(recommended):
    whole(recommended, due_on=GONE)
    Action.objects.update(due=GONE)
    recommended.assurance.update(due_on=GONE)

    assert missing() == [
        f"The check of impact was due on {clock.day_text(GONE)}.",
        "1 action is overdue.",
        "1 statement is overdue.",
    ]


def test_what_waits_for_the_lead_comes_first(recommended, review):
    whole(recommended)
    GivenActionFactory(recommendation=recommended, action__status="done")
    GivenActionFactory(recommendation=recommended, action__status="done")
    signed(recommended.assurance.get())

    assert missing() == [
        "2 actions are done and wait to be confirmed.",
        "1 statement waits to be looked at.",
    ]
    RecommendationFactory(review=review, number=2)
    every = chain.links(chain.with_all(ReviewRecommendation.objects.all()))
    assert chain.next_gap(every).verb == "Record the decision on recommendation 2"


def test_a_statement_about_the_whole_review_counts_for_each_of_its_recommendations(recommended):
    whole(recommended)
    recommended.assurance.all().delete()
    AssuranceFactory(review=recommended.review, status="withdrawn")
    assert missing() == ["No agency was asked for assurance."]

    AssuranceFactory(review=recommended.review, due_on=TO_COME)

    assert missing() == []
    assert chain.links([]) == []


def test_a_review_without_recommendations_has_an_open_end(review):
    assert chain.open_ends(review) == ["No recommendation is recorded."]


def test_open_ends_name_the_recommendation(recommended):
    ends = chain.open_ends(recommended.review)

    assert ends == ["Recommendation 1: Nobody has decided yet whether it is accepted."]


def page(review):
    return reverse("reviews:chain", kwargs={"review_id": review.pk})


def text(response):
    return " ".join(response.content.decode().split())


def test_a_reader_sees_the_chain_and_no_buttons(recommended, review, sign_in):
    whole(recommended)
    course = CourseFactory(partnership=review.partnership, published=False, title="Unseen course")
    ProductFactory(recommendation=recommended, subject=course, title="")
    reader = ReviewGrantFactory(content_object=review).user

    told = text(sign_in(reader).get(page(review)))

    assert "What became of this review" in told
    assert "Course: Not open to you" in told
    assert "Unseen course" not in told
    assert "Ask agencies for assurance" not in told
    assert "Add to recommendation" not in told
    assert reverse("partners:action", args=[recommended.actions.get().action_id]) not in told


def test_what_is_late_and_what_was_accepted_in_part_is_on_the_page_and_in_the_file(
    recommended, review, lead, sign_in
):
    whole(recommended, due_on=GONE)
    recommended.decisions.update(answer="in part", reasons="Where there is money")
    Action.objects.update(due=GONE)
    browser = sign_in(lead)

    told = text(browser.get(page(review)))
    rows = browser.get(page(review), {"as": "csv"}).content.decode()

    assert told.count("Overdue") == 2
    assert "The executive of the partnership: Where there is money" in rows
    assert ", overdue)" in rows
    assert "Planned for" in rows


def test_a_handover_statement_has_no_chain(lead, partnership, sign_in):
    statement = ReviewFactory(partnership=partnership, kind="handover statement")

    assert "what became of them" not in text(sign_in(lead).get(statement.get_absolute_url()))


def test_an_empty_chain_begins_with_the_first_recommendation(review, lead, sign_in):
    told = text(sign_in(lead).get(page(review)))

    assert "Add the first recommendation" in told
    assert "No recommendation is recorded yet." in told


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_long(
    review, lead, sign_in, count, django_assert_num_queries
):
    for number in range(count):
        whole(RecommendationFactory(review=review, number=number + 1))
    browser = sign_in(lead)
    browser.get(page(review))

    with django_assert_num_queries(29):
        browser.get(page(review))
