"""What a tenant publishes about itself: its addresses, and the keys it signs with.

Both are kept for an hour. A key nobody has seen before is asked for at once, but not more than once
a minute, or a forger could make the portal knock at the tenant's door all day.
"""

import json
from typing import Any

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.core.cache import cache

from portal.accounts.tenancy import Tenant, is_safe

HOUR = 60 * 60
MINUTE = 60
LONGEST = 256 * 1024
WELL_KNOWN = "/.well-known/openid-configuration"
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class NotTrusted(OAuth2Error):
    """What a tenant sent is refused. Its word is a code for the log, never shown to anybody."""


def configuration(tenant: Tenant) -> dict[str, Any]:
    """Return the tenant's addresses. Raises `NotTrusted` when they are not what they should be."""
    found = kept(f"about:{tenant.issuer}", f"{tenant.issuer.rstrip('/')}{WELL_KNOWN}")
    if found.get("issuer") != tenant.issuer:
        raise NotTrusted("issuer_of_another")
    if not all(is_safe(str(found.get(name)), settings.PRODUCTION) for name in ADDRESSES):
        raise NotTrusted("address_without_tls")
    if not str(found["authorization_endpoint"]).startswith(f"{tenant.origin}/"):
        raise NotTrusted("address_elsewhere")
    return found


def key(tenant: Tenant, name: str) -> dict[str, Any]:
    """Return the public key of that name. Raises `NotTrusted` when the tenant has none such."""
    address, place = configuration(tenant)["jwks_uri"], f"keys:{tenant.issuer}"
    keys = kept(place, address)
    if name not in names(keys) and cache.add(f"sign_on:{place}:asked", True, MINUTE):
        cache.delete(f"sign_on:{place}")
        keys = kept(place, address)
    for one in keys.get("keys", []):
        if one.get("kid") == name:
            return dict(one)
    raise NotTrusted("key_unknown")


def kept(place: str, address: str) -> dict[str, Any]:
    """Return what an address says, from memory within the hour."""
    found: dict[str, Any] | None = cache.get(f"sign_on:{place}")
    if found is None:
        found = fetch(address)
        cache.set(f"sign_on:{place}", found, HOUR)
    return found


def names(keys: dict[str, Any]) -> set[str]:
    return {str(one.get("kid")) for one in keys.get("keys", [])}


def fetch(address: str) -> dict[str, Any]:
    """Read a small JSON object. Raises `NotTrusted` for anything else, and for a redirect."""
    with requests.get(address, timeout=5, allow_redirects=False, stream=True) as answer:
        text = answer.raw.read(LONGEST + 1, decode_content=True)
    if answer.status_code != 200 or len(text) > LONGEST:
        raise NotTrusted("address_does_not_answer")
    try:
        found = json.loads(text)
    except ValueError:
        raise NotTrusted("address_does_not_answer") from None
    if not isinstance(found, dict):
        raise NotTrusted("address_does_not_answer")
    return found
