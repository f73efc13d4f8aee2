"""What `check --deploy` asks: each demand is met by production, and noticed when it is not."""

import os
import secrets
import subprocess
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError

import pytest
from allauth.mfa.adapter import DefaultMFAAdapter
from csp.constants import NONE, SELF
from django.conf import UserSettingsHolder
from django.conf import settings as project
from django.core.checks import registry

from portal.accounts.tenancy import Tenant
from portal.checks import browser, demands, engines, identity, keeping, publishing
from portal.checks.demands import faults
from tests.operations.production import ENVIRONMENT

LONG = "k" * 40
MINIMUM = "django.contrib.auth.password_validation.MinimumLengthValidator"
COMMON = {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"}
POLICY = {"default-src": [NONE], "script-src": [SELF], "upgrade-insecure-requests": True}
GOOD = {
    "ALLOWED_HOSTS": ["portal.example.org"],
    "CSRF_TRUSTED_ORIGINS": ["https://portal.example.org"],
    "SITE_URL": "https://portal.example.org",
    "SECURE_HSTS_SECONDS": 63072000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_NAME": "__Host-sid",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_AGE": 28800,
    "CONTENT_SECURITY_POLICY": {"DIRECTIVES": POLICY},
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    "DEBUG": False,
    "DATABASES": {"default": {"HOST": "db.example.org", "OPTIONS": {"sslmode": "verify-full"}}},
    "REDIS_URL": "rediss://:secret@redis.example.org:6379/0",
    "CELERY_BROKER_URL": "rediss://:secret@redis.example.org:6379/0",
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}},
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    "SECRET_KEY": "s" * 40,
    "RECORD_KEY": "r" * 40,
    "FIELD_KEYS": [LONG],
    "STORAGES": {"default": {"OPTIONS": {"location": "/files"}}},
    "MEDIA_URL": None,
    "SCANNER_REQUIRED": True,
    "ANCHOR_TO": ["dpo@example.org"],
    "ANCHOR_FILE": "",
    "CLAMD_URL": "tcp://clamav:3310",
    "LOG_FORMAT": "json",
    "PUBLISHER": {
        "organisation": "Northmere Safeguarding Children Partnership",
        "contact": "portal@example.org",
        "dpo": "dpo@example.org",
        "ico": "Z1234567",
        "reviewed_on": date(2026, 11, 20),
    },
}


def tenant(issuer):
    one = Tenant(id="anytown", name="Anytown", issuer=issuer, client_id="x", tenant="5f1c")
    return {"SIGN_ON_TENANTS": [one]}


def publisher(**told):
    return {"PUBLISHER": {**GOOD["PUBLISHER"], **told}}


def at(host, **options):
    return {"DATABASES": {"default": {"HOST": host, "OPTIONS": options}}}


def redis(url):
    return {"REDIS_URL": url, "CELERY_BROKER_URL": url}


