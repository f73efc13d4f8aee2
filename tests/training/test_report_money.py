"""Income, cost and funds in reports of training and in the yearly report."""

from datetime import date, time

import pytest

from portal import clock
from portal.figures import Scope
from tests.factories.partners import StandingFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_money import (
    AccountYearFactory,
    ChargeFactory,
    CostFactory,
    FundUseFactory,
    IssuedInvoiceFactory,
    PaymentFactory,
)
from training import reporting
from training.models import TrainingReport
from training.reporting import income

pytestmark = pytest.mark.django_db
DAY = date(2020, 9, 7)


@pytest.fixture
def at():
    return StandingFactory(role="training_lead").partnership


def quarter(at, number=2):
    report = TrainingReport(partnership=at, year=2020, quarter=number)
    return Scope(at.pk, report.start, report.end, report.label)


def said(chapter):
    return {figure.key.rpartition(".")[2]: figure.text for figure in chapter.figures}


def tables(chapter):
    return {
        table.key.rpartition(".")[2]: [list(row) for row in table.cells] for table in chapter.tables
    }


def session(at, **facts):
    day = clock.london_moment(DAY, time(9, 30))
    return SessionFactory(course__partnership=at, starts_at=day, **facts)


def test_nothing_recorded_is_not_available_and_is_no_nought(at):
    told = income.money(quarter(at))

    assert set(said(told).values()) == {"Not available"}
    assert tables(told) == {"charges": [], "costs": [], "funded": []}


def test_a_quarter_tells_income_and_cost_of_its_days(at):
    ChargeFactory(booking=BookingFactory(session=session(at)))
    account = AccountYearFactory(partnership=at)
    CostFactory(account=account, spent_on=DAY, amount=5_000, heading="venue")
    wrong = CostFactory(account=account, spent_on=DAY, amount=1_000)
    CostFactory(account=account, spent_on=DAY, amount=-1_000, corrects=wrong, reason="Twice")
    CostFactory(account=account, spent_on=date(2020, 10, 1), amount=9_000)
    CostFactory(spent_on=DAY)
    bill = IssuedInvoiceFactory(partnership=at, issued_on=DAY)
    PaymentFactory(invoice=bill, paid_on=date(2020, 9, 30))
    PaymentFactory(invoice=bill, amount=100, paid_on=date(2020, 10, 1))
    IssuedInvoiceFactory(partnership=at, issued_on=date(2020, 10, 1))

    told = income.money(quarter(at))

    assert said(told) == {
        "income": "£80",
        "invoiced": "£80",
        "paid": "£50",
        "cost": "£50",
        "result": "£30",
    }
    assert tables(told)["costs"] == [["Trainers", "0.00"], ["Venues", "50.00"]]
    assert tables(told)["charges"] == [["Place", "1", "80.00"]]


def test_sessions_that_a_fund_pays_for_stand_with_what_they_answer(at):
    use = FundUseFactory(fund__partnership=at, fund__name="Free", session=session(at))
    FundUseFactory(fund__partnership=at, given_back_on=DAY, session=session(at))
    FundUseFactory(fund__partnership=at)

    told = tables(income.money(quarter(at)))["funded"]

    assert told == [[str(use.session), str(use.origin), "Free", "600.00"]]


def test_the_yearly_report_tells_the_account_of_its_year(at):
    year = Scope(at.pk, date(2020, 4, 1), date(2021, 3, 31), "2020-21")
    assert [one.text for one in income.of_accounts(year)] == ["Not available"] * 3
    account = AccountYearFactory(partnership=at, brought_forward=1_000)
    IssuedInvoiceFactory(partnership=at, issued_on=DAY)

    assert [one.text for one in income.of_accounts(year)] == [
        "£80",
        "Not available",
        "Not available",
    ]
    CostFactory(account=account, spent_on=DAY, amount=5_000)
    assert [one.text for one in income.of_accounts(year)] == ["£80", "£50", "£40"]
    told = said(reporting.chapter(year))
    assert (told["income"], told["cost"], told["balance"]) == ("£80", "£50", "£40")
    part = Scope(at.pk, date(2020, 4, 2), date(2021, 3, 31), "Part")
    assert [one.text for one in income.of_accounts(part)] == ["Not available"] * 3
