"""Pages of one thing that list others: three of them cost what one costs."""

import pytest

from partners.models import Role
from tests.factories.partners import (
    AgencyStatusFactory,
    DecisionFactory,
    GroupFactory,
    MeetingFactory,
    StandingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    return StandingFactory(role=Role.BUSINESS_TEAM)


@pytest.fixture
def group(held):
    return GroupFactory(partnership=held.partnership)


@pytest.fixture
def cost(held, sign_in, django_assert_max_num_queries):
    """How many questions a page asks of the database the second time it is opened."""
    browser = sign_in(held.person)

    def asked(url):
        browser.get(url)
        with django_assert_max_num_queries(30) as counted:
            assert browser.get(url).status_code == 200
        return len(counted)

    return asked


def test_a_partnership_costs_the_same_however_many_agencies(held, cost):
    url = held.partnership.get_absolute_url()
    AgencyStatusFactory(partnership=held.partnership)
    one = cost(url)
    AgencyStatusFactory.create_batch(2, partnership=held.partnership)

    assert cost(url) == one


def test_a_group_costs_the_same_however_often_it_met(group, cost):
    url = group.get_absolute_url()
    DecisionFactory(meeting=MeetingFactory(group=group))
    one = cost(url)
    for meeting in MeetingFactory.create_batch(2, group=group):
        DecisionFactory(meeting=meeting)

    assert cost(url) == one
