"""The browser's session: changed by one statement, kept in the database and in Redis."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core.cache import cache

from portal.browser_sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    store = SessionStore()
    store["said"] = "one"
    store.save()
    return store


def test_a_session_is_changed_in_one_statement(kept, django_assert_num_queries):
    kept["said"] = "two"

    with django_assert_num_queries(1):
        kept.save()

    assert SessionStore(kept.session_key)["said"] == "two"


def test_what_redis_forgot_stands_in_the_database(kept):
    kept["said"] = "two"
    kept.save()
    cache.clear()

    assert SessionStore(kept.session_key)["said"] == "two"


def test_a_session_that_was_ended_meanwhile_does_not_come_back(kept):
    SessionStore(kept.session_key).delete()
    kept["said"] = "two"

    with pytest.raises(UpdateError):
        kept.save()

    assert not Session.objects.exists()
