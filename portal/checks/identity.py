"""Passwords, second factors, single sign-on, and who may be let in by which."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    get_password_validators,
)

from portal.accounts.tenancy import fault_in
from portal.checks.demands import demand

HASHERS = {
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
}
SHORTEST = 12


@demand(
    "portal.identity.hashers",
    "Passwords are kept, or still accepted, in a form that can be guessed quickly.",
    "Keep Argon2 first in PASSWORD_HASHERS and nothing beside PBKDF2, scrypt and bcrypt.",
)
def hashers() -> bool:
    return bool(settings.PASSWORD_HASHERS) and set(settings.PASSWORD_HASHERS) <= HASHERS


@demand(
    "portal.identity.validators",
    "A password may be shorter than 12 characters, or one of those everybody tries first.",
    "Keep MinimumLengthValidator at 12 or more and CommonCoreValidator.",
)
def validators() -> bool:
    named: Any = settings.AUTH_PASSWORD_VALIDATORS
    asked = get_password_validators(named)
    lengths = [one.min_length for one in asked if isinstance(one, MinimumLengthValidator)]
    common = any(isinstance(one, CommonPasswordValidator) for one in asked)
    return common and max(lengths, default=0) >= SHORTEST


@demand(
    "portal.identity.seeds",
    "The secrets of second factors would lie in the database as they are.",
    "Leave MFA_ADAPTER at the portal's own.",
)
def seeds() -> bool:
    kept = get_adapter().encrypt("seed")
    return "seed" not in kept and get_adapter().decrypt(kept) == "seed"


@demand(
    "portal.identity.guardian",
    "django-guardian gives rights to visitors who have not signed in, or to whole groups at once.",
    "Leave ANONYMOUS_USER_NAME at None and the other settings of guardian unset.",
)
def guardian() -> bool:
    return settings.ANONYMOUS_USER_NAME is None and not getattr(
        settings, "GUARDIAN_LEGACY_GLOBAL_PERMS_GROUP_UNION", False
    )


@demand(
    "portal.identity.tenants",
    "A tenant of single sign-on is asked without TLS, or is everybody's and not one agency's.",
    "Give each tenant in SIGN_ON_TENANTS an issuer of its own that begins with https://.",
)
def tenants() -> bool:
    return not any(fault_in(tenant, production=True) for tenant in settings.SIGN_ON_TENANTS)
