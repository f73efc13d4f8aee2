"""What a flood of sign-ins can do, and what it cannot."""

import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import reverse

from tests.accounts.conftest import PASSWORD
from tests.accounts.going import come_back, go, linked

pytestmark = pytest.mark.django_db
WRONG = {"login": "ada@example.org", "password": "not the right one"}


def sign_in(client, **sent):
    at = {"REMOTE_ADDR": sent.pop("at")} if "at" in sent else {}
    return client.post(reverse("account_login"), WRONG | sent, **at)


def rows():
    """Count every row of every table."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def kept():
    """Count what the cache of the tests keeps, and the moments it keeps of each."""
    held = [cache.get(name.split(":", 2)[2]) for name in list(cache._cache)]
    return len(held), max((len(one) for one in held if isinstance(one, list)), default=0)


def test_a_flood_of_wrong_passwords_is_stopped_and_leaves_nothing_behind(client, ada):
    before = rows()

    told = [sign_in(client, login=f"somebody{n}@example.org").status_code for n in range(60)]

    many = kept()
    assert set(told) == {422, 429}
    assert told.count(422) <= 30
    assert set(told[30:]) == {429}
    assert rows() == before
    assert "sessionid" not in client.cookies
    assert sign_in(client, login="one.more@example.org").status_code == 429
    assert kept() == many


def test_a_flood_from_many_places_on_one_account_is_stopped(client, ada, settings):
    limits = {"login_failed_anywhere": "30/h/key"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | limits
    before = rows()

    for n in range(40):
        sign_in(client, at=f"198.51.100.{n}")

    answer = sign_in(client, at="203.0.113.1", password=PASSWORD)
    assert "Sign-in failed too many times" in answer.content.decode()
    assert rows() == before
    assert kept()[1] <= 30


def test_a_stranger_locks_nobody_out_of_code_and_sign_on(client, ada, code, anytown):
    linked(ada, anytown)
    for n in range(6):
        sign_in(client, at=f"198.51.100.{n}")
    assert "_auth_user_id" not in client.session

    come_back(client, anytown, go(client))
    assert client.session["_auth_user_id"] == str(ada.pk)
    client.logout()

    client.post(reverse("account_request_login_code"), {"email": ada.email})
    client.post(reverse("account_confirm_login_code"), {"code": code()})
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_a_stranger_sends_nobody_mail_without_end(client, ada, mailoutbox):
    for n in range(20):
        client.cookies.clear()
        ask = {"email": ada.email}
        client.post(reverse("account_request_login_code"), ask, REMOTE_ADDR=f"198.51.100.{n}")

    assert len(mailoutbox) == 3


def forge(client, forged, **sent):
    return client.post(reverse("account_login"), WRONG | sent, headers={"X-Forwarded-For": forged})


def test_without_a_proxy_nobody_chooses_the_address_they_are_counted_by(client, ada):
    told = [forge(client, f"192.0.2.{n}", login=f"a{n}@example.org") for n in range(35)]

    assert told[-1].status_code == 429


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(client, ada, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    forged = [
        forge(client, f"192.0.2.{n}, 203.0.113.7", login=f"a{n}@example.org") for n in range(35)
    ]
    elsewhere = forge(client, "192.0.2.1, 203.0.113.8")

    assert forged[-1].status_code == 429
    assert elsewhere.status_code == 422


def test_fewer_hops_than_our_proxies_make_is_a_bad_request(client, ada, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2

    assert forge(client, "192.0.2.1").status_code == 400


def test_a_forged_host_is_a_bad_request(client, settings):
    settings.ALLOWED_HOSTS = ["portal.example.org"]

    for path in ("/", reverse("account_login"), reverse("portal:sign_up")):
        assert client.get(path, headers={"host": "evil.example.org"}).status_code == 400


def test_a_forged_host_does_not_begin_the_count_anew(client, ada, settings):
    settings.ALLOWED_HOSTS = ["one.example.org", "two.example.org"]
    for _ in range(5):
        client.post(reverse("account_login"), WRONG, headers={"host": "one.example.org"})

    answer = client.post(
        reverse("account_login"),
        WRONG | {"password": PASSWORD},
        headers={"host": "two.example.org"},
    )

    assert re.search("Sign-in failed too many times", answer.content.decode())
