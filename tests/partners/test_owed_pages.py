"""The tracker of actions owed: list, one action, what is done about it."""

from datetime import date

import pytest
from django.urls import reverse

from partners import actions
from partners.models import Action, Role
from tests.factories.partners import (
    ActionFactory,
    AgencyFactory,
    AgencyStatusFactory,
    GroupFactory,
    StandingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    """An agency lead of the agency that owes."""
    return StandingFactory(role=Role.AGENCY_LEAD)


@pytest.fixture
def business(held):
    return StandingFactory(role=Role.BUSINESS_TEAM, partnership=held.partnership).person


@pytest.fixture
def action(held):
    return ActionFactory(partnership=held.partnership, owner=held.agency, due=date(2020, 10, 31))


def address(name, action):
    return reverse(f"partners:{name}", kwargs={"action_id": action.pk})


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(held, sign_in, count, django_assert_num_queries):
    for _ in range(count):
        ActionFactory(
            partnership=held.partnership, group=GroupFactory(partnership=held.partnership)
        )
    client = sign_in(held.person)
    client.get(reverse("partners:action_list"))

    with django_assert_num_queries(4):
        text = client.get(reverse("partners:action_list")).content.decode()

    assert text.count("Do thing") == count


def found(client, **asked):
    text = client.get(reverse("partners:action_list"), asked).content.decode()
    return {one.text for one in Action.objects.all() if one.text in text}


def test_the_list_narrows_by_status_agency_and_lateness(held, sign_in, time_machine):
    time_machine.move_to(date(2020, 9, 14), tick=False)
    ours = {"partnership": held.partnership}
    ActionFactory(**ours, owner=held.agency, text="Late one", due=date(2020, 9, 1))
    ActionFactory(**ours, owner=held.agency, text="Early one", due=date(2021, 9, 1))
    other = AgencyStatusFactory(partnership=held.partnership).agency
    ActionFactory(**ours, owner=other, text="Closed one", status="closed")
    client = sign_in(held.person)

    assert found(client) == {"Late one", "Early one", "Closed one"}
    assert found(client, status="closed") == {"Closed one"}
    assert found(client, agency=other.pk) == {"Closed one"}
    assert found(client, overdue="on") == {"Late one"}


def test_an_agency_that_is_not_there_is_refused_in_the_filter(held, sign_in):
    asked = {"agency": AgencyFactory().pk}

    response = sign_in(held.person).get(reverse("partners:action_list"), asked)

    assert response.status_code == 422
    assert "Select owned by from the list" in response.content.decode()


def test_htmx_gets_the_results_only(held, sign_in):
    response = sign_in(held.person).get(
        reverse("partners:action_list"), headers={"HX-Request": "true"}
    )

    assert response.content.decode().strip().startswith('<section id="actions"')


def test_the_list_goes_to_a_spreadsheet_as_filtered(held, sign_in, action):
    ActionFactory(partnership=held.partnership, status="closed", text="Closed one")
    ActionFactory(text="Of another partnership")
    client = sign_in(held.person)
    address = reverse("partners:action_list")

    text = client.get(address, {"status": "open", "as": "csv"}).content.decode()
    book = client.get(address, {"as": "xlsx"})

    assert action.text in text
    assert "Closed one" not in text
    assert "another partnership" not in text
    assert book["Content-Type"].endswith("sheet")


def test_an_action_of_another_partnership_is_hidden(held, sign_in):
    assert sign_in(held.person).get(address("action", ActionFactory())).status_code == 404


ANSWERS = {
    "text": "Review the budget",
    "due_0": "31",
    "due_1": "10",
    "due_2": "2020",
    "source_kind": "meeting",
}


def test_the_business_team_gives_an_action(held, business, sign_in):
    client = sign_in(business)
    add = reverse("partners:action_add")
    assert "Add an action" in client.get(add).content.decode()

    response = client.post(
        add, ANSWERS | {"owner": held.agency.pk, "partnership": held.partnership_id}
    )

    given = Action.objects.get()
    assert response.url == given.get_absolute_url()
    assert (given.owner, given.due) == (held.agency, date(2020, 10, 31))


def test_an_action_without_an_owner_is_refused_and_the_words_kept(held, business, sign_in):
    response = sign_in(business).post(
        reverse("partners:action_add"), ANSWERS | {"partnership": held.partnership_id}
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "Select the agency that owes it" in text
    assert "Review the budget" in text


def test_a_group_oversees_actions_of_its_own_partnership_only(held, business, sign_in):
    second = StandingFactory(role=Role.BUSINESS_TEAM, person=business).partnership
    answers = ANSWERS | {
        "owner": held.agency.pk,
        "partnership": held.partnership_id,
        "group": GroupFactory(partnership=second).pk,
    }

    response = sign_in(business).post(reverse("partners:action_add"), answers)

    assert response.status_code == 422
    assert "Select a group of the same partnership" in response.content.decode()


@pytest.mark.parametrize("known_by", ["standing", "status"])
def test_an_agency_of_another_partnership_of_ours_owes_nothing_here(
    held, business, sign_in, known_by
):
    second = StandingFactory(role=Role.BUSINESS_TEAM, person=business).partnership
    maker = StandingFactory if known_by == "standing" else AgencyStatusFactory
    elsewhere = maker(partnership=second).agency
    client = sign_in(business)
    answers = ANSWERS | {"owner": elsewhere.pk, "partnership": held.partnership_id}

    refused = client.post(reverse("partners:action_add"), answers)
    text = refused.content.decode()

    assert refused.status_code == 422
    assert f"Select an agency of {held.partnership}" in text
    assert "Review the budget" in text
    assert not Action.objects.exists()

    client.post(reverse("partners:action_add"), answers | {"partnership": second.pk})
    assert Action.objects.get().owner == elsewhere


def test_an_agency_of_a_partnership_that_is_not_ours_is_not_offered(held, business, sign_in):
    far = AgencyStatusFactory().agency
    answers = ANSWERS | {"owner": far.pk, "partnership": held.partnership_id}

    refused = sign_in(business).post(reverse("partners:action_add"), answers)

    assert refused.status_code == 422
    assert not Action.objects.exists()


def test_progress_is_noted_by_the_agency_that_owes(held, action, sign_in):
    client = sign_in(held.person)

    response = client.post(address("action_note", action), {"text": "Paper written"})

    assert response.url == action.get_absolute_url()
    assert "Paper written" in client.get(response.url).content.decode()


def test_an_empty_note_is_refused(held, action, sign_in):
    response = sign_in(held.person).post(address("action_note", action), {"text": ""})

    assert response.status_code == 422
    assert "Enter what was done" in response.content.decode()


@pytest.mark.parametrize("name", ["action_note", "action_move"])
def test_the_lead_of_another_agency_reads_and_does_not_write(held, action, sign_in, name):
    other = StandingFactory(role=Role.AGENCY_LEAD, partnership=held.partnership).person
    client = sign_in(other)

    assert "Add progress note" not in client.get(address("action", action)).content.decode()
    assert client.post(address(name, action), {"text": "Mine", "move": "finish"}).status_code == 403


def test_done_before_any_note_is_refused_with_what_to_do(held, action, sign_in):
    response = sign_in(held.person).post(address("action_move", action), {"move": "finish"})

    assert response.status_code == 422
    assert "Write a progress note on what was done first." in response.content.decode()


def test_done_after_a_note(held, action, sign_in):
    actions.note_progress(action=action, text="Paper written", by=held.person)

    response = sign_in(held.person).post(address("action_move", action), {"move": "finish"})

    action.refresh_from_db()
    assert response.url == action.get_absolute_url()
    assert action.status == "done"


def test_a_move_that_does_not_exist_is_refused(held, action, sign_in):
    response = sign_in(held.person).post(address("action_move", action), {"move": "burn"})

    assert response.status_code == 422
    assert "Select what to do with the action" in response.content.decode()


def test_the_business_team_closes_and_the_page_says_who(action, business, sign_in):
    client = sign_in(business)

    client.post(address("action_move", action), {"move": "close"})

    assert f"by {business.name}" in client.get(address("action", action)).content.decode()


def test_a_practitioner_sees_no_buttons(held, action, sign_in):
    reader = StandingFactory(partnership=held.partnership).person

    text = sign_in(reader).get(address("action", action)).content.decode()

    assert action.text in text
    assert "Mark as done" not in text
    assert "Close the action" not in text


def test_one_action_costs_the_same_however_many_notes(
    held, action, sign_in, django_assert_max_num_queries
):
    client = sign_in(held.person)
    actions.note_progress(action=action, text="One", by=held.person)
    with django_assert_max_num_queries(20) as one:
        client.get(address("action", action))
    for _ in range(2):
        actions.note_progress(action=action, text="More", by=held.person)
    with django_assert_max_num_queries(20) as three:
        client.get(address("action", action))

    assert len(one) == len(three)
