"""Pages of the training account: opened, spent from, corrected and closed, and what they refuse."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import clock
from tests.factories.partners import AgencyFactory, GroupFactory, StandingFactory
from tests.factories.training_money import (
    AccountYearFactory,
    CostFactory,
    IssuedInvoiceFactory,
    TrainingHostFactory,
)
from training.models import AccountYear, Cost, TrainingHost, financial_year

pytestmark = pytest.mark.django_db
THIS = financial_year(clock.today())
LAST = THIS - 1


@pytest.fixture
def standing():
    return StandingFactory(role="training_lead")


@pytest.fixture
def browser(standing, sign_in):
    return sign_in(standing.person)


@pytest.fixture
def account(standing):
    return AccountYearFactory(partnership=standing.partnership, year=LAST)


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def said(answer):
    return " ".join(answer.content.decode().split())


def day(name, when):
    return {f"{name}_0": str(when.day), f"{name}_1": str(when.month), f"{name}_2": str(when.year)}


def costly(account, **facts):
    spent = day("spent_on", account.start)
    return {"heading": "venue", "text": "Hall", "amount": "350", **spent} | facts


def closing(account, **facts):
    group = GroupFactory(partnership=account.partnership)
    told = {"decision": "carry forward", "group": group.pk, "words": "Keep it for free courses."}
    return told | day("decided_on", clock.today()) | facts


def test_a_year_is_opened_spent_from_and_listed(standing, browser):
    assert "No account of a year is kept here yet" in said(browser.get(at("account_list")))
    typed = {"partnership": standing.partnership.pk, "year": LAST, "brought_forward": "1,000"}

    page = browser.post(at("account_open"), typed, follow=True)

    account = AccountYear.objects.get()
    assert "Opened." in said(page)
    assert "No cost is entered for this year" in said(page)
    page = browser.post(at("cost_add", account_id=account.pk), costly(account), follow=True)
    assert "Venues: Hall" in said(page)
    assert "<strong>£650.00</strong>" in said(page)
    assert "partnership's own budget" in said(page)
    listed = said(browser.get(at("account_list")))
    assert account.label in listed
    assert "<strong>£650.00</strong>" in listed


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"year": ""}, "Select the financial year"),
        ({"year": str(THIS + 1)}, "Select a financial year that has begun"),
        ({"year": str(LAST)}, "There is an account of this year already"),
        ({"brought_forward": "-1"}, "must be an amount in pounds, like 12.50"),
        ({"brought_forward": "1"}, "what it carries forward comes from there"),
    ],
)
def test_a_year_that_makes_no_sense_is_refused(standing, account, browser, typed, sentence):
    good = {"partnership": standing.partnership.pk, "year": str(THIS), "brought_forward": ""}

    page = browser.post(at("account_open"), good | typed)

    assert page.status_code == 422
    assert sentence in said(page)
    assert AccountYear.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "-350"}, "Amount in pounds must be an amount in pounds, like 12.50"),
        ({"amount": "0"}, "Amount in pounds must be more than £0"),
        ({"amount": ""}, "Enter the amount"),
        ({"amount": "99999999999"}, "Amount in pounds must be an amount in pounds, like 12.50"),
        ({"heading": "gold"}, "Select a heading from the list"),
        ({"text": ""}, "Enter what it was for"),
        ({"session": "0"}, "Select a session of this year"),
        ({"contract": "0"}, "Select a contract of this year"),
        ({"spent_on_0": "31", "spent_on_1": "3"}, "The day must be in the year of this account"),
        ({"spent_on_0": "31", "spent_on_1": "2"}, "must be a real date"),
    ],
)
def test_a_cost_that_makes_no_sense_is_refused_beside_its_box(account, browser, typed, sentence):
    page = browser.post(at("cost_add", account_id=account.pk), costly(account, **typed))

    assert page.status_code == 422
    assert sentence in said(page)
    assert not Cost.objects.exists()


def test_a_cost_in_the_future_is_refused(standing, browser):
    tomorrow = clock.today() + clock.ONE_DAY
    this = AccountYearFactory(partnership=standing.partnership, year=financial_year(tomorrow))

    page = browser.post(
        at("cost_add", account_id=this.pk), costly(this, **day("spent_on", tomorrow))
    )

    assert page.status_code == 422
    assert "and not in the future" in said(page)


def test_a_cost_is_taken_back_with_a_reason(account, browser):
    cost = CostFactory(account=account)
    where = at("cost_correct", cost_id=cost.pk)
    assert where in said(browser.get(account.get_absolute_url()))

    empty = browser.post(where, {"reason": ""})
    page = browser.post(where, {"reason": "Entered twice"}, follow=True)
    again = browser.post(where, {"reason": "Once more"})

    assert (empty.status_code, again.status_code) == (422, 422)
    assert "Enter what was wrong with it" in said(empty)
    assert "This has been corrected already" in said(again)
    assert "Entered twice" in said(page)
    assert "Takes back an entry" in said(page)
    assert where not in said(page)


def test_a_year_is_closed_and_reads_what_was_decided(account, browser):
    IssuedInvoiceFactory(partnership=account.partnership, issued_on=account.start)
    where = at("account_close", account_id=account.pk)
    assert "It leaves £80.00" in said(browser.get(where))

    page = browser.post(where, closing(account), follow=True)
    again = browser.post(where, closing(account))

    assert "Closed. From now on it is corrected only with a reason." in said(page)
    assert "Keep it for free courses." in said(page)
    assert where not in said(page)
    assert again.status_code == 422
    assert "This year was closed already" in said(again)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"decision": ""}, "Select what was decided"),
        ({"group": ""}, "Select the group that decided"),
        ({"group": "0"}, "Select a group of this partnership"),
        ({"words": " "}, "Enter the decision in words"),
        (day("decided_on", clock.today() + timedelta(days=1)), "and not in the future"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(account, browser, typed, sentence):
    page = browser.post(at("account_close", account_id=account.pk), closing(account, **typed))

    assert page.status_code == 422
    assert sentence in said(page)
    assert AccountYear.objects.filter(closed_on=None).exists()


def test_a_year_that_is_not_over_is_not_closed(standing, browser):
    this = AccountYearFactory(partnership=standing.partnership, year=THIS)
    assert "Close the year" not in said(browser.get(this.get_absolute_url()))

    page = browser.post(at("account_close", account_id=this.pk), closing(this))

    assert page.status_code == 422
    assert "This year is not over yet" in said(page)


def test_a_closed_year_asks_why_a_cost_is_entered_now(account, browser):
    browser.post(at("account_close", account_id=account.pk), closing(account))
    where = at("cost_add", account_id=account.pk)

    page = browser.post(where, costly(account))
    assert page.status_code == 422
    assert "Enter why it is entered after the year was closed" in said(page)
    page = browser.post(where, costly(account, reason="The bill came late"), follow=True)

    assert "The bill came late" in said(page)
    assert "It was corrected after it was closed: £0.00 was decided on" in said(page)


def test_the_host_of_training_is_named_by_date(standing, browser):
    assert "No host is recorded" in said(browser.get(at("account_list")))
    typed = {"partnership": standing.partnership.pk, "agency": standing.agency.pk}
    typed |= {"since_0": "1", "since_1": "8", "since_2": "2019", "note": "Agreed for a year"}

    page = browser.post(at("host_add"), typed, follow=True)
    again = browser.post(at("host_add"), typed)

    assert TrainingHost.objects.get().agency == standing.agency
    assert "from 1 August 2019" in said(page)
    assert "Agreed for a year" in said(page)
    assert again.status_code == 422
    assert "Another host begins on that day or later" in said(again)


def test_pages_of_the_account_cost_the_same_however_long(standing, account, browser):
    def count():
        found = []
        for where in (at("account_list"), account.get_absolute_url()):
            browser.get(where)
            with CaptureQueriesContext(connection) as asked:
                browser.get(where)
            found.append(len(asked))
        return found

    CostFactory(account=account)
    TrainingHostFactory(partnership=standing.partnership, until=clock.today())
    few = count()
    for year in range(2):
        AccountYearFactory(partnership=standing.partnership, year=2001 + year)
        TrainingHostFactory(
            partnership=standing.partnership, agency=AgencyFactory(), until=clock.today()
        )
        CostFactory(account=account, heading="venue")

    assert count() == few
