"""What browsers are told, and whom the portal believes."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from portal.checks.demands import demand

YEAR = 365 * 24 * 60 * 60
WORKING_DAY = 8 * 60 * 60


@demand(
    "portal.browser.hosts",
    "ALLOWED_HOSTS is empty, or lets in more than the portal's own host.",
    "Name the host people type, such as portal.example.org: no * and no leading dot.",
)
def hosts() -> bool:
    named = settings.ALLOWED_HOSTS
    return bool(named) and not any(host.startswith(("*", ".")) for host in named)


@demand(
    "portal.browser.origins",
    "CSRF_TRUSTED_ORIGINS names an origin that is not https, or a wildcard.",
    "Name the portal's own origin, such as https://portal.example.org.",
)
def origins() -> bool:
    return all(o.startswith("https://") and "*" not in o for o in settings.CSRF_TRUSTED_ORIGINS)


@demand(
    "portal.browser.address",
    "SITE_URL is not an https address on one of ALLOWED_HOSTS. Links in e-mails begin with it.",
    "Set SITE_URL to the address people type, such as https://portal.example.org.",
)
def address() -> bool:
    parts = urlsplit(settings.SITE_URL)
    return parts.scheme == "https" and parts.hostname in settings.ALLOWED_HOSTS


@demand(
    "portal.browser.hsts",
    "Browsers are not told to use https only, for a year and on every subdomain.",
    "Set PRODUCTION=1 and leave SECURE_SSL_REDIRECT on.",
)
def hsts() -> bool:
    return (
        settings.SECURE_HSTS_SECONDS >= YEAR
        and settings.SECURE_HSTS_INCLUDE_SUBDOMAINS
        and settings.SECURE_SSL_REDIRECT
    )


@demand(
    "portal.browser.cookies",
    "A cookie could be set by another host, read by a script, or sent without TLS.",
    "Set PRODUCTION=1: cookies are then named __Host-..., Secure, HttpOnly and SameSite.",
)
def cookies() -> bool:
    return all(
        name.startswith("__Host-") and secure and closed and same in ("Lax", "Strict") and alone
        for name, secure, closed, same, alone in our_cookies()
    )


def our_cookies() -> Iterable[tuple[str, bool, bool, str, bool]]:
    for kind in ("SESSION", "CSRF"):
        told = {part: getattr(settings, f"{kind}_COOKIE_{part}") for part in PARTS}
        alone = told["PATH"] == "/" and not told["DOMAIN"]
        yield told["NAME"], told["SECURE"], told["HTTPONLY"], told["SAMESITE"], alone


PARTS = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")


@demand(
    "portal.browser.session_age",
    "A session may last longer than a working day of 8 hours.",
    "Lower SESSION_COOKIE_AGE.",
)
def session_age() -> bool:
    return 0 < settings.SESSION_COOKIE_AGE <= WORKING_DAY


@demand(
    "portal.browser.sessions_as_json",
    "Sessions are not kept as JSON. Another form may run code when it is read.",
    "Leave SESSION_SERIALIZER at Django's JSONSerializer.",
)
def sessions_as_json() -> bool:
    json = "django.contrib.sessions.serializers.JSONSerializer"
    return bool(json == settings.SESSION_SERIALIZER)


@demand(
    "portal.browser.policy",
    "The content security policy lets in what it does not name, or is only reported.",
    "Keep default-src 'none' and no unsafe-... or * in CONTENT_SECURITY_POLICY.",
)
def policy() -> bool:
    said: dict[str, Any] = settings.CONTENT_SECURITY_POLICY.get("DIRECTIVES", {})
    sources = [str(source) for told in said.values() if told is not True for source in told]
    loose = any("unsafe" in source or source in ("*", "https:", "http:") for source in sources)
    return said.get("default-src") == ["'none'"] and not loose


@demand(
    "portal.browser.forwarded_host",
    "The portal believes the host a visitor's request claims to have been forwarded for.",
    "Leave USE_X_FORWARDED_HOST off; let the proxy hand on Host.",
)
def forwarded_host() -> bool:
    return not settings.USE_X_FORWARDED_HOST


@demand(
    "portal.browser.proxies",
    "A proxy ends TLS, and nothing says how many proxies add to X-Forwarded-For. "
    "Every visitor would share one address, and its failed sign-ins.",
    "Set ALLAUTH_TRUSTED_PROXY_COUNT to the number of proxies of your own.",
)
def proxies() -> bool:
    counted = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0) or 0
    return not settings.SECURE_PROXY_SSL_HEADER or counted >= 1


@demand(
    "portal.browser.debug",
    "DEBUG or DEMO is on. One shows records to whoever meets a fault, the other lets anybody in.",
    "Unset DEBUG and DEMO.",
)
def debug() -> bool:
    return not settings.DEBUG and not settings.DEMO
