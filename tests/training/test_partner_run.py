"""Sessions a partner runs itself, without fee or contract, and the ways people attend."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories.partners import AgencyStatusFactory, StandingFactory
from tests.factories.training import SessionFactory
from tests.factories.training_providers import ProviderFactory
from tests.training.priced import priced
from tests.training.programme import at, day_boxes, in_days, lead_of
from training import actions, invitations
from training.models import Session
from training.pricing import price_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(course__title="Intelligence")


@pytest.fixture
def police(session):
    there = session.course.partnership
    return AgencyStatusFactory(agency__name="Northmere Police", partnership=there).agency


def plan(browser, course, **typed):
    facts = {
        **day_boxes("starts_on", in_days(40)),
        "starts_at": "9:30",
        "mode": "virtual",
        "places": "24",
    }
    return browser.post(at("plan", course_id=course.pk), facts | typed)


def test_a_lead_plans_a_session_that_a_partner_runs(sign_in, session, police):
    browser = sign_in(lead_of(session.course.partnership))

    plan(browser, session.course, partner=police.pk)

    made = Session.objects.exclude(pk=session.pk).get()
    assert (made.partner, made.provider) == (police, None)
    page = browser.get(made.get_absolute_url()).content.decode()
    assert "Northmere Police, without fee or contract" in page


def test_everybody_reads_which_partner_runs_it(client, session, police):
    Session.objects.filter(pk=session.pk).update(partner=police)

    page = client.get(session.get_absolute_url()).content.decode()

    assert "Northmere Police, free, for" in page


def test_a_partner_of_elsewhere_is_not_offered(sign_in, session):
    elsewhere = StandingFactory().agency
    there = StandingFactory(partnership=session.course.partnership, role="training_lead")

    answer = plan(sign_in(there.person), session.course, partner=elsewhere.pk)

    assert answer.status_code == 422
    assert not Session.objects.exclude(pk=session.pk).exists()


def test_either_a_provider_or_a_partner_runs_it(sign_in, session, police):
    provider = ProviderFactory(partnership=session.course.partnership)
    browser = sign_in(lead_of(session.course.partnership))

    answer = plan(browser, session.course, partner=police.pk, provider=provider.pk)

    assert answer.status_code == 422
    assert "Select either a provider or a partner, not both" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(partner=police, provider=provider)


def test_what_a_partner_runs_costs_nothing():
    ours = priced()
    day = date(2020, 9, 14)

    told = price_of(session=ours.session(partner=ours.school), agency=ours.school, on=day)

    assert told.text == "Free"
    assert told.because == f"Free: {ours.school} runs this session."
    assert price_of(session=ours.session(), agency=ours.school, on=day).amount == 8000


def test_a_partner_runs_the_same_again_on_another_day(session, police):
    Session.objects.filter(pk=session.pk).update(partner=police)
    session.refresh_from_db()
    lead = lead_of(session.course.partnership)
    later = SessionFactory.build(course=session.course).starts_at

    copy = actions.copy_session(session=session, starts_at=later, by=lead)

    assert copy.partner == police


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"mode": "face to face", "venue": "Hall", "link": ""}, "Hall"),
        ({"mode": "virtual", "venue": "", "link": ""}, "Online"),
        ({"mode": "e-learning", "venue": "", "link": ""}, "E-learning"),
        (
            {"mode": "e-learning", "venue": "", "link": "https://learn.example"},
            "https://learn.example",
        ),
    ],
)
def test_an_invitation_says_where_people_attend(facts, where):
    assert invitations.where(Session(**facts)) == where


def test_e_learning_is_planned_without_a_venue_and_found_by_it(sign_in, session):
    browser = sign_in(lead_of(session.course.partnership))

    plan(browser, session.course, mode="e-learning", link="https://learn.example/room")

    made = Session.objects.get(mode="e-learning")
    page = browser.get(at("date_list"), {"mode": "e-learning"}).content.decode()
    assert made.get_absolute_url() in page
    assert session.get_absolute_url() not in page
