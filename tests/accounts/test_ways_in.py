"""Every address that can begin a session, and what a session so begun may not open."""

import time
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from portal.proof import foreign
from tests.access.doors import doors
from tests.accounts.conftest import PASSWORD
from tests.accounts.going import come_back, linked
from tests.personas import persona
from tests.world import World

NEEDED = reverse("proof:needed")
OURS_BEHIND_A_DOOR = {
    "portal:sign_on",  # leads away, and begins nothing here
    "portal:sign_ons",
    "portal:sign_on_unlink",
    "portal:sign_up_again",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
# Each begins a session, and is tried below or where it says.
BEGINS = {
    "account_login": "by_password",
    "account_confirm_login_code": "by_code",
    "account_email_verification_sent": "by_password, for an address nobody has proven",
    "portal:sign_up_code": "tests/accounts/test_sign_up.py: a new account holds nothing",
    "portal:sign_up": "the same, for somebody invited",
    "portal:sign_on_return": "by_sign_on",
    "mfa_authenticate": "tests/proof/test_asking.py: it is the second factor",
    "mfa_login_webauthn": "tests/proof: a passkey is both",
    "demo:sign_in": "tests/demo: invented people only",
}
# Open before sign-in, and none of them begins one.
BEGINS_NOTHING = {
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
}


def test_every_address_of_signing_in_is_weighed():
    """A new one has to be put in the one list or the other."""
    allauths = import_module("allauth.account.urls").urlpatterns + foreign.urlpatterns
    ours = {name for name in doors() if name.startswith(("portal:sign_", "demo:sign_in"))}
    named = {pattern.name for pattern in allauths} | ours

    assert named - OURS_BEHIND_A_DOOR == (set(BEGINS) & named) | BEGINS_NOTHING


@pytest.fixture
def lead(db):
    person = persona(World(), "review lead")
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def by_password(client, lead, code, anytown):
    client.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})


def by_code(client, lead, code, anytown):
    client.post(reverse("account_request_login_code"), {"email": lead.email})
    client.post(reverse("account_confirm_login_code"), {"code": code()})


def by_password_for_an_unproven_address(client, lead, code, anytown):
    EmailAddress.objects.update(verified=False)
    by_password(client, lead, code, anytown)
    client.post(reverse("account_email_verification_sent"), {"code": code()})


def by_sign_on(client, lead, code, anytown):
    linked(lead, anytown)
    come_back(client, anytown)


WAYS = [by_password, by_code, by_password_for_an_unproven_address, by_sign_on]


@pytest.mark.parametrize("come_in", WAYS)
def test_no_way_in_opens_what_is_restricted_by_itself(client, lead, code, anytown, come_in):
    come_in(client, lead, code, anytown)

    assert client.session["_auth_user_id"] == str(lead.pk)
    assert client.get(reverse("reviews:review_list")).url.startswith(NEEDED)


def test_a_sign_on_with_a_second_factor_does(client, lead, anytown):
    linked(lead, anytown)
    anytown.lies = {"amr": ["mfa"], "auth_time": int(time.time())}

    come_back(client, anytown)

    assert client.get(reverse("reviews:review_list")).status_code == 200


def test_a_code_that_opens_nothing_begins_no_session(client, lead):
    client.post(reverse("account_request_login_code"), {"email": lead.email})

    client.post(reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"})

    assert "_auth_user_id" not in client.session
