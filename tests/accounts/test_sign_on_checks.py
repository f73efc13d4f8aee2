"""What an agency's sign-on sends back is refused unless everything in it holds."""

import base64
import json
import time

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from portal.models import User
from tests.accounts import idp
from tests.accounts.going import RETURN, come_back, go, linked, signed_in

pytestmark = pytest.mark.django_db


LIES = {
    "another issuer": {"iss": "https://login.example.org"},
    "another audience": {"aud": "another-app"},
    "several audiences": {"aud": [idp.CLIENT, "another-app"]},
    "another tenant": {"tid": "99999999-2222-3333-4444-555555555555"},
    "no tenant": {"tid": None},
    "another nonce": {"nonce": "guessed"},
    "no nonce": {"nonce": None},
    "no subject": {"oid": None},
    "a subject that is a list": {"oid": ["ada-in-anytown"]},
    "expired": {"exp": int(time.time()) - 120, "iat": int(time.time()) - 600},
    "never expires": {"exp": None},
    "from the future": {"iat": int(time.time()) + 86400},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_was_not_made_for_this_is_refused(client, ada, anytown, lie):
    linked(ada, anytown)
    anytown.lies = lie

    assert_refused(come_back(client, anytown), client)


def unsigned(sign_on):
    def sign(claims):
        return jwt.encode(claims, None, algorithm="none", headers={"kid": "one"})

    return sign


def by_another_key(sign_on):
    def sign(claims):
        return jwt.encode(claims, sign_on.other_key, algorithm="RS256", headers={"kid": "one"})

    return sign


def by_the_public_key_as_a_secret(sign_on):
    def sign(claims):
        secret = sign_on.keys[0]["n"]
        return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "one"})

    return sign


def by_a_key_nobody_publishes(sign_on):
    def sign(claims):
        return jwt.encode(claims, sign_on.other_key, algorithm="RS256", headers={"kid": "two"})

    return sign


def changed_afterwards(sign_on):
    def sign(claims):
        token = jwt.encode(claims, sign_on.key, algorithm="RS256", headers={"kid": "one"})
        head, _, seal = token.split(".")
        body = json.dumps(claims | {"name": "Eve"}).encode()
        return ".".join([head, base64.urlsafe_b64encode(body).decode().rstrip("="), seal])

    return sign


def not_a_token(sign_on):
    return lambda claims: "not a token"


SIGNATURES = [
    unsigned,
    by_another_key,
    by_the_public_key_as_a_secret,
    by_a_key_nobody_publishes,
    changed_afterwards,
    not_a_token,
]


@pytest.mark.parametrize("made", SIGNATURES)
def test_a_token_that_the_tenant_did_not_sign_is_refused(client, ada, anytown, made):
    linked(ada, anytown)
    anytown.sign = made(anytown)

    assert_refused(come_back(client, anytown), client)


def assert_refused(answer, client):
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "You are not signed in" in html
    assert html.count("<h1") == 1
    assert signed_in(client) is None
    assert User.objects.count() == 1


def test_a_state_of_another_browser_is_refused(client, ada, anytown):
    linked(ada, anytown)

    assert_refused(come_back(client, anytown, state="guessed"), client)


def test_nobody_comes_back_who_did_not_set_out(client, ada, anytown):
    linked(ada, anytown)

    assert_refused(client.get(RETURN, {"code": "stolen", "state": "stolen"}), client)


def test_a_way_back_works_once(client, ada, anytown, django_user_model):
    linked(ada, anytown)
    away = go(client)
    back = anytown.authorize(away.url)
    client.get(RETURN, back)
    client.logout()

    assert_refused(client.get(RETURN, back), client)


def test_a_token_used_before_is_refused(client, ada, anytown, monkeypatch):
    linked(ada, anytown)
    monkeypatch.setattr("portal.accounts.tenants.secrets.token_urlsafe", lambda size: "the same")
    come_back(client, anytown)
    client.logout()
    anytown.replays = anytown.tokens[0]

    assert_refused(come_back(client, anytown), client)


def test_a_token_stolen_from_another_browser_is_refused(client, ada, anytown):
    linked(ada, anytown)
    come_back(client, anytown)
    client.logout()
    anytown.replays = anytown.tokens[0]

    assert_refused(come_back(client, anytown), client)


def test_a_code_without_the_verifier_it_was_asked_with_is_refused(client, ada, anytown):
    linked(ada, anytown)
    away = go(client)
    session = client.session
    for state, _, _ in session["socialaccount_states"].values():
        state["pkce_code_verifier"] = None
    session.save()

    assert_refused(come_back(client, anytown, away), client)
    assert anytown.tokens == []


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "https://login.example.org"},
        {"jwks_uri": "http://keys.example.org/"},
        {"authorization_endpoint": "https://elsewhere.example.org/authorize"},
    ],
)
def test_a_tenant_that_describes_itself_oddly_is_asked_nothing(client, ada, anytown, changed):
    anytown.addresses |= changed

    assert_refused(go(client), client)


def test_a_tenant_that_is_silent_is_waited_for_no_longer(client, ada, anytown, settings):
    settings.SIGN_ON_TENANTS = [anytown.tenant(issuer="http://127.0.0.1:9")]

    assert_refused(go(client), client)


def test_a_key_that_is_new_is_asked_for_once(client, ada, anytown):
    linked(ada, anytown)
    come_back(client, anytown)
    client.logout()
    anytown.key, anytown.keys = anytown.other_key, [idp.public(anytown.other_key, "two")]
    anytown.sign = by_a_key_nobody_publishes(anytown)

    assert come_back(client, anytown).status_code == 302
    client.logout()
    anytown.keys = []
    anytown.sign = lambda claims: jwt.encode(
        claims, anytown.key, algorithm="RS256", headers={"kid": "three"}
    )
    for _ in range(3):
        come_back(client, anytown)
    assert anytown.server_saw.count("/keys") == 2


def test_another_tenant_with_the_same_address_opens_nothing(client, ada, anytown, settings):
    linked(ada, anytown)
    with idp.running() as elsewhere:
        settings.SIGN_ON_TENANTS.append(elsewhere.tenant(id="elsewhere", name="Elsewhere"))
        away = client.post(reverse("portal:sign_on", kwargs={"tenant_id": "elsewhere"}))
        answer = client.get("/accounts/sign-on/elsewhere/return/", elsewhere.authorize(away.url))

    assert answer.status_code == 403
    assert "This sign-on opens no account yet" in answer.content.decode()
    assert signed_in(client) is None


def test_a_name_that_stands_for_another_tenant_now_opens_no_old_link(
    client, ada, anytown, settings
):
    linked(ada, anytown)
    moved = "99999999-2222-3333-4444-555555555555"
    settings.SIGN_ON_TENANTS = [anytown.tenant(tenant=moved)]
    anytown.lies = {"tid": moved}

    answer = come_back(client, anytown)

    assert "This sign-on opens no account yet" in answer.content.decode()


def test_a_way_back_to_one_tenant_does_not_lead_to_another(client, ada, anytown, settings):
    linked(ada, anytown, id="elsewhere")
    settings.SIGN_ON_TENANTS.append(anytown.tenant(id="elsewhere", name="Elsewhere"))
    back = anytown.authorize(go(client).url)

    assert_refused(client.get("/accounts/sign-on/elsewhere/return/", back), client)


def test_an_address_that_has_an_account_never_matches(client, ada, anytown):
    answer = come_back(client, anytown)

    assert answer.status_code == 403
    assert "This sign-on opens no account yet" in answer.content.decode()
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()
