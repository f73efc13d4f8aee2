"""The record: written once, sealed in a chain."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from portal import audit
from portal.models import ChainHead, Event, Sighting, User
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_events():
    person = UserFactory()
    return [audit.record("user.tested", person, by=person, step=n) for n in (1, 2, 3)]


SLIP_IN = """
    INSERT INTO portal_event (
        seq, at, by_id, what, subject_type_id, subject_id, facts, signed, seal_before, seal
    )
    SELECT 4, at, by_id, what, subject_type_id, subject_id, facts, signed, seal_before, seal
    FROM portal_event WHERE seq = 3
"""


def tamper(statement, *values):
    """Do what only the owner of the database could: change the record behind our back."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_each_line_follows_from_the_one_before(three_events):
    first, second, third = three_events

    assert [e.seq for e in three_events] == [1, 2, 3]
    assert (second.seal_before, third.seal_before) == (first.seal, second.seal)
    assert audit.verify() == []


def test_a_seal_holds_in_one_place_of_one_history_only(three_events):
    first, second, _ = three_events

    assert audit.seal(first.seal, second.signed) == second.seal
    assert audit.seal("of another history", second.signed) != second.seal


@pytest.mark.parametrize("table", ["portal_event", "portal_sighting"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET what='x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_record(three_events, statement, table):
    audit.sighted(three_events[0].by, by=three_events[0].by)

    with pytest.raises(DatabaseError, match="written once"), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("table", ["portal_event", "portal_sighting"])
def test_the_database_refuses_to_empty_the_record(three_events, table):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_truncate")
        with pytest.raises(DatabaseError, match="written once"):
            cursor.execute(f"TRUNCATE {table}")


def test_the_models_refuse_too(three_events):
    with pytest.raises(TypeError, match="written once"):
        Event.objects.update(what="x")
    with pytest.raises(TypeError, match="written once"):
        Event.objects.all().delete()


@pytest.mark.parametrize(
    ("statement", "seq", "fault"),
    [
        ("UPDATE portal_event SET facts='{}' WHERE seq=2", 2, "was changed"),
        ("UPDATE portal_event SET what='user.other' WHERE seq=1", 1, "was changed"),
        ("UPDATE portal_event SET by_id=NULL WHERE seq=3", 3, "was changed"),
        ("UPDATE portal_event SET seal_before='' WHERE seq=2", 2, "does not follow"),
        ("DELETE FROM portal_event WHERE seq=1", 1, "is missing"),
        ("DELETE FROM portal_event WHERE seq=2", 2, "is missing"),
        ("DELETE FROM portal_event WHERE seq=3", 3, "was cut off"),
        (SLIP_IN, 4, "does not follow"),
    ],
)
def test_verify_names_the_first_broken_link(three_events, statement, seq, fault):
    tamper(statement)

    (found,) = audit.verify()

    assert (found.stream, found.seq) == ("events", seq)
    assert fault in found.fault


def test_swapped_links_are_noticed(three_events):
    tamper("UPDATE portal_event SET seq = CASE seq WHEN 1 THEN 902 WHEN 2 THEN 901 ELSE seq END")
    tamper("UPDATE portal_event SET seq = seq - 900 WHERE seq > 900")

    assert audit.verify()[0].seq == 1


def test_another_key_does_not_verify(three_events, settings):
    settings.RECORD_KEY = "somebody else's"

    assert audit.verify()[0].seq == 1


def test_an_earlier_key_verifies_what_it_sealed_and_nothing_later(three_events, settings):
    person, old = UserFactory(), settings.RECORD_KEY
    settings.RECORD_KEY, settings.RECORD_KEYS_BEFORE = "a new key", [old, "one before that"]
    audit.record("user.tested", person, by=person)
    assert audit.verify() == []

    settings.RECORD_KEY = old  # whoever still has the old key writes with it
    audit.record("user.tested", person, by=person)
    settings.RECORD_KEY = "a new key"
    assert audit.verify()[0].seq == 5


def test_command_says_that_the_record_holds_or_where_it_breaks(three_events):
    out = StringIO()
    call_command("verify_record", stdout=out)
    assert out.getvalue() == "The record holds.\n"

    tamper("DELETE FROM portal_event WHERE seq=2")
    with pytest.raises(CommandError, match="events: link 2 is missing"):
        call_command("verify_record")


def test_sightings_have_a_chain_of_their_own(three_events):
    person = UserFactory()

    sighting = audit.sighted(person, by=person)

    assert (sighting.seq, sighting.what) == (1, "user.seen")
    assert list(Sighting.objects.about(person)) == [sighting]
    assert audit.verify() == []


def test_a_change_that_is_undone_leaves_no_line(three_events):
    person = UserFactory()
    try:
        with transaction.atomic():
            audit.record("user.tested", person, by=person)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    assert Event.objects.count() == 3
    assert ChainHead.objects.get(stream="events").seq == 3


def test_a_change_whose_line_cannot_be_written_is_undone_as_a_whole(three_events):
    person = three_events[0].by

    def change():
        User.objects.filter(pk=person.pk).update(name="Changed")
        with suppress(DatabaseError):
            audit.record("too long a word" * 9, person, by=person)

    with suppress(TransactionManagementError), transaction.atomic():
        change()

    person.refresh_from_db()
    assert person.name != "Changed"


def test_a_line_costs_two_statements(three_events, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(2):
        line = audit.record("user.tested", three_events[0].by, by=three_events[0].by)

    assert Event.objects.get(pk=line.pk).signed == line.signed


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_leave_no_gap_and_no_fork():
    person = UserFactory()

    def write(step):
        try:
            audit.record("user.tested", person, by=person, step=step)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(24)))

    assert list(Event.objects.values_list("seq", flat=True)) == list(range(1, 25))
    assert audit.verify() == []
