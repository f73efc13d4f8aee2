"""Reading an ID token: everything is checked that OpenID Connect lets a portal check.

allauth leaves the signature out when the token came straight from the tenant, and sends no nonce.
Here every token is checked as if it had come by post.
"""

import hashlib
from typing import Any

import jwt
from django.core.cache import cache
from django.utils.crypto import constant_time_compare

from portal import clock
from portal.accounts.discovery import NotTrusted, key
from portal.accounts.tenancy import Tenant

# Only signatures made with a key that the tenant alone has. Not "none", not a shared secret.
ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
NEEDED = ["iss", "aud", "exp", "iat", "sub", "nonce"]
LEEWAY_SECONDS = 60
# A second factor shown longer ago than this was shown for something else.
PROOF_SECONDS = 5 * 60


def read(token: str, *, tenant: Tenant, nonce: str) -> dict[str, Any]:
    """Return the claims of a token made for us, for this sign-in, by this tenant, once."""
    try:
        claims = signed(token, tenant)
    except (jwt.PyJWTError, ValueError, KeyError) as fault:
        raise NotTrusted(type(fault).__name__) from fault
    if not nonce or not constant_time_compare(str(claims["nonce"]), nonce):
        raise NotTrusted("nonce_of_another")
    if tenant.tenant and claims.get("tid") != tenant.tenant:
        raise NotTrusted("tenant_of_another")
    if not isinstance(claims.get(tenant.subject), str) or not claims[tenant.subject]:
        raise NotTrusted("subject_missing")
    use_up(token, claims)
    return claims


def signed(token: str, tenant: Tenant) -> dict[str, Any]:
    """Return the claims when signature, issuer, audience and times hold."""
    header = jwt.get_unverified_header(token)
    algorithm = header["alg"]
    public = key(tenant, str(header.get("kid")))
    if ALGORITHMS.get(algorithm) != public.get("kty") or public.get("use", "sig") != "sig":
        raise NotTrusted("algorithm_not_agreed")
    claims: dict[str, Any] = jwt.decode(
        token,
        jwt.PyJWK(public, algorithm),
        algorithms=[algorithm],
        audience=tenant.client_id,
        issuer=tenant.issuer,
        leeway=LEEWAY_SECONDS,
        options={"require": NEEDED, "strict_aud": True, "enforce_minimum_key_length": True},
    )
    return claims


def use_up(token: str, claims: dict[str, Any]) -> None:
    """Take a token once. It is forgotten when it would be too old in any case."""
    left = int(claims["exp"] - clock.wall_time().timestamp()) + 2 * LEEWAY_SECONDS
    mark = hashlib.sha256(token.rpartition(".")[0].encode()).hexdigest()
    if not cache.add(f"sign_on:used:{mark}", True, max(left, LEEWAY_SECONDS)):
        raise NotTrusted("token_used_before")


def identity(claims: dict[str, Any], tenant: Tenant) -> str:
    """Return what one person at one tenant is known by: issuer, tenant and subject, digested."""
    parts = (tenant.issuer, tenant.tenant, claims[tenant.subject])
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def proves(claims: dict[str, Any], tenant: Tenant) -> bool:
    """Whether the tenant says that a second factor was shown, and that it was just now."""
    said = claims.get(tenant.proof_claim) if tenant.proof_claim else None
    said = [said] if isinstance(said, str) else said
    if not isinstance(said, list) or not set(tenant.proof_values) & {str(one) for one in said}:
        return False
    shown = claims.get("auth_time")
    age = clock.wall_time().timestamp() - shown if isinstance(shown, int) else PROOF_SECONDS
    return -LEEWAY_SECONDS <= age < PROOF_SECONDS
