"""One page of a list: the first is counted only when there is another."""

import pytest
from django.test import RequestFactory

from portal.models import ClosingDay
from portal.pages import paged
from tests.factories.portal import ClosingDayFactory

pytestmark = pytest.mark.django_db
PER = 3


def page(number=""):
    request = RequestFactory().get("/", {"page": number} if number else {})
    return paged(request, ClosingDay.objects.order_by("pk"), PER)


@pytest.mark.parametrize(("rows", "queries"), [(0, 1), (1, 1), (PER, 1), (PER + 1, 2)])
def test_the_first_page_is_counted_only_when_there_is_another(
    rows, queries, django_assert_num_queries
):
    made = ClosingDayFactory.create_batch(rows)

    with django_assert_num_queries(queries):
        first = page()
        shown, count, more = list(first), first.paginator.count, first.has_next()

    assert (shown, count, more) == (made[:PER], rows, rows > PER)


def test_pages_follow_one_another_without_gap_or_repeat():
    made = ClosingDayFactory.create_batch(2 * PER + 1)

    shown = [list(page(number)) for number in ("", "2", "3")]

    assert shown == [made[:PER], made[PER : 2 * PER], made[2 * PER :]]


@pytest.mark.parametrize(("asked", "number"), [("99", 2), ("0", 2), ("-1", 2), ("x", 1)])
def test_a_page_that_is_not_there_is_the_nearest_one(asked, number):
    ClosingDayFactory.create_batch(PER + 1)

    assert page(asked).number == number


def test_a_list_in_memory_is_paged_the_same():
    first = paged(RequestFactory().get("/"), list("abcd"), PER)

    assert (list(first), first.paginator.num_pages) == (list("abc"), 2)
