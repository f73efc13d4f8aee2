"""Tables of fees, classes of payers and policies: drafted, approved by two groups, agreed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from portal import clock
from portal.models import Deadline, Event
from portal.workflow import MoveRefused
from tests.factories.partners import AgencyFactory, GroupFactory, StandingFactory
from tests.factories.training_money import (
    FeeFactory,
    FeeTableFactory,
    PayerClassFactory,
    PolicyFactory,
    RuleFactory,
)
from tests.factories.training_programme import CourseLevelFactory
from tests.training.priced import agree, approve, priced
from training import actions
from training.actions import fees, payers
from training.actions import money_refusals as refusals
from training.models import Fee, FeeTable, Payer, PayerClass, Policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return priced()


@pytest.fixture
def lead(ours):
    return StandingFactory(role="training_lead", partnership=ours.partnership).person


@pytest.fixture
def colleague(ours):
    return StandingFactory(role="business_team", partnership=ours.partnership).person


@pytest.fixture
def stranger():
    return StandingFactory(role="training_lead").person


def later(days=30):
    return clock.today() + timedelta(days=days)


def test_an_uplift_makes_a_new_table_from_the_old(ours, lead):
    FeeFactory(table=ours.table, payer_class=ours.schools, length="half day", amount=4700)

    table = actions.draft_fee_table(
        partnership=ours.partnership,
        name="Fees of 2021",
        since=later(),
        why="Cost of living",
        came_from=ours.table,
        uplift=500,
        step=50,
        by=lead,
    )

    assert sorted(table.fees.values_list("amount", flat=True)) == [4950, 8400]
    assert sorted(ours.table.fees.values_list("amount", flat=True)) == [4700, 8000]
    assert table.status == "draft"
    assert [e.what for e in Event.objects.about(table)] == ["feetable.drafted"]


def draft(ours, lead, **facts):
    facts = {"name": "Fees", "since": later(), "why": "", **facts}
    return actions.draft_fee_table(partnership=ours.partnership, by=lead, **facts)


def test_two_groups_approve_and_the_proposer_records_neither(ours, lead, colleague):
    table = draft(ours, lead, came_from=ours.table, uplift=0, step=1)
    first, second = GroupFactory.create_batch(2, partnership=ours.partnership)
    actions.propose_fee_table(table=table, by=lead)
    says = {"table": table, "met_on": clock.today()}
    with pytest.raises(refusals.ProposedByYou):
        actions.approve_fee_table(group=first, by=lead, **says)

    assert actions.approve_fee_table(group=first, by=colleague, **says) is False
    with pytest.raises(refusals.ApprovedByThisGroup):
        actions.approve_fee_table(group=first, by=colleague, **says)
    table.refresh_from_db()
    assert table.status == "proposed"
    assert actions.approve_fee_table(group=second, by=colleague, **says) is True

    table.refresh_from_db()
    assert table.status == "approved"
    assert FeeTable.objects.in_force(ours.partnership.pk, later()) == table
    assert FeeTable.objects.in_force(ours.partnership.pk, later(29)) == ours.table
    with pytest.raises(refusals.NotProposed):
        actions.approve_fee_table(group=second, by=colleague, **says)


def nearly_approved(ours, lead, colleague, **facts):
    table = FeeTableFactory(partnership=ours.partnership, status="proposed", **facts)
    first, second = GroupFactory.create_batch(2, partnership=ours.partnership)
    says = {"table": table, "met_on": clock.today(), "by": colleague}
    actions.approve_fee_table(group=first, **says)
    return table, lambda: actions.approve_fee_table(group=second, **says)


def test_a_table_of_a_day_gone_by_is_not_approved(ours, lead, colleague):
    _, approve_it = nearly_approved(ours, lead, colleague, since=later(-1))

    with pytest.raises(refusals.BeginsInThePast):
        approve_it()


def test_two_tables_of_one_day_are_not_approved(ours, lead, colleague):
    _, approve_it = nearly_approved(ours, lead, colleague, since=later())
    approve(FeeTableFactory(partnership=ours.partnership, since=later()))

    with pytest.raises(refusals.BeginsWithAnother):
        approve_it()


def test_a_group_elsewhere_approves_nothing(ours, colleague):
    table = FeeTableFactory(partnership=ours.partnership, status="proposed")

    with pytest.raises(PermissionDenied):
        actions.approve_fee_table(
            table=table, group=GroupFactory(), met_on=clock.today(), by=colleague
        )


def test_what_is_proposed_has_fees_and_begins_later(ours, lead):
    empty = draft(ours, lead)
    past = draft(ours, lead, since=later(-1), came_from=ours.table, uplift=0, step=1)

    with pytest.raises(MoveRefused, match="Set at least one fee"):
        actions.propose_fee_table(table=empty, by=lead)
    with pytest.raises(MoveRefused, match="a day that is over"):
        actions.propose_fee_table(table=past, by=lead)


def test_fees_change_in_a_draft_alone(ours, lead):
    table = draft(ours, lead)
    said = {"table": table, "payer_class": ours.schools, "by": lead}
    level = CourseLevelFactory(partnership=ours.partnership)
    fee = actions.set_fee(amount=4000, length="half day", level=level, **said)
    with pytest.raises(refusals.FeeSaidTwice):
        actions.set_fee(amount=5000, length="half day", level=level, **said)
    actions.set_fee(amount=5000, course=ours.course(), **said)
    actions.remove_fee(fee=fee, by=lead)
    assert table.fees.count() == 1

    actions.propose_fee_table(table=table, by=lead)
    with pytest.raises(refusals.NotADraft):
        actions.set_fee(amount=5000, **said)
    with pytest.raises(refusals.NotADraft):
        actions.remove_fee(fee=table.fees.get(), by=lead)
    assert Fee.objects.filter(table=table).count() == 1


def test_an_agency_changes_its_class_on_a_day(ours, lead):
    private = actions.add_payer_class(
        partnership=ours.partnership, name="Private", is_usual=True, by=lead
    )
    actions.give_class(agency=ours.school, payer_class=private, since=later(), by=lead)

    held = Payer.objects.filter(agency=ours.school).order_by("since")
    assert [(one.payer_class, one.until) for one in held] == [
        (ours.schools, later(29)),
        (private, None),
    ]
    with pytest.raises(refusals.DatesOverlap):
        actions.give_class(agency=ours.school, payer_class=ours.schools, since=later(), by=lead)
    with pytest.raises(refusals.NameTaken):
        actions.add_payer_class(
            partnership=ours.partnership, name="private", is_usual=False, by=lead
        )


def test_one_class_is_the_usual_one(ours, lead):
    for name, is_usual in (("Private", True), ("Others", True), ("Councils", False)):
        actions.add_payer_class(partnership=ours.partnership, name=name, is_usual=is_usual, by=lead)

    usual = PayerClass.objects.filter(is_usual=True)
    assert [one.name for one in usual] == ["Others"]
    held = PayerClass.objects.of(AgencyFactory(), ours.partnership.pk, clock.today())
    assert held == usual.get()


def policy_facts(ours, **facts):
    said = {
        "partnership": ours.partnership,
        "kind": Policy.Kind.CANCELLING,
        "title": "Cancelling 2021",
        "text": "",
        "since": later(),
        "review_on": later(395),
        "cut_off": 17,
        "on_free_places": True,
    }
    return said | facts


def rule_facts(**facts):
    said = {"occasion": "late", "notice": 5, "unit": "working days", "payer_class": None}
    return said | {"length": "", "amount": 2500, "share": None} | facts


def test_a_policy_is_agreed_with_its_rules_and_its_review_falls_due(ours, lead):
    policy = actions.draft_policy(by=lead, **policy_facts(ours))
    group = GroupFactory(partnership=ours.partnership)
    with pytest.raises(refusals.NoRules):
        actions.agree_policy(policy=policy, group=group, met_on=clock.today(), by=lead)
    rule = actions.add_rule(policy=policy, by=lead, **rule_facts())
    with pytest.raises(refusals.RuleSaidTwice):
        actions.add_rule(policy=policy, by=lead, **rule_facts(amount=5000))
    actions.remove_rule(rule=rule, by=lead)
    actions.add_rule(policy=policy, by=lead, **rule_facts())

    actions.agree_policy(policy=policy, group=group, met_on=clock.today(), by=lead)

    policy.refresh_from_db()
    assert (policy.agreed_on, policy.agreed_in) == (clock.today(), group)
    due = Deadline.objects.open().about(policy).get()
    assert (due.kind, due.due_on) == ("training.policy_review", later(395))
    with pytest.raises(refusals.NotADraft):
        actions.add_rule(policy=policy, by=lead, **rule_facts(notice=2))
    with pytest.raises(refusals.NotADraft):
        actions.agree_policy(policy=policy, group=group, met_on=clock.today(), by=lead)


def test_the_review_of_the_version_before_is_done(ours, lead):
    group = GroupFactory(partnership=ours.partnership)
    first = PolicyFactory(partnership=ours.partnership, kind="free places", since=later())
    second = PolicyFactory(partnership=ours.partnership, kind="free places", since=later(60))
    for policy in (first, second):
        actions.agree_policy(policy=policy, group=group, met_on=clock.today(), by=lead)

    due = Deadline.objects.open().filter(kind="training.policy_review")
    assert [deadline.subject for deadline in due] == [second]


def test_a_policy_begins_later_than_today_and_not_with_another(ours, lead):
    group = GroupFactory(partnership=ours.partnership)
    past = PolicyFactory(partnership=ours.partnership, since=later(-1))
    same, other = PolicyFactory.create_batch(2, partnership=ours.partnership, since=later())
    agree(other)
    for policy in (past, same):
        RuleFactory(policy=policy)

    with pytest.raises(refusals.BeginsInThePast):
        actions.agree_policy(policy=past, group=group, met_on=clock.today(), by=lead)
    with pytest.raises(refusals.BeginsWithAnother):
        actions.agree_policy(policy=same, group=group, met_on=clock.today(), by=lead)
    with pytest.raises(PermissionDenied):
        actions.agree_policy(policy=same, group=GroupFactory(), met_on=clock.today(), by=lead)


def test_nobody_changes_the_money_of_another_partnership(ours, stranger):
    at = ours.partnership
    table = FeeTableFactory(partnership=at)
    policy = PolicyFactory(partnership=at)
    rule, fee = RuleFactory(policy=policy), FeeFactory(table=table)
    attempts = [
        lambda: actions.add_payer_class(partnership=at, name="X", is_usual=False, by=stranger),
        lambda: actions.give_class(
            agency=ours.school, payer_class=ours.schools, since=date(2030, 1, 1), by=stranger
        ),
        lambda: draft(ours, stranger),
        lambda: actions.set_fee(
            table=table, payer_class=PayerClassFactory(), amount=1, by=stranger
        ),
        lambda: actions.remove_fee(fee=fee, by=stranger),
        lambda: fees.change_fee(fee=fee, amount=1, by=stranger),
        lambda: fees.rewrite_fee_table(table=table, name="X", since=later(), why="", by=stranger),
        lambda: fees.withdraw_fee_table(table=table, by=stranger),
        lambda: fees.approve_fee_table(
            table=table, group=GroupFactory(partnership=at), met_on=clock.today(), by=stranger
        ),
        lambda: payers.change_payer_class(
            payer_class=ours.schools, name="X", order=1, is_usual=False, by=stranger
        ),
        lambda: actions.propose_fee_table(table=table, by=stranger),
        lambda: actions.draft_policy(by=stranger, **policy_facts(ours)),
        lambda: actions.add_rule(policy=policy, by=stranger, **rule_facts()),
        lambda: actions.remove_rule(rule=rule, by=stranger),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
