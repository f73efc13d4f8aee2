"""Agencies whose people sign in with their agency's own account: one OpenID Connect tenant each.

The settings read this, so nothing here needs Django to be set up.
"""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
ENTRA = "login.microsoftonline.com"
ANYBODY_OF_ENTRA = ("/common/", "/organizations/", "/consumers/")


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """One agency's sign-on, as docs/operations.md tells how to write it."""

    id: str
    name: str
    issuer: str
    client_id: str
    secret: str = ""
    # What the `tid` of every token must be. Required for Microsoft Entra.
    tenant: str = ""
    # Which claim names the person. `oid` at Microsoft Entra.
    subject: str = "sub"
    # A claim, and the values of it, that say a second factor was shown. None: sign-on is never one.
    proof_claim: str = ""
    proof_values: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


def tenants(written: str, production: bool) -> list[Tenant]:
    """Read SIGN_ON_TENANTS, or stop with a sentence that says what is wrong with it."""
    try:
        rows = [Tenant(**row) for row in json.loads(written)]
    except (ValueError, TypeError) as failure:
        raise ImproperlyConfigured(f"SIGN_ON_TENANTS cannot be read: {failure}.") from None
    for row in rows:
        if fault := fault_in(row, production):
            raise ImproperlyConfigured(
                f"SIGN_ON_TENANTS, {row.id}: {fault}. See docs/operations.md."
            )
    if len({row.id for row in rows}) < len(rows):
        raise ImproperlyConfigured("SIGN_ON_TENANTS has two tenants with one id.")
    return rows


def fault_in(row: Tenant, production: bool) -> str:
    """Return what is wrong with one tenant, or nothing."""
    checks = {
        "the id is not made of small letters, digits and hyphens": not re.fullmatch(
            r"[a-z0-9-]{1,40}", row.id
        ),
        "the issuer does not begin with https://": not is_safe(row.issuer, production),
        "the issuer ends with a slash that Entra's does not have": row.issuer.endswith("/")
        and ENTRA in row.issuer,
        "the issuer stands for every tenant there is; name one": any(
            anybody in row.issuer for anybody in ANYBODY_OF_ENTRA
        ),
        "the tenant is missing, or is not the one in the issuer": ENTRA in row.issuer
        and (not row.tenant or row.tenant not in row.issuer),
        "proof_claim and proof_values belong together": bool(row.proof_claim)
        != bool(row.proof_values),
    }
    return next((fault for fault, holds in checks.items() if holds), "")


def is_safe(address: str, production: bool) -> bool:
    """Whether nobody on the way can read or change what comes from an address."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in LOOPBACK and not production
    )
