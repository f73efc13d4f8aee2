"""Child death review is a world of its own: the coordinator, the seated, and nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cdop import access
from cdop.deadlines import PANEL_REVIEW, coordinators
from partners.models import Role
from portal import clock, deadlines
from portal.access import sees
from portal.menu import entries_for
from reviews import access as reviews
from tests.factories.cdop import (
    CdopFactFactory,
    ConflictFactory,
    DeathFactory,
    FactorFactory,
    PanelMeetingFactory,
    PanelReviewFactory,
    PanelSeatFactory,
    ReviewFactorFactory,
    coordinator,
    panel_member,
)
from tests.factories.partners import AreaFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.reviews import ReviewFactory, review_lead

pytestmark = pytest.mark.django_db
OTHERS = [role for role in Role.values if role != Role.CDOP_COORDINATOR]


def test_coordinator_sees_the_deaths_of_the_partnership_only(runs, death):
    DeathFactory()

    assert list(access.deaths(runs)) == [death]


@pytest.mark.parametrize("role", OTHERS)
def test_no_other_role_sees_a_death(partnership, death, role):
    person = StandingFactory(partnership=partnership, role=role).person

    assert not access.deaths(person).exists()
    assert not access.sightings(person, death).exists()


@pytest.mark.parametrize("role", [r for r in OTHERS if r != Role.PANEL_MEMBER])
def test_a_seat_without_the_role_shows_no_paper(meeting, partnership, role):
    person = StandingFactory(partnership=partnership, role=role).person
    PanelSeatFactory(meeting=meeting, person=person)

    assert not access.panel_meetings(person).exists()


def test_reviews_and_child_death_review_are_two_worlds(runs, death, partnership):
    lead, review = review_lead(partnership), ReviewFactory(partnership=partnership)

    assert not access.deaths(lead).exists()
    assert not access.panel_meetings(lead).exists()
    assert not reviews.reviews(runs).exists()
    assert sees(lead, review)


def test_operators_strangers_and_closed_accounts_see_nothing(runs, death):
    operator = UserFactory(is_superuser=True, is_staff=True)
    runs.is_active = False

    assert not access.deaths(operator).exists()
    assert not access.deaths(AnonymousUser()).exists()
    assert not access.deaths(runs).exists()
    assert not access.panel_meetings(runs).exists()
    assert not access.panel_reviews(runs).exists()


def test_panel_member_sees_papers_of_own_meetings_only(meeting, partnership):
    item = PanelReviewFactory(meeting=meeting)
    other = PanelReviewFactory(meeting=PanelMeetingFactory(partnership=partnership))
    member = panel_member(partnership)
    PanelSeatFactory(meeting=meeting, person=member)
    factor = ReviewFactorFactory(panel_review=item)

    assert list(access.panel_meetings(member)) == [meeting]
    assert list(access.panel_reviews(member)) == [item]
    assert sees(member, factor)
    assert not sees(member, other)
    assert not access.deaths(member).exists()
    assert not access.panel_seats(member).exists()
    assert not access.runs_meeting(member, meeting)


def test_panel_member_of_another_partnership_sees_nothing_even_with_a_seat(meeting):
    member = panel_member(PanelMeetingFactory().partnership)
    PanelSeatFactory(meeting=meeting, person=member)

    assert not access.panel_meetings(member).exists()


def test_panel_member_with_a_closed_account_sees_no_paper(meeting, partnership):
    member = panel_member(partnership)
    PanelSeatFactory(meeting=meeting, person=member)
    member.is_active = False

    assert not access.panel_meetings(member).exists()


def test_conflict_shuts_a_death_and_takes_its_item_out_of_the_paper(runs, meeting, partnership):
    item = PanelReviewFactory(meeting=meeting)
    kept = PanelReviewFactory(meeting=meeting)
    member = panel_member(partnership)
    PanelSeatFactory(meeting=meeting, person=member)
    deadlines.start(PANEL_REVIEW, item.death, on=clock.today(), owner=runs)
    for person in (runs, member):
        ConflictFactory(death=item.death, person=person)

    assert list(access.deaths(runs)) == [kept.death]
    assert list(access.panel_reviews(member)) == [kept]
    assert list(access.panel_reviews(runs)) == [kept]
    assert not access.conflicts(runs).exists()
    assert not access.learning_shared(runs).exists()
    assert not access.clocks(runs, item.death).exists()
    assert not deadlines.open_to(runs).exists()
    assert runs not in coordinators(item.death)


def test_reminders_go_to_the_coordinators_of_the_partnership(runs, death):
    coordinator(DeathFactory().partnership)

    assert list(coordinators(death)) == [runs]


def test_navigation_shows_each_world_to_its_own_people(runs, partnership):
    def words(person):
        return {entry.label for entry in entries_for(person)} & {"Child deaths", "Panel papers"}

    assert words(runs) == {"Child deaths", "Panel papers"}
    assert words(panel_member(partnership)) == {"Panel papers"}
    assert words(review_lead(partnership)) == set()


def test_home_areas_are_councils_in_force_and_facts_are_of_the_partnership(runs, partnership):
    area = AreaFactory()
    AreaFactory(live_to="2019-03-31")
    ours, factor = CdopFactFactory(partnership=partnership), FactorFactory(partnership=partnership)
    CdopFactFactory()
    FactorFactory()

    assert list(access.home_areas(runs)) == [area]
    assert list(access.partnerships(runs)) == [partnership]
    assert list(access.cdop_facts(runs)) == [ours]
    assert list(access.factors(runs)) == [factor]
