"""Numbers a paper does not give stay without a number."""

from datetime import date

import pytest

from portal.figures import Scope
from reviews.models import Review, ReviewFact
from reviews.reporting import chapter
from tests.factories.reviews import ReviewFactFactory, ReviewFactory

pytestmark = pytest.mark.django_db
Kind = ReviewFact.Kind


@pytest.fixture
def scope(partnership):
    return Scope(partnership.pk, date(2019, 4, 1), date(2020, 3, 31), "2019-20")


def test_count_the_paper_does_not_give_is_not_available(partnership, scope):
    ReviewFactFactory(partnership=partnership, kind=Kind.COUNT, text="Published", value=None)
    ReviewFactFactory(
        partnership=partnership, kind=Kind.COUNT, text="Rapid", value=None, qualifier="several"
    )
    ReviewFactFactory(partnership=partnership, kind=Kind.COUNT, text="Given", value=12)

    published, rapid, given, *_ = chapter(scope).figures

    assert [published.text, rapid.text, given.text] == ["Not available", "Not available", "12"]
    assert "“several”" in rapid.definition


def test_lists_say_what_the_paper_says(partnership, scope):
    ReviewFactFactory(partnership=partnership, text="Drug-related deaths")
    ReviewFactFactory(
        partnership=partnership,
        kind=Kind.EXTERNAL,
        text="Child C",
        detail="review",
        local_link=True,
    )
    ReviewFactFactory(text="Of another partnership")
    ReviewFactFactory(partnership=partnership, kind=Kind.RULE, text="Not told", in_report=False)

    lists = {one.title: one.items for one in chapter(scope).lists}

    assert lists["Themes of reviews"] == ("Drug-related deaths",)
    assert lists["Learning from elsewhere"] == ("Child C (review; linked to this area)",)
    assert lists["Rules"] == ()


def test_archive_counts_reviews_and_not_handover_statements(partnership, scope):
    ReviewFactory(partnership=partnership, published="2019-05")
    ReviewFactory(partnership=partnership, published="2018-07")
    ReviewFactory(partnership=partnership, kind=Review.Kind.HANDOVER)

    found = chapter(scope)

    assert found.figure("reviews.archive").value == 2
    assert found.figure("reviews.archive_published").value == 1


def test_archive_without_any_day_of_publication_gives_no_count(partnership, scope):
    ReviewFactory(partnership=partnership)

    assert chapter(scope).figure("reviews.archive_published").text == "Not available"


def test_a_small_count_of_a_paper_is_hidden_like_one_of_people(partnership, scope):
    for value in (1, 4, 5, 0):
        ReviewFactFactory(partnership=partnership, kind=Kind.COUNT, value=value)

    counted = [figure.text for figure in chapter(scope).figures[:4]]

    assert counted == ["fewer than 5", "fewer than 5", "5", "0"]
