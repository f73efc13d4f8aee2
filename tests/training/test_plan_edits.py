"""What a change of a plan takes along, and what it leaves as it was."""

from datetime import time

import pytest

from portal import clock
from tests.factories.partners import PriorityFactory
from tests.factories.training import SessionFactory
from tests.factories.training_programme import ConferenceFactory, SessionPartFactory
from tests.training.programme import in_days, lead_of
from training import actions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kept", [True, False])
def test_priorities_of_a_conference_change_only_when_they_are_said(kept):
    conference = ConferenceFactory(title="Identity")
    lead = lead_of(conference.partnership)
    before, after = PriorityFactory.create_batch(2, partnership=conference.partnership)
    conference.priorities.set([before])
    said = {} if kept else {"priorities": [after]}

    actions.rewrite_conference(
        conference=conference, seen=1, facts={"title": "Belonging", **said}, by=lead
    )

    conference.refresh_from_db()
    assert (conference.title, conference.edition) == ("Belonging", 2)
    assert list(conference.priorities.all()) == [before if kept else after]


def test_a_session_that_moves_within_its_day_leaves_its_parts():
    session = SessionFactory(starts_at=clock.london_moment(in_days(30), time(9, 30)))
    part = SessionPartFactory(
        session=session, ends_at=clock.london_moment(in_days(30), time(12, 30))
    )
    later = clock.london_moment(in_days(30), time(10))

    actions.rewrite_session(
        session=session,
        seen=1,
        facts={"starts_at": later},
        by=lead_of(session.course.partnership),
    )

    session.refresh_from_db()
    assert session.starts_at == later
    was = (part.starts_at, part.ends_at)
    part.refresh_from_db()
    assert (part.starts_at, part.ends_at) == was