BAD = [
    ("portal.browser.hosts", {"ALLOWED_HOSTS": ["*"], "SITE_URL": "https://*"}),
    ("portal.browser.hosts", {"ALLOWED_HOSTS": [*GOOD["ALLOWED_HOSTS"], ".example.org"]}),
    ("portal.browser.origins", {"CSRF_TRUSTED_ORIGINS": ["https://*"]}),
    ("portal.browser.origins", {"CSRF_TRUSTED_ORIGINS": ["http://portal.example.org"]}),
    ("portal.browser.address", {"SITE_URL": "http://portal.example.org"}),
    ("portal.browser.address", {"SITE_URL": "https://elsewhere.example.org"}),
    ("portal.browser.hsts", {"SECURE_HSTS_SECONDS": 1}),
    ("portal.browser.hsts", {"SECURE_HSTS_INCLUDE_SUBDOMAINS": False}),
    ("portal.browser.hsts", {"SECURE_SSL_REDIRECT": False}),
    ("portal.browser.cookies", {"SESSION_COOKIE_NAME": "sessionid"}),
    ("portal.browser.cookies", {"CSRF_COOKIE_SECURE": False}),
    ("portal.browser.cookies", {"SESSION_COOKIE_HTTPONLY": False}),
    ("portal.browser.cookies", {"SESSION_COOKIE_SAMESITE": "None"}),
    ("portal.browser.cookies", {"CSRF_COOKIE_DOMAIN": ".example.org"}),
    ("portal.browser.session_age", {"SESSION_COOKIE_AGE": 28801}),
    ("portal.browser.session_age", {"SESSION_COOKIE_AGE": 0}),
    ("portal.browser.sessions_as_json", {"SESSION_SERIALIZER": "somewhere.PickleSerializer"}),
    (
        "portal.browser.policy",
        {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {**POLICY, "style-src": ["'unsafe-inline'"]}}},
    ),
    (
        "portal.browser.policy",
        {"CONTENT_SECURITY_POLICY": {"DIRECTIVES": {**POLICY, "img-src": ["*"]}}},
    ),
    ("portal.browser.policy", {"CONTENT_SECURITY_POLICY": {}}),
    ("portal.browser.forwarded_host", {"USE_X_FORWARDED_HOST": True}),
    ("portal.browser.proxies", {"ALLAUTH_TRUSTED_PROXY_COUNT": 0}),
    ("portal.browser.debug", {"DEBUG": True}),
    ("portal.browser.debug", {"DEMO": True}),
    ("portal.engines.database", at("db.example.org", sslmode="require")),
    ("portal.engines.database", at("db.example.org")),
    ("portal.engines.redis_password", redis("rediss://redis.example.org:6379/0")),
    ("portal.engines.redis_tls", redis("redis://:secret@redis.example.org:6379/0")),
    (
        "portal.engines.cache",
        {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}},
    ),
    ("portal.engines.mail", {"EMAIL_USE_TLS": False}),
    (
        "portal.identity.hashers",
        {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]},
    ),
    ("portal.identity.hashers", {"PASSWORD_HASHERS": []}),
    ("portal.identity.validators", {"AUTH_PASSWORD_VALIDATORS": []}),
    (
        "portal.identity.validators",
        {"AUTH_PASSWORD_VALIDATORS": [COMMON, {"NAME": MINIMUM, "OPTIONS": {"min_length": 8}}]},
    ),
    ("portal.identity.guardian", {"ANONYMOUS_USER_NAME": "AnonymousUser"}),
    ("portal.identity.guardian", {"GUARDIAN_LEGACY_GLOBAL_PERMS_GROUP_UNION": True}),
    ("portal.identity.tenants", tenant("http://login.example.org/anytown/v2.0")),
    ("portal.identity.tenants", tenant("https://login.microsoftonline.com/common/v2.0")),
    ("portal.keeping.record_key", {"RECORD_KEY": "short"}),
    ("portal.keeping.record_key", {"RECORD_KEY": GOOD["SECRET_KEY"]}),
    ("portal.keeping.record_key", {"RECORD_KEY": LONG}),
    ("portal.keeping.field_keys", {"FIELD_KEYS": []}),
    ("portal.keeping.field_keys", {"FIELD_KEYS": [LONG, "short"]}),
    ("portal.keeping.field_keys", {"FIELD_KEYS": [GOOD["SECRET_KEY"]]}),
    ("portal.keeping.files", {"STORAGES": {"default": {}}}),
    (
        "portal.keeping.files",
        {"STORAGES": {"default": {"OPTIONS": {"location": f"{project.STATIC_ROOT}/files"}}}},
    ),
    ("portal.keeping.files", {"MEDIA_URL": "/media/"}),
    ("portal.keeping.anchor", {"ANCHOR_TO": []}),
    ("portal.keeping.scanner", {"SCANNER_REQUIRED": False}),
    ("portal.keeping.scanner", {"CLAMD_URL": ""}),
    ("portal.keeping.log", {"LOG_FORMAT": "plain"}),
    *[("portal.publishing.privacy", publisher(**{name: ""})) for name in ("organisation", "dpo")],
    ("portal.publishing.accessibility", publisher(reviewed_on=None)),
]
ALSO_GOOD = [
    at("/var/run/postgresql"),
    at("localhost"),
    {"PRIVATE_HOSTS": ["postgres"], **at("postgres")},
    {"PRIVATE_HOSTS": ["redis"], **redis("redis://:secret@redis:6379/0")},
    redis("unix:///run/redis.sock"),
    {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True},
    {"EMAIL_USE_TLS": False, "EMAIL_HOST": "localhost"},
    {"EMAIL_BACKEND": "portal.outbox.notify.NotifyBackend", "EMAIL_USE_TLS": False},
    {"SECURE_PROXY_SSL_HEADER": None, "ALLAUTH_TRUSTED_PROXY_COUNT": 0},
    tenant("https://login.microsoftonline.com/5f1c/v2.0"),
]


