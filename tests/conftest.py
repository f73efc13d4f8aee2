"""What every test stands on: quick settings, a database that can be emptied, people signed in."""

import logging
import socket
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.core.servers.basehttp import WSGIServer
from django.db import connection
from django.test import Client

from tests import leaks, template
from tests.proven import force_login

# Bit 32 of tgtype: the trigger fires on TRUNCATE.
TRIGGERS_ON_TRUNCATE = """
    SELECT format('ALTER TABLE %I DISABLE TRIGGER %I', pg_class.relname, pg_trigger.tgname)
    FROM pg_trigger JOIN pg_class ON pg_class.oid = pg_trigger.tgrelid
    WHERE NOT pg_trigger.tgisinternal AND (pg_trigger.tgtype & 32) = 32
"""


LOOPBACK = {None, "", "localhost", "127.0.0.1", "::1", b"localhost", b"127.0.0.1"}
ask_for_address = socket.getaddrinfo


def only_loopback(host: Any, *args: Any, **facts: Any) -> Any:
    """Look up a name of this machine; pytest-socket stops connections and not the question."""
    if host not in LOOPBACK:
        raise AssertionError(f"A test asked the network where {host} is.")
    return ask_for_address(host, *args, **facts)


def pytest_configure() -> None:
    """Change what would make tests slow, or make one test see what another one left behind."""
    socket.getaddrinfo = only_loopback
    logging.Logger.handle = leaks.handle  # type: ignore[method-assign]
    Client.force_login = force_login  # type: ignore[method-assign]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PRESS_APART = False
    WSGIServer.request_queue_size = 128  # a crowd comes at once
    settings.MEDIA_URL = "/no-file-is-served/"  # the server of the journeys wants an address
    settings.OPEN_APART = False
    current_app.conf.update(task_always_eager=True, task_eager_propagates=True)
    if settings.DEMO:
        import_module("portal.urls")  # the doors of the demonstration are there to be tested,
        settings.DEMO = False  # but the calendar goes on; a test that needs it still sets DEMO
    settings.WHITENOISE_AUTOREFRESH = True  # or every test looks through every static file
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: Any
) -> None:
    """Copy a database that is migrated already, in every process."""
    with django_db_blocker.unblock():
        template.use_for_tests()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let transactional tests empty the record. No person can: the trigger is there in production.

    Only TRUNCATE is let through; changing or deleting one line of the record stays refused.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(TRIGGERS_ON_TRUNCATE)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """Begin with an empty cache: it counts how often somebody tried to sign in."""
    cache.clear()


@pytest.fixture(autouse=True)
def no_name_is_logged() -> Iterator[None]:
    """Fail the test during which a line of the log named somebody of the tests."""
    yield
    leaked = leaks.taken()
    assert leaked == [], "The log names a person"


@pytest.fixture
def sign_in(client: Client) -> Callable[[Any], Client]:
    """Sign a person in and get the browser to ask with: `sign_in(user).get(url)`.

    `sign_in(user, proven=False)`: without a second factor.
    """

    def signed_in(user: Any, **how: bool) -> Client:
        client.force_login(user, **how)
        return client

    return signed_in
