"""Signed out on time: after a while without a sign of life, and after a working day."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from portal import access
from tests.factories.portal import UserFactory
from tests.personas import persona
from tests.proof.conftest import MOMENT
from tests.world import World

WORK = reverse("portal:my_work")
LOGIN = reverse("account_login")
LEFT = reverse("proof:time_left")
QUIET = {"X-Quiet": "yes"}


def sit(person) -> Client:
    """Sign in and open a page, as somebody does."""
    client = Client()
    client.force_login(person)
    session = client.session
    del session["sitting"]
    session.save()
    assert client.get(WORK).status_code == 200
    return client


@pytest.fixture
def clock():
    with time_machine.travel(MOMENT, tick=False) as travelled:
        yield travelled


@pytest.fixture
def practitioner(db):
    return persona(World(), "practitioner")


@pytest.fixture
def lead(db):
    return persona(World(), "review lead")


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (16, 302)])
def test_f28_who_holds_something_restricted_is_out_after_a_quarter_of_an_hour(
    clock, lead, minutes, status
):
    client = sit(lead)
    clock.shift(timedelta(minutes=minutes))

    assert client.get(WORK).status_code == status


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 302)])
def test_f28_others_are_out_after_an_hour(clock, practitioner, minutes, status):
    client = sit(practitioner)
    clock.shift(timedelta(minutes=minutes))

    assert client.get(WORK).status_code == status


def test_f28_eight_hours_are_the_end_however_busy(clock, lead):
    client = sit(lead)
    for _ in range(47):
        clock.shift(timedelta(minutes=10))
        assert client.get(WORK).status_code == 200

    clock.shift(timedelta(minutes=10))
    page = client.get(WORK, follow=True)

    assert page.redirect_chain[0][0] == f"{LOGIN}?next=%2Fmy-work%2F"
    assert "because you had been signed in for 8 hours" in page.content.decode()


def test_f28_a_page_that_asks_by_itself_is_no_sign_of_life(clock, lead):
    client = sit(lead)
    for _ in range(8):
        clock.shift(timedelta(minutes=2))
        client.get(WORK, headers=QUIET)

    assert client.get(WORK).status_code == 302


def test_f28_work_in_one_tab_keeps_the_other(clock, lead):
    """Tabs share one session: what counts is the last sign of life in any of them."""
    client = sit(lead)
    for _ in range(4):
        clock.shift(timedelta(minutes=10))
        assert client.get(WORK).status_code == 200
        assert client.get(LEFT, headers=QUIET).json()["left"] == 15 * 60

    clock.shift(timedelta(minutes=14))
    assert client.get(LEFT, headers=QUIET).json()["left"] == 60


def test_why_somebody_was_signed_out_is_said_in_plain_words(clock, lead):
    client = sit(lead)
    clock.shift(timedelta(minutes=30))

    page = client.get(WORK, follow=True)

    assert "because nothing was done for 15 minutes" in page.content.decode()


def test_what_is_posted_too_late_leads_back_to_the_page_it_was_on(clock, lead):
    client = sit(lead)
    clock.shift(timedelta(minutes=30))

    answer = client.post(
        reverse("proof:end_others"),
        headers={"referer": "http://testserver/accounts/ways-in/sessions/"},
    )

    assert answer.url == f"{LOGIN}?next=%2Faccounts%2Fways-in%2Fsessions%2F"


def test_htmx_takes_the_whole_page_to_sign_in(clock, lead):
    client = sit(lead)
    clock.shift(timedelta(minutes=30))
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/my-work/?whose=mine"}

    answer = client.get(WORK, headers=headers)

    assert answer["HX-Redirect"] == f"{LOGIN}?next=%2Fmy-work%2F%3Fwhose%3Dmine"


def test_a_page_for_everybody_revives_no_session(clock, practitioner):
    client = sit(practitioner)
    clock.shift(timedelta(hours=2))

    client.get(reverse("portal:start"))

    assert client.get(WORK).status_code == 302


def test_staying_is_a_sign_of_life(clock, lead):
    client = sit(lead)
    clock.shift(timedelta(minutes=14))
    assert client.post(reverse("proof:stay"), {"next": WORK}).url == WORK
    clock.shift(timedelta(minutes=14))

    assert client.get(WORK).status_code == 200


def test_a_sign_of_life_is_written_once_a_minute(clock, lead, django_assert_num_queries):
    client = sit(lead)
    clock.shift(timedelta(seconds=59))
    client.get(LEFT)
    before = UserSession.objects.get(user=lead).last_seen_at

    clock.shift(timedelta(seconds=2))
    client.get(LEFT)

    assert before == MOMENT
    assert UserSession.objects.get(user=lead).last_seen_at == MOMENT + timedelta(seconds=61)


def test_an_ordinary_request_asks_the_database_nothing_more(
    clock, practitioner, django_assert_num_queries
):
    client = sit(practitioner)

    with django_assert_num_queries(1):  # who is it?
        client.get(LEFT)


@pytest.mark.parametrize(
    ("role", "holds"),
    [("review lead", True), ("panel member", True), ("access officer", True), ("analyst", False)],
)
@pytest.mark.django_db
def test_who_holds_something_restricted(role, holds):
    assert access.holds_restricted(persona(World(), role)) is holds


@pytest.mark.django_db
def test_an_operator_sits_as_short():
    assert access.holds_restricted(UserFactory(is_staff=True))