@pytest.fixture
def production(monkeypatch):
    """Settings for the checks to read, and for nobody else: no database lies behind these."""
    told = UserSettingsHolder(project._wrapped)
    for name, value in GOOD.items():
        setattr(told, name, value)
    for module in (browser, engines, identity, keeping, publishing):
        monkeypatch.setattr(module, "settings", told)
    return told


def fired():
    return {code for code, demand in demands.items() if faults(demand)}


def test_production_meets_every_demand(production):
    assert fired() == set()


@pytest.mark.parametrize("told", ALSO_GOOD, ids=str)
def test_other_ways_to_do_it_well_are_taken(production, told):
    for name, value in told.items():
        setattr(production, name, value)

    assert fired() == set()


@pytest.mark.parametrize(("code", "told"), BAD, ids=str)
def test_each_bad_setting_alone_is_noticed(production, code, told):
    for name, value in told.items():
        setattr(production, name, value)

    assert code in fired()


@pytest.mark.parametrize(
    ("code", "package", "old"),
    [
        ("portal.keeping.paper", "weasyprint", "69.9"),
        ("portal.keeping.grants", "django-guardian", "3.5.1"),
        ("portal.keeping.workbooks", "defusedxml", None),
    ],
)
def test_a_package_that_is_old_or_missing_is_noticed(production, monkeypatch, code, package, old):
    have = keeping.version

    def version(asked):
        if asked == package and old is None:
            raise PackageNotFoundError
        return old if asked == package else have(asked)

    monkeypatch.setattr(keeping, "version", version)

    assert fired() == {code}


def test_seeds_kept_as_they_are_are_noticed(production, monkeypatch):
    monkeypatch.setattr(identity, "get_adapter", DefaultMFAAdapter)

    assert fired() == {"portal.identity.seeds"}


def test_every_demand_has_been_seen_unmet():
    elsewhere = {
        "portal.keeping.paper",
        "portal.keeping.grants",
        "portal.keeping.workbooks",
        "portal.identity.seeds",
    }

    assert {code for code, _ in BAD} | elsewhere == set(demands)


def test_django_asks_every_demand_on_deployment():
    asked = [check.args[0].code for check in registry.registry.deployment_checks if mine(check)]

    assert sorted(asked) == sorted(demands)


def mine(check):
    return getattr(check, "func", None) is faults


@pytest.mark.parametrize("demand", demands.values(), ids=lambda demand: demand.code)
def test_a_demand_says_what_is_wrong_and_what_to_do(demand):
    assert demand.says.endswith(".")
    assert demand.hint.endswith(".")


def check_deploy(**given):
    """What the container asks when it starts."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=project.BASE_DIR,
        env={**kept, **ENVIRONMENT, **given},
        capture_output=True,
        check=False,
        text=True,
    )


def test_the_settings_of_docker_compose_pass():
    run = check_deploy()

    assert run.returncode == 0, run.stderr


def test_one_setting_amiss_stops_the_container():
    run = check_deploy(ICO_NUMBER="", FIELD_KEYS=secrets.token_urlsafe(8))

    assert run.returncode == 1
    assert "portal.publishing.privacy" in run.stderr
    assert "portal.keeping.field_keys" in run.stderr
