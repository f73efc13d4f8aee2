"""Who can see a death or a paper: the list on the page says what the keeper says."""

import random
from datetime import timedelta

import pytest

from cdop import access
from cdop.deadlines import coordinators
from partners.models import Role
from portal import clock
from portal.access import sees
from portal.models import User
from tests.factories.cdop import (
    AgencyConflictFactory,
    ConflictFactory,
    PanelReviewFactory,
    PanelSeatFactory,
)
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ROLES = [Role.CDOP_COORDINATOR, Role.PANEL_MEMBER, Role.PANEL_MEMBER, Role.REVIEW_LEAD]
DAYS = [(-9, None), (-9, 0), (-9, -1), (1, None)]


def world(chance: random.Random):
    """Items of papers, and people with standings, seats and conflicts of all kinds and ages."""
    partnerships, agencies = PartnershipFactory.create_batch(2), AgencyFactory.create_batch(3)
    people = [UserFactory(is_active=chance.random() < 0.9) for _ in range(7)]
    items = [PanelReviewFactory(meeting__partnership=chance.choice(partnerships)) for _ in range(3)]
    for person in people:
        for agency in chance.sample(agencies, chance.randint(0, 2)):
            since, until = chance.choice(DAYS)
            StandingFactory(
                person=person,
                agency=agency,
                partnership=chance.choice(partnerships),
                role=chance.choice(ROLES),
                since=clock.today() + since * DAY,
                until=None if until is None else clock.today() + until * DAY,
            )
    for item in items:
        for person in chance.sample(people, 4):
            PanelSeatFactory(meeting=item.meeting, person=person)
        if chance.random() < 0.7:
            ConflictFactory(death=item.death, person=chance.choice(people))
            AgencyConflictFactory(death=item.death, agency=chance.choice(agencies))
    return items


@pytest.mark.parametrize("seed", range(5))
def test_the_lists_of_readers_are_what_the_keepers_answer_in_lists_and_for_one(seed):
    items = world(random.Random(seed))
    deaths = {person: set(access.deaths(person)) for person in User.objects.all()}
    papers = {person: set(access.panel_meetings(person)) for person in deaths}

    for death, meeting in [(item.death, item.meeting) for item in items]:
        read = set(access.readers(death).people)
        assert read == {person for person, seen in deaths.items() if death in seen}
        assert read == {person for person in deaths if sees(person, death)}
        assert read == set(coordinators(death))
        read = set(access.readers_of_paper(meeting).people)
        assert read == {person for person, seen in papers.items() if meeting in seen}


def test_a_reader_of_a_paper_has_the_reason(runs, member, meeting):
    PanelSeatFactory(meeting=meeting, person=member)

    told = {one.person: one.reasons for one in access.readers_of_paper(meeting).readers}

    assert told == {
        runs: (f"CDOP coordinator, {runs.standings.get().agency}",),
        member: (f"Sits on this meeting, {member.standings.get().agency}",),
    }


def test_the_coordinator_sees_which_items_are_shut_to_whom(runs, member, meeting, partnership):
    item = PanelReviewFactory(meeting=meeting, death__partnership=partnership)
    mine = PanelReviewFactory(meeting=meeting, death__partnership=partnership)
    shut = AgencyConflictFactory(death=item.death, agency=AgencyFactory())
    ConflictFactory(death=mine.death, person=runs)
    ConflictFactory(death=item.death, lifted_at=clock.now(), lifted_by=UserFactory())
    PanelSeatFactory(meeting=meeting, person=member)

    assert list(access.items_shut(runs, meeting)) == [shut]
    assert not access.items_shut(member, meeting).exists()
