from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from partners import actions, tasks
from partners.deadlines import ACTION
from partners.models import Action, Role
from partners.workflow import OWED
from portal import deadlines
from portal.models import Deadline, Event, Notice
from portal.workflow import MoveRefused
from tests.factories.partners import (
    ActionFactory,
    AgencyFactory,
    PartnershipFactory,
    StandingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return ActionFactory(due=date(2020, 10, 31))


@pytest.fixture
def lead(action):
    return StandingFactory(
        role=Role.AGENCY_LEAD, agency=action.owner, partnership=action.partnership
    ).person


@pytest.fixture
def business(action):
    return StandingFactory(role=Role.BUSINESS_TEAM, partnership=action.partnership).person


def written(thing):
    return [event.what for event in Event.objects.about(thing).order_by("seq")]


def test_giving_an_action_starts_its_clock_and_tells_the_owners_leads(lead, business, action):
    given = actions.give_action(
        partnership=action.partnership,
        owner=action.owner,
        text="Review the budget",
        due=date(2020, 10, 31),
        by=business,
    )

    clock = Deadline.objects.about(given).get()
    assert (clock.due_on, clock.team) == (date(2020, 10, 31), f"agency:{action.owner_id}")
    assert Notice.objects.get().to == lead
    assert written(given) == ["action.given"]


def test_an_action_without_a_due_date_has_no_clock(business):
    given = actions.give_action(
        partnership=PartnershipFactory(), owner=AgencyFactory(), text="Think", by=business
    )

    assert not Deadline.objects.about(given).exists()


def test_the_leads_of_the_owner_are_reminded(action, lead):
    assert list(ACTION.people(action)) == [lead]


def test_done_needs_a_line_on_what_was_done(action, lead):
    with pytest.raises(MoveRefused, match="Write a progress note"):
        actions.move_action(action=action, move="finish", by=lead)

    actions.note_progress(action=action, text="Reviewed and reported", by=lead)
    actions.move_action(action=action, move="finish", by=lead)

    assert action.status == Action.Status.DONE
    assert written(action) == ["action.noted", "action.finish"]


def test_closing_stops_the_clock_and_says_who_and_when(action, business):
    actions.start_clock(action)

    actions.move_action(action=action, move="close", by=business)

    assert (action.status, action.closed_by) == (Action.Status.CLOSED, business)
    assert action.closed_at is not None
    assert not Deadline.objects.open().about(action).exists()


def test_opening_again_starts_the_clock_anew_and_takes_the_closing_back(action, business):
    actions.start_clock(action)
    actions.move_action(action=action, move="close", by=business)

    actions.move_action(action=action, move="reopen", by=business)

    assert (action.status, action.closed_at, action.closed_by) == (Action.Status.OPEN, None, None)
    assert Deadline.objects.about(action).count() == 2
    assert Deadline.objects.open().about(action).count() == 1


def test_what_was_done_keeps_its_running_clock_when_opened_again(action, business, lead):
    actions.start_clock(action)
    actions.note_progress(action=action, text="Done", by=lead)
    actions.move_action(action=action, move="finish", by=lead)

    actions.move_action(action=action, move="reopen", by=business)

    assert Deadline.objects.about(action).count() == 1


def test_the_owner_does_not_close_and_others_do_not_finish(action, lead, business):
    with pytest.raises(PermissionDenied):
        actions.move_action(action=action, move="close", by=lead)
    with pytest.raises(PermissionDenied):
        actions.move_action(action=action, move="finish", by=business)


def test_closing_twice_is_refused(action, business):
    actions.move_action(action=action, move="close", by=business)

    with pytest.raises(MoveRefused, match="already moved on"):
        actions.move_action(action=action, move="close", by=business)


def test_each_sees_the_moves_that_are_theirs(action, lead, business):
    assert [move.name for move in OWED.open_to(lead, action)] == ["finish"]
    assert [move.name for move in OWED.open_to(business, action)] == ["close"]


def test_actions_from_a_pack_get_their_clock_once():
    ActionFactory(due=date(2020, 10, 31))
    ActionFactory(due=None)
    ActionFactory(due=date(2020, 10, 31), status="closed")
    running = ActionFactory(due=date(2020, 10, 31))
    deadlines.start(ACTION, running, due_on=running.due)

    assert [tasks.start_clocks(), tasks.start_clocks()] == [1, 0]
    assert Deadline.objects.count() == 2


def test_settings_are_written_with_the_names_of_what_changed(business):
    partnership = PartnershipFactory()

    actions.change_settings(
        partnership=partnership, name="New name", colour=partnership.colour, by=business
    )

    assert partnership.name == "New name"
    event = Event.objects.about(partnership).get()
    assert event.facts == {"fields": ["name"]}


def test_settings_that_stay_write_nothing(business):
    partnership = PartnershipFactory()

    actions.change_settings(partnership=partnership, name=partnership.name, by=business)

    assert not Event.objects.about(partnership).exists()
