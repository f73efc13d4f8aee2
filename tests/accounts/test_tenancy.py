"""How tenants are written in the environment, and what is refused there."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.accounts import discovery
from portal.accounts.discovery import NotTrusted
from portal.accounts.tenancy import tenants
from tests.accounts import idp

GUID = idp.TENANT
ENTRA = {
    "id": "anytown",
    "name": "Anytown Council",
    "issuer": f"https://login.microsoftonline.com/{GUID}/v2.0",
    "tenant": GUID,
    "client_id": "the-portal",
    "secret": "secret",
    "subject": "oid",
}


def read(*rows, production=True):
    return tenants(json.dumps(rows), production)


def test_entra_as_the_manual_writes_it():
    (tenant,) = read(ENTRA)

    assert tenant.origin == "https://login.microsoftonline.com"
    assert tenant.subject == "oid"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"id": "Any Town"}, "the id is not made of small letters"),
        ({"issuer": "http://login.example.org"}, "does not begin with https"),
        ({"issuer": "http://127.0.0.1:9000"}, "does not begin with https"),
        ({"issuer": ENTRA["issuer"] + "/"}, "ends with a slash"),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"}, "every tenant there is"),
        ({"issuer": "https://login.microsoftonline.com/organizations/v2.0"}, "every tenant"),
        ({"tenant": ""}, "the tenant is missing"),
        ({"tenant": "99999999-2222-3333-4444-555555555555"}, "not the one in the issuer"),
        ({"proof_claim": "acrs"}, "belong together"),
        ({"proof_values": ["c1"]}, "belong together"),
        ({"colour": "blue"}, "cannot be read"),
    ],
)
def test_what_would_let_strangers_in_stops_the_portal(changed, fault):
    with pytest.raises(ImproperlyConfigured, match=fault):
        read(ENTRA | changed)


def test_what_cannot_be_read_stops_the_portal():
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        tenants("anytown", production=True)


def test_two_tenants_have_two_names():
    with pytest.raises(ImproperlyConfigured, match="two tenants with one id"):
        read(ENTRA, ENTRA)


def test_loopback_will_do_where_the_portal_is_tried():
    (tenant,) = read(ENTRA | {"issuer": "http://127.0.0.1:9000", "tenant": ""}, production=False)

    assert tenant.origin == "http://127.0.0.1:9000"


@pytest.mark.parametrize("said", ["[]", "not JSON", "x" * (discovery.LONGEST + 1)], ids=len)
def test_what_is_not_a_small_object_is_not_read(said, monkeypatch):
    with idp.running() as sign_on:
        monkeypatch.setattr(idp.json, "dumps", lambda told: said)

        with pytest.raises(NotTrusted, match="address_does_not_answer"):
            discovery.fetch(f"{sign_on.issuer}/keys")


def test_a_page_that_is_not_there_is_not_read():
    with (
        idp.running() as sign_on,
        pytest.raises(NotTrusted, match="address_does_not_answer"),
    ):
        discovery.fetch(f"{sign_on.issuer}/nothing")
