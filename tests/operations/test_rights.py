"""What the portal's own role may do to the database, asked of the database."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from portal import audit
from tests.factories.portal import ClosingDayFactory, UserFactory

ROLE = "portal_of_the_tests"


@pytest.fixture
def as_the_portal(db, monkeypatch):
    """Every statement from here on is the role's; the role goes with the transaction."""
    monkeypatch.setenv("PORTAL_DB_PASSWORD", "sec'ret")
    audit.record("closingday.added", ClosingDayFactory(), by=UserFactory())
    call_command("grant_rights", ROLE, stdout=StringIO())
    call_command("grant_rights", ROLE, stdout=StringIO())  # again is as good as once
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield cursor


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE portal_event SET what = 'nothing'",
        "DELETE FROM portal_sighting",
        "TRUNCATE portal_event",
        "ALTER TABLE portal_event DISABLE TRIGGER ALL",
        "DROP TABLE portal_event",
        "DELETE FROM django_migrations",
        "CREATE TABLE mine (id int)",
        "TRUNCATE portal_closingday",
    ],
)
def test_the_role_cannot_change_the_record_or_the_tables(as_the_portal, statement):
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")

    with refused, transaction.atomic():
        as_the_portal.execute(statement)


def test_the_role_can_work(as_the_portal):
    person = UserFactory()
    day = ClosingDayFactory()

    audit.record("closingday.added", day, by=person)
    day.name = "Another"
    day.save()
    day.delete()

    assert audit.verify() == []


def test_a_role_that_is_not_there_needs_a_password(db, monkeypatch):
    monkeypatch.delenv("PORTAL_DB_PASSWORD", raising=False)

    with pytest.raises(CommandError, match="set PORTAL_DB_PASSWORD to make it"):
        call_command("grant_rights", "nobody_of_the_tests")
