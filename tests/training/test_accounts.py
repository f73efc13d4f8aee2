"""The training account: income against cost by year, corrected by reason, closed by decision."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.access import keepers
from portal.models import Event
from tests.factories.partners import AgencyFactory, GroupFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import SessionFactory
from tests.factories.training_money import (
    AccountYearFactory,
    ClosedAccountFactory,
    CostFactory,
    FundUseFactory,
    IssuedInvoiceFactory,
    PaymentFactory,
    TrainingHostFactory,
)
from tests.factories.training_providers import ContractFactory
from tests.training.kept import LAST, THIS, Kept
from training import access, actions
from training.accounts import paid_from_funds, statements
from training.actions import account_refusals as refusals
from training.models import AccountYear, Cost, TrainingHost, financial_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return Kept()


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2020, 3, 31), 2019),
        (date(2020, 4, 1), 2020),
        (date(2020, 12, 31), 2020),
        (date(2021, 1, 1), 2020),
    ],
)
def test_a_financial_year_begins_in_april(day, year):
    assert financial_year(day) == year
    account = AccountYear(year=year)
    assert account.start <= day <= account.end


def test_income_is_what_was_invoiced_less_what_was_credited_without_vat(kept):
    bill = kept.bill(100_000)
    kept.credit(bill, 10_000, issued_on=kept.account.end)
    kept.bill(7_000, issued_on=kept.account.start - clock.ONE_DAY)
    kept.bill(9_000, issued_on=kept.account.end + clock.ONE_DAY)
    IssuedInvoiceFactory(issued_on=kept.account.start)
    PaymentFactory(invoice=bill, amount=60_000, paid_on=kept.account.start)
    PaymentFactory(invoice=bill, amount=20_000, paid_on=kept.account.end + clock.ONE_DAY)
    kept.spend()
    kept.spend(5_000, heading="venue")
    kept.spend(1_000, heading="venue")

    told = kept.statement()

    assert (told.invoiced, told.credited, told.income) == (100_000, -10_000, 90_000)
    assert told.received == 60_000
    assert told.headings == (("Trainers", 35_000), ("Venues", 6_000))
    assert (told.cost, told.result, told.balance) == (41_000, 49_000, 49_000)


def test_what_funds_pay_stands_beside_it(kept):
    day = clock.now() + timedelta(days=1)
    this = AccountYearFactory(partnership=kept.at, year=financial_year(clock.london_day(day)))
    FundUseFactory(fund__partnership=kept.at, session__starts_at=day)
    FundUseFactory(fund__partnership=kept.at, session__starts_at=day, given_back_on=clock.today())
    FundUseFactory(session__starts_at=day)

    assert paid_from_funds(this) == 60_000
    assert paid_from_funds(kept.account) == 0
    assert kept.statement(this).balance == 0


@pytest.mark.parametrize(
    ("decision", "said", "brought"),
    [("carry forward", None, 49_000), ("free courses", None, 0), ("carry forward", 7, 7)],
)
def test_a_year_begins_with_what_the_year_before_carried_forward(kept, decision, said, brought):
    kept.bill(100_000)
    kept.spend(51_000)
    this = AccountYearFactory(partnership=kept.at, year=THIS, brought_forward=said)
    assert kept.statement(this).brought == (said or 0)

    kept.close(decision=decision)

    assert kept.statement(this).brought == brought
    assert kept.statement(this).balance == brought


def test_a_year_of_another_partnership_carries_nothing_here(kept):
    other = ClosedAccountFactory(year=LAST, surplus=5)
    this = AccountYearFactory(partnership=kept.at, year=THIS)

    assert [one.brought for one in statements([this, other])] == [0, 0]


def test_statements_come_in_the_order_asked_for_at_one_price(kept):
    this = AccountYearFactory(partnership=kept.at, year=THIS)
    with CaptureQueriesContext(connection) as few:
        assert [one.account for one in statements([this])] == [this]
    far = AccountYearFactory(year=THIS)
    with CaptureQueriesContext(connection) as many:
        told = statements([far, kept.account, this])

    assert [one.account for one in told] == [far, kept.account, this]
    assert len(many) == len(few)


def test_a_cost_is_entered_with_session_and_contract(kept):
    session = SessionFactory(course__partnership=kept.at)
    contract = ContractFactory(provider__partnership=kept.at)

    cost = kept.spend(session=session, contract=contract)

    assert (cost.session, cost.contract, cost.recorded_by) == (session, contract, kept.lead)
    assert Event.objects.get(what="trainingcost.added").facts == {
        "heading": "trainer",
        "pence": 35_000,
    }


@pytest.mark.parametrize("days", [-1, 366])
def test_a_cost_outside_its_year_is_refused(kept, days):
    with pytest.raises(refusals.CostOutsideYear):
        kept.spend(spent_on=kept.account.start + timedelta(days=days))


def test_a_cost_in_the_future_is_refused(kept):
    tomorrow = clock.today() + clock.ONE_DAY
    this = AccountYearFactory(partnership=kept.at, year=financial_year(tomorrow))

    with pytest.raises(refusals.CostOutsideYear):
        kept.spend(account=this, spent_on=tomorrow)


def test_sessions_and_contracts_of_others_are_refused(kept):
    with pytest.raises(PermissionDenied):
        kept.spend(session=SessionFactory())
    with pytest.raises(PermissionDenied):
        kept.spend(contract=ContractFactory())


def test_a_cost_entered_wrongly_is_taken_back_on_its_own_day(kept):
    cost = kept.spend()

    back = actions.correct_cost(cost=cost, reason="Entered twice", by=kept.lead)

    assert (back.amount, back.spent_on, back.corrects) == (-35_000, cost.spent_on, cost)
    assert kept.statement().cost == 0
    assert kept.statement().headings == (("Trainers", 0),)
    assert Cost.objects.count() == 2
    with pytest.raises(refusals.CorrectedAlready):
        actions.correct_cost(cost=cost, reason="Again", by=kept.lead)
    with pytest.raises(refusals.NotCorrectable):
        actions.correct_cost(cost=back, reason="Back", by=kept.lead)


def test_a_year_is_closed_with_what_a_group_decided(kept):
    kept.bill(100_000)
    kept.spend()

    closed = kept.close()

    closed.refresh_from_db()
    assert (closed.surplus, closed.decided_by, closed.words) == (65_000, kept.group, "Keep it")
    assert (closed.closed_on, closed.closed_by) == (clock.today(), kept.lead)
    assert Event.objects.get(what="trainingaccount.closed").facts == {
        "decision": "carry forward",
        "pence": 65_000,
    }


def test_a_deficit_is_decided_on_as_well(kept):
    kept.spend()

    assert kept.close(decision="other").surplus == -35_000


def test_a_year_is_closed_once(kept):
    kept.close()

    with pytest.raises(refusals.ClosedAlready):
        kept.close()


def test_a_year_is_closed_once_it_is_over(kept):
    this = AccountYearFactory(partnership=kept.at, year=THIS)

    with pytest.raises(refusals.YearNotOver):
        kept.close(account=this)


@pytest.mark.parametrize("early", [True, False])
def test_a_decision_lies_between_the_year_and_today(kept, early):
    day = kept.account.start if early else clock.today() + timedelta(days=2)

    with pytest.raises(refusals.DecidedOutside):
        kept.close(decided_on=day - clock.ONE_DAY)


def test_a_group_of_another_partnership_decides_nothing(kept):
    with pytest.raises(PermissionDenied):
        kept.close(group=GroupFactory())


def test_a_closed_year_is_corrected_with_a_reason_only_and_says_so(kept):
    cost = kept.spend()
    kept.close()
    kept.account.refresh_from_db()
    assert not kept.statement().reads_otherwise

    with pytest.raises(refusals.ReasonWanted):
        kept.spend(5_000)
    kept.spend(5_000, reason="The bill came late")

    assert kept.statement().balance == -40_000
    assert kept.statement().reads_otherwise
    actions.correct_cost(cost=cost, reason="Another year's", by=kept.lead)
    assert kept.statement().balance == -5_000
    assert kept.account.surplus == -35_000


def test_the_database_changes_neither_a_closed_year_nor_a_cost(kept):
    cost = kept.spend()
    kept.close()

    for rows, facts in (
        (AccountYear.objects.filter(pk=kept.account.pk), {"surplus": 1}),
        (Cost.objects.filter(pk=cost.pk), {"amount": 1}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**facts)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": 0},
        {"amount": -1},
        {"days": -1},
        {"days": 366},
        {"recorded_on": date(2020, 6, 3), "closed": True},
    ],
)
def test_the_database_takes_no_cost_that_makes_no_sense(kept, facts):
    closed = facts.pop("closed", False)
    account = ClosedAccountFactory() if closed else kept.account
    day = account.start + timedelta(days=facts.pop("days", 0))

    with pytest.raises(IntegrityError), transaction.atomic():
        CostFactory(account=account, spent_on=day, **facts)


@pytest.mark.parametrize("wrong", ["amount", "heading", "account"])
def test_what_corrects_a_cost_is_its_opposite(kept, wrong):
    cost = kept.spend()
    facts = {"account": kept.account, "amount": -35_000, "heading": "trainer"}
    other = AccountYearFactory(partnership=kept.at, year=LAST - 1)
    facts[wrong] = {"amount": -1, "heading": "venue", "account": other}[wrong]

    with pytest.raises(IntegrityError), transaction.atomic():
        CostFactory(corrects=cost, reason="x", **facts)


def test_the_account_of_a_year_is_opened_once(kept):
    made = actions.open_account(partnership=kept.at, year=THIS, brought_forward=None, by=kept.lead)

    assert Event.objects.get(what="trainingaccount.opened").facts == {"year": THIS}
    for year, brought, refusal in (
        (made.year, None, refusals.AccountThere),
        (THIS + 1, None, refusals.AccountNotBegun),
    ):
        with pytest.raises(refusal):
            actions.open_account(
                partnership=kept.at, year=year, brought_forward=brought, by=kept.lead
            )


def test_what_is_brought_in_from_before_is_said_where_no_year_is_before(kept):
    with pytest.raises(refusals.BroughtFromBefore):
        actions.open_account(partnership=kept.at, year=THIS, brought_forward=1, by=kept.lead)

    made = actions.open_account(partnership=kept.at, year=LAST - 1, brought_forward=9, by=kept.lead)
    assert kept.statement(made).balance == 9


def test_the_host_changes_by_date(kept):
    first, second = AgencyFactory(), AgencyFactory()
    name = partial(actions.name_host, partnership=kept.at, note="", by=kept.lead)
    name(agency=first, since=date(2019, 8, 1))

    name(agency=second, since=date(2020, 8, 1))

    hosts = TrainingHost.objects.filter(partnership=kept.at)
    assert [host.agency for host in hosts.on(date(2020, 7, 31))] == [first]
    assert [host.agency for host in hosts.on(date(2020, 8, 1))] == [second]
    with pytest.raises(refusals.HostOverlaps):
        name(agency=first, since=date(2020, 8, 1))


def test_nobody_else_keeps_the_account(kept):
    cost = kept.spend()
    TrainingHostFactory(partnership=kept.at)
    models = (AccountYear, Cost, TrainingHost)
    assert [keepers[model](kept.lead).count() for model in models] == [1, 1, 1]
    executive = StandingFactory(role="executive", partnership=kept.at).person

    for person in (UserFactory(), StandingFactory(role="training_lead").person, executive):
        assert [keepers[model](person).count() for model in models] == [0, 0, 0]
        kept.lead = person
        for ask in (
            kept.spend,
            kept.close,
            partial(actions.correct_cost, cost=cost, reason="x", by=person),
            partial(
                actions.open_account,
                partnership=kept.at,
                year=THIS,
                brought_forward=None,
                by=person,
            ),
            partial(
                actions.name_host,
                partnership=kept.at,
                agency=AgencyFactory(),
                since=clock.today(),
                note="",
                by=person,
            ),
        ):
            with pytest.raises(PermissionDenied):
                ask()


def test_sessions_and_contracts_offered_are_those_of_the_year(kept):
    inside = clock.london_moment(kept.account.start + timedelta(days=10), clock.now().time())
    ours = SessionFactory(course__partnership=kept.at, starts_at=inside)
    SessionFactory(starts_at=inside)
    SessionFactory(course__partnership=kept.at, starts_at=inside - timedelta(days=30))

    assert list(access.sessions_costed(kept.account)) == [ours]
    days = {"starts_on": kept.account.start, "ends_on": kept.account.end}
    contract = ContractFactory(provider__partnership=kept.at, awarded_on=kept.account.start, **days)
    ContractFactory(awarded_on=kept.account.start, **days)
    assert list(access.contracts_costed(kept.account)) == [contract]
