"""Pages of funds, and what a session that a fund pays for says of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import clock
from tests.factories.partners import StandingFactory
from tests.factories.training_money import FundFactory, FundUseFactory
from tests.factories.training_programme import CourseOriginFactory
from tests.training.priced import priced
from training.models import Fund, FundUse, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return priced()


@pytest.fixture
def browser(ours, sign_in):
    return sign_in(StandingFactory(role="training_lead", partnership=ours.partnership).person)


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def said(answer):
    return " ".join(answer.content.decode().split())


def test_a_fund_is_set_aside_and_listed_with_its_balance(ours, browser):
    typed = {
        "partnership": ours.partnership.pk,
        "name": "Free programme",
        "amount": "10,000",
        "since_0": "1",
        "since_1": "4",
        "since_2": "2020",
        "origins": ["rapid review", "priority"],
    }

    page = browser.post(at("fund_add"), typed, follow=True)

    made = Fund.objects.get()
    assert (made.amount, made.origins) == (1_000_000, ["rapid review", "priority"])
    assert "Rapid review, Priority of the partnership" in said(page)
    FundUseFactory(fund=made, amount=60_000)
    assert "<strong>£9,400.00</strong>" in said(browser.get(at("fund_list")))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "-1"}, "Amount in pounds must be an amount in pounds, like 12.50"),
        ({"amount": ""}, "Enter the amount"),
        ({"name": " "}, "Enter the name of the fund"),
        ({"origins": []}, "Select at least one thing that a course must answer"),
        (
            {"until_0": "31", "until_1": "3", "until_2": "2020"},
            "The last day must be the first day or later",
        ),
    ],
)
def test_a_fund_that_makes_no_sense_is_refused_beside_its_box(ours, browser, typed, sentence):
    good = {
        "partnership": ours.partnership.pk,
        "name": "Free programme",
        "amount": "10,000",
        "since_0": "1",
        "since_1": "4",
        "since_2": "2020",
        "origins": ["rapid review"],
    }

    page = browser.post(at("fund_add"), good | typed)

    assert page.status_code == 422
    assert sentence in said(page)
    assert not Fund.objects.exists()


def test_a_fund_pays_for_a_session_and_everybody_reads_so(ours, browser, client):
    session = ours.session()
    fund = FundFactory(partnership=ours.partnership, name="Free programme")
    origin = CourseOriginFactory(course=session.course, kind="rapid review", title="Small babies")
    ask = at("session_fund", session_id=session.pk)
    assert "£10,000 left" in said(browser.get(ask))

    page = browser.post(ask, {"fund": fund.pk, "origin": origin.pk, "amount": "600"}, follow=True)

    assert "Free: paid by the fund “Free programme”" in said(page)
    assert "It answers: Rapid review: Small babies" in said(page)
    assert "Let a fund pay for it" not in said(page)
    session.course.published = True
    session.course.save()
    assert "Free: paid by the fund “Free programme”" in said(client.get(session.get_absolute_url()))
    use = FundUse.objects.get()
    page = browser.post(at("fund_take_back", fund_use_id=use.pk), follow=True)
    assert "Taken back. The fund no longer pays" in said(page)
    page = browser.post(at("fund_take_back", fund_use_id=use.pk), follow=True)
    assert "does not pay for this session any more" in said(page)


@pytest.mark.parametrize(
    ("facts", "typed", "sentence"),
    [
        ({}, {"amount": "10000.01"}, "The fund does not have so much left"),
        ({}, {"amount": "0"}, "Amount in pounds must be more than £0"),
        ({}, {"amount": "-5"}, "Amount in pounds must be an amount in pounds, like 12.50"),
        ({}, {"fund": ""}, "Select the fund that pays"),
        ({}, {"fund": "0"}, "Select a fund that pays for sessions on this day"),
        ({}, {"origin": ""}, "Select what the session answers"),
        ({"kind": "practice"}, {}, "does not pay for training that answers that"),
        ({"status": "cancelled"}, {}, "has begun or was cancelled"),
    ],
)
def test_what_a_fund_does_not_pay_is_refused_in_a_sentence(ours, browser, facts, typed, sentence):
    session = ours.session()
    fund = FundFactory(partnership=ours.partnership, origins=["rapid review"])
    origin = CourseOriginFactory(course=session.course, kind=facts.get("kind", "rapid review"))
    if facts.get("status"):
        Session.objects.update(status="cancelled", cancelled_because="Too few")
    good = {"fund": fund.pk, "origin": origin.pk, "amount": "600"}

    page = browser.post(at("session_fund", session_id=session.pk), good | typed)

    assert page.status_code == 422
    assert sentence in said(page)
    assert not FundUse.objects.exists()


def test_a_course_that_answers_nothing_is_told_of_before(ours, browser):
    page = browser.get(at("session_fund", session_id=ours.session().pk))

    assert "This course does not say what it answers" in said(page)


def test_what_a_fund_paid_for_stays_with_the_course(ours, browser):
    use = FundUseFactory(fund__partnership=ours.partnership)

    page = browser.post(at("origin_remove", origin_id=use.origin.pk), follow=True)

    assert "it stays with the course" in said(page)


def test_a_fund_says_what_became_of_each_session(ours, browser):
    fund = FundFactory(partnership=ours.partnership)
    assert "It pays for no session yet" in said(browser.get(fund.get_absolute_url()))
    FundUseFactory(fund=fund, session__status="delivered")
    FundUseFactory(fund=fund)
    FundUseFactory(fund=fund, given_back_on=clock.today())
    FundUseFactory(
        fund=fund, session__status="cancelled", session__cancelled_because="Too few people"
    )

    page = said(browser.get(fund.get_absolute_url()))

    for word in ("Used", "Committed", "Taken back", "Session cancelled"):
        assert f"{word} </strong>" in page or f">{word}</strong>" in page
    assert page.count("Take back<span") == 2


@pytest.mark.parametrize("name", ["fund_list", "fund"])
def test_a_page_of_funds_costs_the_same_however_long(ours, browser, name):
    fund = FundFactory(partnership=ours.partnership)
    FundUseFactory(fund=fund)
    where = at("fund_list") if name == "fund_list" else fund.get_absolute_url()
    browser.get(where)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(where)
    for _ in range(2):
        FundUseFactory(fund=fund)
        FundUseFactory(fund__partnership=ours.partnership)
    with CaptureQueriesContext(connection) as many:
        browser.get(where)

    assert len(many) == len(few)
