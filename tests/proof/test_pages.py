"""The pages on which people add, see and remove ways of signing in, and end sessions."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import Client
from django.urls import reverse

from portal.models import Notice
from portal.proof import actions, factors, pretending
from portal.templatetags.proof import device
from tests.factories.portal import SEED, UserFactory, with_app
from tests.proof.conftest import MOMENT, code_at

WAYS = reverse("proof:ways_in")
APP = reverse("proof:add_app")
CODES = reverse("proof:recovery_codes")
SITTINGS = reverse("proof:sittings")
CONFIRM = reverse("proof:confirm")


def add_app(client, **changed):
    """Open the page, read the secret like a phone, and enter what it shows."""
    page = client.get(APP).content.decode()
    sealed = re.search(r'name="sealed"\s+value="([^"]+)"', page).group(1)
    return client.post(APP, {"sealed": sealed, "next": WAYS, **changed})


@pytest.fixture
def still(monkeypatch):
    """A moment that stands still, and a phone that has scanned `SEED`."""
    monkeypatch.setattr("portal.proof.views.generate_totp_secret", lambda: SEED)
    with time_machine.travel(MOMENT, tick=False) as clock:
        yield clock


def test_an_app_is_added_and_recovery_codes_are_shown_once(sign_in, somebody, still):
    client = sign_in(somebody, proven=False)

    page = add_app(client, code=code_at(MOMENT))

    codes = page.context["codes"]
    assert len(set(codes)) == 10
    assert all(code in page.content.decode() for code in codes)
    assert "I have kept them" in page.content.decode()
    again = client.get(WAYS).content.decode() + client.get(CODES).content.decode()
    assert not any(code in again for code in codes)
    assert "10 left of 10" in again


def test_the_code_that_added_an_app_opens_nothing_more(sign_in, somebody, still):
    add_app(sign_in(somebody), code=code_at(MOMENT))

    assert actions.spend(person=somebody, code=code_at(MOMENT)) is None


def test_the_secret_is_in_no_session(sign_in, somebody, still):
    client = sign_in(somebody)
    client.get(APP)

    assert SEED not in str(dict(client.session.items()))


def test_a_wrong_first_code_keeps_the_same_picture(sign_in, somebody, still):
    page = add_app(sign_in(somebody), code="123")

    assert page.status_code == 422
    assert "Check the time of your phone" in page.content.decode()
    assert " ".join(re.findall("....", SEED)) in page.content.decode()
    assert not factors.has_one(somebody)


def test_a_page_left_open_too_long_begins_again(sign_in, somebody, still):
    client = sign_in(somebody)
    sealed = re.search(r'name="sealed"\s+value="([^"]+)"', client.get(APP).content.decode())
    still.shift(timedelta(minutes=61))
    client = sign_in(somebody)

    page = client.post(APP, {"sealed": sealed.group(1), "code": code_at(MOMENT)})

    assert page.status_code == 422
    assert "This page was open too long. Begin again" in page.content.decode()


def test_a_secret_sealed_for_somebody_else_is_refused(sign_in, somebody, still):
    client = sign_in(UserFactory())
    sealed = re.search(r'name="sealed"\s+value="([^"]+)"', client.get(APP).content.decode())

    page = sign_in(somebody).post(APP, {"sealed": sealed.group(1), "code": code_at(MOMENT)})

    assert page.status_code == 422


def test_a_second_app_is_refused(sign_in, somebody, still):
    with_app(somebody)

    answer = add_app(sign_in(somebody), code=code_at(MOMENT))

    assert answer.url == WAYS
    assert factors.of(somebody).count() == 1


def test_who_has_a_factor_shows_it_before_adding_another(sign_in, somebody):
    with_app(somebody)

    answer = sign_in(somebody, proven=False).get(reverse("proof:add_passkey"))

    assert answer.url.startswith(CONFIRM)


def test_a_session_left_open_does_not_enrol_whoever_finds_it(sign_in, somebody, still):
    client = sign_in(somebody)
    still.shift(timedelta(minutes=16))

    assert "Sign in again first" in client.get(APP).content.decode()
    assert "Sign in again first" in client.post(APP, {}).content.decode()
    assert "Sign in again first" in client.get(reverse("proof:add_passkey")).content.decode()


@pytest.mark.parametrize("given", ["", "[]", '{"id": "x"}', '{"response": null}', "no json"])
def test_a_garbled_passkey_is_not_added(sign_in, somebody, given):
    client = sign_in(somebody)
    client.get(reverse("proof:add_passkey"))

    page = client.post(reverse("proof:add_passkey"), {"name": "Key", "credential": given})

    assert page.status_code == 422
    assert "The passkey did not answer" in page.content.decode()


def test_new_codes_end_the_old_ones(sign_in, somebody):
    with_app(somebody)
    old = actions.make_recovery_codes(person=somebody)

    page = sign_in(somebody).post(CODES, {"next": WAYS})

    assert len(page.context["codes"]) == 10
    assert actions.spend(person=somebody, code=old[0]) is None


def test_removing_asks_first_and_says_when_it_is_the_last(sign_in, somebody):
    way = with_app(somebody)
    address = reverse("proof:remove_way", kwargs={"way_id": way.pk})
    client = sign_in(somebody)

    assert "It is the last one" in client.get(address).content.decode()
    assert client.post(address).url == WAYS
    assert not factors.has_one(somebody)
    assert Notice.objects.filter(template="factor_removed", to=somebody).exists()


def test_nobody_removes_what_is_anothers(sign_in, somebody):
    way = with_app(UserFactory())
    address = reverse("proof:remove_way", kwargs={"way_id": way.pk})

    assert sign_in(somebody).post(address).status_code == 404


def test_who_has_factors_is_led_from_the_reason_to_the_question(sign_in, somebody):
    with_app(somebody)

    answer = sign_in(somebody).get(reverse("proof:needed"))

    assert answer.url.startswith(CONFIRM)


def test_who_has_none_is_led_from_the_question_to_the_reason(sign_in, somebody):
    assert sign_in(somebody).get(CONFIRM).url.startswith(reverse("proof:needed"))


def test_a_recovery_code_answers_the_question(sign_in, somebody):
    with_app(somebody)
    code = actions.make_recovery_codes(person=somebody)[0]

    assert sign_in(somebody, proven=False).post(CONFIRM, {"proof_code": code}).status_code == 302


def test_too_many_wrong_codes_are_slowed_down(sign_in, somebody):
    with_app(somebody)
    client = sign_in(somebody, proven=False)

    for _ in range(6):
        page = client.post(CONFIRM, {"proof_code": "1"})

    assert "too many times" in page.content.decode()


def test_in_the_demonstration_a_played_person_confirms_with_one_button(
    sign_in, somebody, monkeypatch
):
    monkeypatch.setattr(pretending, "pretences", [lambda user: user == somebody])
    client = sign_in(somebody, proven=False)

    assert "Confirm (demonstration)" in client.get(CONFIRM).content.decode()
    assert client.post(CONFIRM, {"proof_pretended": "yes", "next": WAYS}).url == WAYS
    assert client.session["proof"]["how"] == "demonstration"


def test_nobody_else_confirms_with_a_button(sign_in, somebody):
    with_app(somebody)
    page = sign_in(somebody, proven=False).post(CONFIRM, {"proof_pretended": "yes"})

    assert page.status_code == 422


def opened_by(person) -> tuple[Client, UserSession]:
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    client.force_login(person)
    session = client.session
    del session["sitting"]
    session.save()
    client.get(WAYS)
    return client, UserSession.objects.get(session_key=session.session_key)


def test_sessions_are_listed_and_one_is_ended(somebody):
    desk, _ = opened_by(somebody)
    phone, there = opened_by(somebody)

    page = desk.get(SITTINGS).content.decode()
    desk.post(reverse("proof:end_sitting", kwargs={"sitting_id": there.pk}))

    assert page.count("Firefox on Linux") >= 2
    assert "This one, since" in page
    assert phone.get(WAYS).status_code == 302
    assert desk.get(WAYS).status_code == 200


def test_all_the_others_are_ended(somebody):
    desk, _ = opened_by(somebody)
    phone, there = opened_by(somebody)

    desk.post(reverse("proof:end_others"))

    assert not SessionStore().exists(there.session_key)
    assert phone.get(WAYS).status_code == 302
    assert "Sign out everywhere else" not in desk.get(SITTINGS).content.decode()


def test_nobody_ends_a_session_of_somebody_else(somebody):
    desk, _ = opened_by(somebody)
    other, there = opened_by(UserFactory())

    answer = desk.post(reverse("proof:end_sitting", kwargs={"sitting_id": there.pk}))

    assert answer.status_code == 404
    assert other.get(WAYS).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_sessions_costs_the_same_however_long(
    somebody, count, django_assert_num_queries
):
    desk, _ = opened_by(somebody)
    for number in range(count):
        UserSession.objects.create(user=somebody, session_key=f"other{number}", ip="127.0.0.1")

    with django_assert_num_queries(4):
        desk.get(SITTINGS)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Safari/604", "Safari on iPhone"),
        ("curl/8", "A browser"),
    ],
)
def test_a_browser_is_named_as_people_do(agent, said):
    assert device(agent) == said
