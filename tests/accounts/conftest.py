"""People with an account, and the code or link of the latest e-mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from tests.accounts import idp
from tests.factories.portal import UserFactory

PASSWORD = "three random words"


@pytest.fixture(autouse=True)
def no_limit_reached_before():
    """How often something was tried is kept in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def ada(db):
    person = UserFactory(email="ada@example.org")
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def code(mailoutbox):
    """Read the code in the latest e-mail: `code()`."""
    return lambda: re.search(r"^[A-Z]{4}-[A-Z]{4}$", mailoutbox[-1].body, re.MULTILINE)[0]


@pytest.fixture
def anytown(settings):
    """A council's sign-on that answers on loopback, as `tests.accounts.idp` tells."""
    with idp.running() as sign_on:
        settings.SIGN_ON_TENANTS = [sign_on.tenant()]
        settings.SITE_URL = "https://portal.example.org"
        yield sign_on
