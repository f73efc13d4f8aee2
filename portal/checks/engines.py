"""The database, Redis and the mail relay: who may read what passes between them and the portal."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from portal.checks.demands import demand

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SHARED = (
    "django.core.cache.backends.redis.RedisCache",
    "django.core.cache.backends.db.DatabaseCache",
)


def is_near(host: str | None) -> bool:
    """On this machine, or on a network that an operator has said nobody else is on."""
    return not host or host.startswith("/") or host in LOOPBACK | set(settings.PRIVATE_HOSTS)


@demand(
    "portal.engines.database",
    "What passes between the portal and PostgreSQL can be read, or comes from a server nobody "
    "has checked.",
    "End DATABASE_URL with ?sslmode=verify-full&sslrootcert=/path, or name the host in "
    "PRIVATE_HOSTS if only the portal's own machines are on that network.",
)
def database() -> bool:
    told: dict[str, Any] = settings.DATABASES["default"]
    options = told.get("OPTIONS", {})
    host = options.get("host") or told.get("HOST")
    return is_near(host) or options.get("sslmode") == "verify-full"


@demand(
    "portal.engines.redis_password",
    "Redis asks for no password. Whoever reaches it could read sessions and give the worker jobs.",
    "Set one (requirepass) and put it into REDIS_URL: rediss://:password@host:6379/0.",
)
def redis_password() -> bool:
    return all(is_socket(url) or bool(urlsplit(url).password) for url in redis_addresses())


@demand(
    "portal.engines.redis_tls",
    "What passes between the portal and Redis can be read on the way.",
    "Begin REDIS_URL with rediss://, or name the host in PRIVATE_HOSTS if only the portal's own "
    "machines are on that network.",
)
def redis_tls() -> bool:
    return all(
        is_socket(url) or urlsplit(url).scheme == "rediss" or is_near(urlsplit(url).hostname)
        for url in redis_addresses()
    )


def redis_addresses() -> set[str]:
    return {settings.REDIS_URL, settings.CELERY_BROKER_URL}


def is_socket(url: str) -> bool:
    return url.startswith("unix:")


@demand(
    "portal.engines.cache",
    "Each process has a cache of its own, so that a limit on tries holds for one of them only.",
    "Leave CACHES on Redis.",
)
def cache() -> bool:
    return settings.CACHES["default"]["BACKEND"] in SHARED


@demand(
    "portal.engines.mail",
    "E-mails, and the links in them, travel to the relay in the clear.",
    "Begin EMAIL_URL with smtp+tls:// or smtp+ssl://.",
)
def mail() -> bool:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return True
    return bool(settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL or is_near(settings.EMAIL_HOST))
