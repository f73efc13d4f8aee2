"""Pages of tables of fees, and what they say when something is typed wrong."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import clock
from tests.factories.partners import GroupFactory, StandingFactory
from tests.factories.training import CourseFactory
from tests.factories.training_money import (
    FeeFactory,
    FeeTableFactory,
    PayerFactory,
)
from tests.factories.training_programme import CourseLevelFactory
from tests.training.priced import approve, priced
from training.models import Fee, FeeTable

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return priced()


@pytest.fixture
def lead(ours):
    return StandingFactory(
        role="training_lead", partnership=ours.partnership, agency=ours.school
    ).person


@pytest.fixture
def colleague(ours):
    return StandingFactory(role="business_team", partnership=ours.partnership).person


@pytest.fixture
def draft(ours):
    table = FeeTableFactory(partnership=ours.partnership, name="Fees of 2021", since=later())
    FeeFactory(table=table, payer_class=ours.schools, amount=8400)
    return table


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def said(answer):
    return answer.content.decode()


def later(days=30):
    return clock.today() + timedelta(days=days)


def boxes(name, day):
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def refused(answer, field):
    """What stands beside a box of a form that was sent back."""
    assert answer.status_code == 422
    return answer.context["form"].errors[field][0]


def test_a_table_is_drafted_by_hand_filled_proposed_and_approved(ours, lead, colleague, sign_in):
    first, second = GroupFactory.create_batch(2, partnership=ours.partnership)
    browser = sign_in(lead)
    facts = {"partnership": ours.partnership.pk, "name": "Fees of 2021", **boxes("since", later())}
    page = browser.post(at("fee_table_add"), facts, follow=True)
    table = FeeTable.objects.get(name="Fees of 2021")
    assert "Set its fees, then propose it" in said(page)
    nothing = browser.post(at("fee_table_propose", fee_table_id=table.pk), follow=True)
    assert "Set at least one fee before you propose the table." in said(nothing)
    fee = {"payer_class": ours.schools.pk, "length": "half day", "amount": "49.50"}
    browser.post(at("fee_add", fee_table_id=table.pk), fee)
    page = browser.post(at("fee_table_propose", fee_table_id=table.pk), follow=True)
    assert "2 more groups to approve it" in said(page)
    assert "You proposed this table" in said(
        browser.get(at("fee_table_approve", fee_table_id=table.pk))
    )

    browser = sign_in(colleague)
    approve_it = at("fee_table_approve", fee_table_id=table.pk)
    day = boxes("met_on", clock.today())
    page = browser.post(approve_it, {"group": first.pk, **day}, follow=True)
    assert "One more group has to" in said(page)
    page = browser.post(approve_it, {"group": second.pk, **day}, follow=True)

    assert "Approved by both groups" in said(page)
    assert f"Recorded by {colleague.name}" in said(page)
    reading = Client().get(table.get_absolute_url())
    assert "£49.50" in said(reading)
    assert first.name in said(reading)
    assert colleague.name not in said(reading)
    assert lead.name not in said(reading)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (-1, "The first day must be today or later"),
        (30, "Another one begins on that very day. Choose another day."),
    ],
)
def test_a_table_begins_later_than_today_and_not_with_another(ours, lead, sign_in, day, sentence):
    approve(FeeTableFactory(partnership=ours.partnership, since=later(30)))
    facts = {"partnership": ours.partnership.pk, "name": "Fees", "why": "Cost of living"}
    facts |= boxes("since", later(day))
    browser = sign_in(lead)
    raised = {**facts, "uplift": "5", "step": "50"}

    drafted = browser.post(at("fee_table_add"), facts)
    lifted = browser.post(at("fee_table_raise", fee_table_id=ours.table.pk), raised)

    for answer in (drafted, lifted):
        assert refused(answer, "since") == sentence
        assert "Cost of living" in said(answer)
        assert f'value="{later(day).year}"' in said(answer)
    assert FeeTable.objects.count() == 2


def test_a_table_is_raised_from_the_one_in_force_and_shows_what_was(ours, lead, sign_in):
    FeeFactory(table=ours.table, payer_class=ours.schools, length="half day", amount=4700)
    facts = {"name": "Fees of 2021", "uplift": "5", "step": "50", **boxes("since", later())}
    browser = sign_in(lead)

    page = browser.post(at("fee_table_raise", fee_table_id=ours.table.pk), facts, follow=True)

    assert [(row.before, row.fee.amount) for row in page.context["rows"]] == [
        (8000, 8400),
        (4700, 4950),
    ]
    assert "Raised by 5%, to the nearest 50p" in said(page)
    assert ours.table.fees.get(length="half day").amount == 4700


@pytest.mark.parametrize(
    ("uplift", "sentence"),
    [
        ("", "Enter by how many per cent the fees are raised"),
        ("five", "The raise must be a number, like 5 or 2.5"),
        ("-5", "The raise must be 0 per cent or more"),
        ("101", "The raise must be 100 per cent or less"),
        ("2.555", "The raise must have 2 decimal places or fewer"),
    ],
)
def test_what_fees_cannot_be_raised_by(ours, lead, sign_in, uplift, sentence):
    facts = {"name": "Fees of 2021", "uplift": uplift, "step": "50", **boxes("since", later())}

    answer = sign_in(lead).post(at("fee_table_raise", fee_table_id=ours.table.pk), facts)

    assert refused(answer, "uplift") == sentence
    assert "Fees of 2021" in said(answer)
    assert f'value="{uplift}"' in said(answer) or not uplift


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("", "Enter what a place costs, in pounds"),
        ("-5", "What a place costs must be an amount in pounds, like 12.50"),
        ("12.345", "What a place costs must be an amount in pounds, like 12.50"),
        ("99,999,999", "What a place costs must be an amount in pounds, like 12.50"),
        ("99999999", "What a place costs must be an amount in pounds, like 12.50"),
    ],
)
def test_what_is_no_fee(ours, draft, lead, sign_in, amount, sentence):
    typed = {"payer_class": ours.schools.pk, "length": "half day", "amount": amount}
    browser = sign_in(lead)

    added = browser.post(at("fee_add", fee_table_id=draft.pk), typed)
    changed = browser.post(at("fee_edit", fee_id=draft.fees.get().pk), {"amount": amount})

    assert refused(added, "amount") == refused(changed, "amount") == sentence
    assert '<option value="half day" selected' in said(added)
    assert not amount or f'value="{amount}"' in said(added)
    assert draft.fees.get().amount == 8400


def test_a_fee_is_for_a_course_or_for_a_level_and_a_length(ours, draft, lead, sign_in):
    course = CourseFactory(partnership=ours.partnership, title="Neglect")
    level = CourseLevelFactory(partnership=ours.partnership)
    typed = {"payer_class": ours.schools.pk, "course": course.pk, "amount": "0"}
    browser = sign_in(lead)
    add = at("fee_add", fee_table_id=draft.pk)

    both = browser.post(add, typed | {"level": level.pk})
    page = browser.post(add, typed, follow=True)
    again = browser.post(add, typed)

    assert "one course, or a level and a length, but not both" in refused(both, "course")
    assert "Free" in said(page)
    assert "has a fee for exactly that already" in refused(again, "payer_class")
    assert draft.fees.filter(course=course).count() == 1


def test_a_fee_is_changed_and_removed_while_the_table_is_a_draft(ours, draft, lead, sign_in):
    fee = draft.fees.get()
    kept = FeeFactory(table=draft, payer_class=ours.schools, length="half day")
    browser = sign_in(lead)

    page = browser.post(at("fee_edit", fee_id=fee.pk), {"amount": "90"}, follow=True)
    assert "£90.00" in said(page)
    page = browser.post(at("fee_remove", fee_id=fee.pk), follow=True)
    assert "Fee removed from the draft" in said(page)
    browser.post(at("fee_table_propose", fee_table_id=draft.pk))
    late = browser.post(at("fee_remove", fee_id=kept.pk), follow=True)
    later_still = browser.post(at("fee_edit", fee_id=kept.pk), {"amount": "90"})

    assert "This is no longer a draft" in said(late)
    assert "This is no longer a draft" in refused(later_still, "__all__")
    assert [one.amount for one in draft.fees.all()] == [8000]


def test_a_draft_gets_another_day_and_is_withdrawn(ours, draft, lead, sign_in):
    browser = sign_in(lead)
    change = at("fee_table_edit", fee_table_id=draft.pk)
    assert 'value="Fees of 2021"' in said(browser.get(change))

    page = browser.post(change, {"name": "Fees", **boxes("since", later(60))}, follow=True)
    assert f"{later(60):%-d %B %Y}" in said(page)
    page = browser.post(at("fee_table_withdraw", fee_table_id=draft.pk), follow=True)
    again = browser.post(at("fee_table_withdraw", fee_table_id=draft.pk), follow=True)
    too_late = browser.post(change, {"name": "Fees", **boxes("since", later(60))})

    assert "It was withdrawn and never held" in said(page)
    assert "this has already moved on" in said(again)
    assert "This is no longer a draft" in refused(too_late, "__all__")


def proposed(ours, by):
    table = FeeTableFactory(
        partnership=ours.partnership, since=later(), status="proposed", proposed_by=by
    )
    FeeFactory(table=table, payer_class=ours.schools)
    return table


def test_whoever_proposed_a_table_records_no_approval_of_it(ours, lead, sign_in):
    table = proposed(ours, lead)
    group = GroupFactory(partnership=ours.partnership)
    typed = {"group": group.pk, **boxes("met_on", clock.today())}

    answer = sign_in(lead).post(at("fee_table_approve", fee_table_id=table.pk), typed)

    assert "Somebody else has to record" in refused(answer, "group")
    assert f'<option value="{group.pk}" selected' in said(answer)
    assert table.approvals.count() == 0


def test_a_group_approves_once_and_on_a_day_that_has_come(ours, lead, colleague, sign_in):
    table = proposed(ours, lead)
    group, elsewhere = GroupFactory(partnership=ours.partnership), GroupFactory()
    typed = {"group": group.pk, **boxes("met_on", clock.today())}
    browser = sign_in(colleague)
    step = at("fee_table_approve", fee_table_id=table.pk)

    browser.post(step, typed)
    again = browser.post(step, typed)
    early = browser.post(step, typed | boxes("met_on", later(1)))
    foreign = browser.post(step, typed | {"group": elsewhere.pk})

    assert "Another group has to" in refused(again, "group")
    assert "The day of the meeting must be today or earlier" in refused(early, "met_on")
    assert "Select a group of this partnership" in refused(foreign, "group")
    assert table.approvals.count() == 1


def test_what_is_not_proposed_is_not_approved(ours, draft, colleague, sign_in):
    group = GroupFactory(partnership=ours.partnership)
    typed = {"group": group.pk, **boxes("met_on", clock.today())}

    answer = sign_in(colleague).post(at("fee_table_approve", fee_table_id=draft.pk), typed)

    assert "does not wait for approval" in refused(answer, "__all__")


def test_everybody_reads_the_table_of_the_day_and_those_beside_it(ours, draft, client):
    old = FeeTableFactory(partnership=ours.partnership, name="Fees of 2018", since="2018-04-01")
    FeeFactory(table=old, payer_class=ours.schools, amount=7000)
    coming = FeeTableFactory(partnership=ours.partnership, name="Fees to come", since=later())
    for table in (old, coming):
        approve(table)

    page = client.get(at("fees"))
    over = client.get(old.get_absolute_url())

    assert [table.name for table in page.context["tables"]] == ["Fees of 2020"]
    assert [table.name for table in page.context["beside"]] == ["Fees to come", "Fees of 2018"]
    assert "A booking keeps its fee" in said(page)
    assert "£70.00" in said(over)
    assert "when Fees of 2020 begins" in said(over)
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_the_list_says_how_each_table_stands(ours, draft, lead, sign_in):
    page = sign_in(lead).get(at("fee_table_list"))

    rows = [(table.name, table.fee_count, table.approval_count) for table in page.context["page"]]
    assert rows == [("Fees of 2021", 1, 0), ("Fees of 2020", 1, 0)]
    assert "In force" in said(page)


@pytest.mark.parametrize("name", ["payer_class_list", "payer_list", "fee_table_list", "fees"])
def test_lists_of_prices_cost_the_same_with_more_rows(
    ours, lead, sign_in, name, django_assert_num_queries
):
    browser = sign_in(lead)
    browser.get(at(name))
    with CaptureQueriesContext(connection) as asked:
        browser.get(at(name))
    for n in range(3):
        held = PayerFactory(payer_class__partnership=ours.partnership)
        table = FeeTableFactory(partnership=ours.partnership, since=f"2019-0{n + 1}-01")
        FeeFactory(table=table, payer_class=held.payer_class)
        approve(table)

    with django_assert_num_queries(len(asked)):
        browser.get(at(name))


def test_a_table_of_many_fees_costs_what_one_of_one_costs(
    ours, draft, lead, sign_in, django_assert_num_queries
):
    FeeTable.objects.filter(pk=draft.pk).update(came_from=ours.table, uplift=500, step=50)
    browser = sign_in(lead)
    browser.get(draft.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        browser.get(draft.get_absolute_url())
    for course in CourseFactory.create_batch(3, partnership=ours.partnership):
        Fee.objects.create(table=draft, payer_class=ours.schools, course=course, amount=100)

    with django_assert_num_queries(len(asked)):
        browser.get(draft.get_absolute_url())
