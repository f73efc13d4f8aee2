"""Signing in with an agency's account: who may arrive, and what that counts for."""

import json
import time

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from portal import proof
from portal.models import Event, User
from tests.accounts.going import RETURN, come_back, go, linked, signed_in

pytestmark = pytest.mark.django_db
PROVED = {"amr": ["pwd", "mfa"]}
HOUR = 3600


def test_a_linked_person_goes_in(client, ada, anytown):
    linked(ada, anytown)
    away = go(client, next="/training/")
    before = client.session.session_key

    answer = come_back(client, anytown, away)

    assert answer.url == "/training/"
    assert signed_in(client) == str(ada.pk)
    assert client.session.session_key != before
    assert anytown.asked[0]["redirect_uri"] == f"https://portal.example.org{RETURN}"
    assert set(anytown.asked[0]["scope"].split()) == {"openid", "profile"}
    assert "/userinfo" not in anytown.server_saw


def test_nothing_the_tenant_said_is_kept(client, ada, anytown):
    linked(ada, anytown)

    come_back(client, anytown)

    assert SocialAccount.objects.get().extra_data == {}
    assert "opaque" not in str(dict(client.session))


def test_somebody_who_stops_on_the_way_is_told_so(client, ada, anytown):
    state = anytown.authorize(go(client).url)["state"]

    answer = client.get(RETURN, {"error": "access_denied", "state": state})

    assert "You stopped on the way" in answer.content.decode()


@pytest.fixture
def invited(client):
    def followed(email):
        session = client.session
        since = "2999-01-01T00:00:00+00:00"
        session["arriving"] = {"email": email, "since": since}
        session.save()

    return followed


def test_somebody_invited_opens_an_account_with_the_address_of_the_invitation(
    client, anytown, invited
):
    invited("ada@agency.example.org")

    answer = come_back(client, anytown, go(client, next="/partners/"))

    ada = User.objects.get()
    assert answer.url == "/partners/"
    assert (ada.email, ada.name) == ("ada@agency.example.org", "Ada Lovelace")
    assert ada.emailaddress_set.get().verified
    assert not ada.has_usable_password()
    assert signed_in(client) == str(ada.pk)
    assert list(Event.objects.order_by("seq").values_list("what", flat=True)) == [
        "account.opened",
        "sign_on.linked",
    ]
    assert "arriving" not in client.session


def test_somebody_invited_who_has_an_account_is_asked_to_link_it(client, ada, anytown, invited):
    invited(ada.email)

    answer = come_back(client, anytown)

    assert "You have an account already" in answer.content.decode()
    assert signed_in(client) is None


def test_a_closed_account_stays_closed(client, ada, anytown):
    linked(ada, anytown)
    User.objects.update(is_active=False)

    answer = come_back(client, anytown)

    assert answer.url == reverse("account_inactive")
    assert signed_in(client) is None


@pytest.mark.parametrize(
    ("said", "ago", "counts"),
    [
        (PROVED, 0, True),
        ({"amr": "mfa"}, 0, True),
        ({}, 0, False),
        ({"amr": ["pwd"]}, 0, False),
        ({"amr": 1}, 0, False),
        (PROVED, None, False),
        (PROVED, HOUR, False),
        (PROVED, -HOUR, False),
    ],
)
def test_a_second_factor_at_the_agency_counts_when_it_was_shown_just_now(
    client, ada, anytown, said, ago, counts, monkeypatch
):
    linked(ada, anytown)
    shown = None if ago is None else int(time.time()) - ago
    anytown.lies = said | {"auth_time": shown}
    noted = []
    monkeypatch.setattr(proof, "note", lambda request, how, *more: noted.append(how))

    come_back(client, anytown)

    assert signed_in(client) == str(ada.pk)
    assert noted == (["single_sign_on"] if counts else [])


def test_the_agency_is_asked_when_a_second_factor_was_shown(client, anytown, settings):
    settings.SIGN_ON_TENANTS = [anytown.tenant(proof_claim="acrs", proof_values=["c1"])]

    come_back(client, anytown)

    asked = anytown.asked[0]
    assert asked["max_age"] == "28800"
    assert json.loads(asked["claims"])["id_token"]["acrs"]["value"] == "c1"


def test_an_agency_whose_second_factor_counts_for_nothing_is_not_asked(client, anytown, settings):
    settings.SIGN_ON_TENANTS = [anytown.tenant(proof_claim="", proof_values=[])]

    come_back(client, anytown)

    assert not {"max_age", "claims"} & set(anytown.asked[0])


def test_the_sign_in_page_has_a_button_for_each_agency(client, anytown):
    html = client.get(reverse("account_login")).content.decode()

    assert "Sign in with Anytown Council" in html


def test_nobody_is_led_off_the_portal_afterwards(client, ada, anytown):
    linked(ada, anytown)

    answer = come_back(client, anytown, go(client, next="https://evil.example.org/"))

    assert "evil" not in answer.url


def test_setting_out_is_counted(client, anytown):
    told = [go(client).status_code for _ in range(31)]

    assert told == [302] * 30 + [429]
