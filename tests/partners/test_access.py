from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from partners import access
from partners.models import Agency, Partnership, Role, leads_of
from portal.access import teams_for
from tests.factories.partners import (
    ActionFactory,
    AgencyFactory,
    AgencyStatusFactory,
    AreaFactory,
    PartnershipFactory,
    StandingFactory,
)
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


def test_a_stranger_stands_nowhere_and_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not access.is_partner(AnonymousUser())


def test_standing_is_read_once_however_often_it_is_asked(django_assert_num_queries):
    held = StandingFactory(role=Role.ANALYST)

    with django_assert_num_queries(1):
        for _ in range(3):
            footing = access.standing(held.person)

    assert footing.holds(Role.ANALYST, Role.TRAINER)
    assert not footing.holds(Role.TRAINER)
    assert footing.holds_in(held.partnership_id, Role.ANALYST)
    assert footing.agencies == {held.agency_id}
    assert footing.agencies_as(Role.TRAINER) == frozenset()
    assert footing.partnerships() == footing.partnerships(Role.ANALYST) == {held.partnership_id}
    assert footing.partnerships(Role.TRAINER) == frozenset()


def test_a_standing_that_ended_yesterday_counts_no_more(time_machine):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    person = UserFactory()
    StandingFactory(person=person, until=date(2020, 9, 13))

    assert not access.is_partner(person)


def test_a_standing_counts_on_its_last_day(time_machine):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    person = UserFactory()
    StandingFactory(person=person, until=date(2020, 9, 14))

    assert access.is_partner(person)


def test_agencies_are_those_named_or_staffed_in_a_persons_partnerships():
    held = StandingFactory()
    named = AgencyStatusFactory(partnership=held.partnership).agency
    AgencyFactory()

    assert set(access.agencies(held.person)) == {held.agency, named}


def test_rows_of_another_partnership_are_hidden():
    held = StandingFactory()
    ours = ActionFactory(partnership=held.partnership)
    ActionFactory()

    assert list(access.actions_owed(held.person)) == [ours]
    assert list(access.partnerships(held.person)) == [held.partnership]


def test_shared_facts_are_for_partners_only():
    area = AreaFactory()

    assert list(access.areas(StandingFactory().person)) == [area]
    assert list(access.areas(UserFactory())) == []


def test_an_agency_lead_answers_for_the_agency_as_a_team():
    held = StandingFactory(role=Role.AGENCY_LEAD)
    StandingFactory(person=held.person, role=Role.PRACTITIONER)

    assert f"agency:{held.agency_id}" in teams_for(held.person)
    assert access.agency_teams(held.person) == {f"agency:{held.agency_id}"}
    assert access.leads_agency(held.person, held.agency_id)


def test_leads_of_an_agency_are_its_active_leads_in_that_partnership():
    held = StandingFactory(role=Role.AGENCY_LEAD)
    StandingFactory(role=Role.AGENCY_LEAD, agency=held.agency)
    left = StandingFactory(
        role=Role.AGENCY_LEAD, agency=held.agency, partnership=held.partnership
    ).person
    type(left).objects.filter(pk=left.pk).update(is_active=False)

    assert list(leads_of(held.agency_id, held.partnership_id)) == [held.person]


def test_an_access_officer_sees_the_standings_of_the_partnership():
    officer = StandingFactory(role=Role.ACCESS_OFFICER)
    colleague = StandingFactory(partnership=officer.partnership)
    StandingFactory()

    assert set(access.standings(officer.person)) == {officer, colleague}
    assert set(access.standings(colleague.person)) == {colleague}


def test_the_owner_reports_and_the_business_team_oversees():
    action = ActionFactory()
    owner = StandingFactory(
        role=Role.AGENCY_LEAD, agency=action.owner, partnership=action.partnership
    ).person
    business = StandingFactory(role=Role.BUSINESS_TEAM, partnership=action.partnership).person
    elsewhere = StandingFactory(role=Role.AGENCY_LEAD, agency=action.owner).person

    assert access.owes(owner, action)
    assert access.reports_on(business, action)
    assert access.oversees(business, action)
    assert not access.reports_on(elsewhere, action)
    assert access.works_on_actions(elsewhere)
    assert not access.oversees(owner, action)


def test_the_makers_make_rows_the_database_accepts():
    assert isinstance(AgencyFactory(), Agency)
    assert isinstance(PartnershipFactory(), Partnership)


def test_a_closed_account_stands_nowhere():
    held = StandingFactory(role=Role.BUSINESS_TEAM)
    ActionFactory(partnership=held.partnership)
    held.person.is_active = False

    assert not access.is_partner(held.person)
    assert not access.actions_owed(held.person).exists()
    assert teams_for(held.person) == frozenset()


def test_a_standing_that_begins_tomorrow_does_not_count_yet(time_machine):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    person = UserFactory()
    StandingFactory(person=person, since=date(2020, 9, 15))

    assert not access.is_partner(person)
