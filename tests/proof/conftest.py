"""People with and without a second factor, and codes of their app."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.factories.portal import SEED, UserFactory, with_app
from tests.personas import persona
from tests.world import World

PASSWORD = "three random words"
MOMENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def code_at(moment: datetime) -> str:
    """What an app with the secret `SEED` shows at a moment."""
    return format_hotp_value(hotp_value(SEED, int(moment.timestamp()) // 30))


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.fixture
def lead(world):
    """A review lead with a password and no second factor."""
    return with_password(persona(world, "review lead"))


@pytest.fixture
def lead_with_app(lead):
    with_app(lead)
    return lead


@pytest.fixture
def somebody(db):
    return with_password(UserFactory())
