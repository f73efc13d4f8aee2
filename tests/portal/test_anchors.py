"""Seals kept outside: what was cut off, or sealed again by the owner, is noticed."""

import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from portal import anchors, audit, tasks
from portal.models import ChainHead, Event, Heartbeat
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    """Five lines of the record, the third of them anchored in a file and by mail."""
    settings.ANCHOR_FILE, settings.ANCHOR_TO = str(tmp_path / "seals"), ["dpo@example.org"]
    person = UserFactory()
    for step in (1, 2, 3):
        audit.record("user.tested", person, by=person, step=step)
    audit.sighted(person, by=person)
    tasks.anchor()
    for step in (4, 5):
        audit.record("user.tested", person, by=person, step=step)
    return tmp_path / "seals"


def tamper(statement, *values):
    """Do what only the owner of the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def found(kept):
    return [str(broken) for broken in anchors.missing(anchors.read(kept.read_text()))]


def test_the_last_seal_of_each_chain_goes_to_the_file_and_by_mail(kept):
    seals = [Event.objects.get(seq=3).seal, ChainHead.objects.get(stream="sightings").seal]

    lines = kept.read_text().splitlines()

    assert [line.split(" ", 1)[1] for line in lines] == [
        f"events 3 {seals[0]}",
        f"sightings 1 {seals[1]}",
    ]
    (message,) = mail.outbox
    assert message.to == ["dpo@example.org"]
    assert all(line in message.body for line in lines)
    assert anchors.read(message.body) == anchors.read(kept.read_text())
    assert Heartbeat.objects.filter(name="anchor").exists()


def test_a_second_day_is_added_and_nothing_is_written_over(kept):
    first = kept.read_text()

    tasks.anchor()

    assert kept.read_text().startswith(first)
    assert len(kept.read_text().splitlines()) == 4
    assert found(kept) == []


def test_nothing_is_cast_without_a_record_or_a_place(settings, tmp_path):
    settings.ANCHOR_FILE = str(tmp_path / "seals")
    assert tasks.anchor() == 0

    settings.ANCHOR_FILE, person = "", UserFactory()
    audit.record("user.tested", person, by=person)
    assert tasks.anchor() == 0
    assert not Heartbeat.objects.exists()


def cut_tail():
    """Remove the last three links, and put the head back: the chain alone looks whole."""
    seal = Event.objects.get(seq=2).seal
    tamper("DELETE FROM portal_event WHERE seq > 2")
    ChainHead.objects.filter(stream="events").update(seq=2, seal=seal)


def seal_again(first):
    """Leave out the links before the first, change the others, and seal them with the key."""
    tamper("DELETE FROM portal_event WHERE seq < %s", first)
    before = ""
    for seq, link in enumerate(Event.objects.order_by("seq"), start=1):
        subject = f"{link.subject_type_id}:{link.subject_id}"
        facts = {"step": 9}
        signed = audit.sealed_text("events", seq, link.at, link.by_id, link.what, subject, facts)
        seal = audit.seal(before, signed)
        tamper(
            "UPDATE portal_event SET seq=%s, facts=%s, signed=%s, seal_before=%s, seal=%s"
            " WHERE id=%s",
            *(seq, json.dumps(facts), signed, before, seal, link.pk),
        )
        before = seal
    ChainHead.objects.filter(stream="events").update(seq=seq, seal=before)


@pytest.mark.parametrize(
    ("forge", "told"),
    [
        (cut_tail, "events: link 3 is missing: it was anchored, then cut off"),
        (lambda: seal_again(1), "events: link 3 is not the one that was anchored"),
        (lambda: seal_again(2), "events: link 3 is not the one that was anchored"),
        (lambda: seal_again(4), "events: link 3 is missing: it was anchored, then cut off"),
    ],
    ids=["cut tail", "sealed again", "cut head", "cut head to few"],
)
def test_what_the_chain_itself_cannot_tell_the_anchor_does(kept, forge, told):
    forge()

    assert audit.verify() == []
    (said,) = found(kept)
    assert said.startswith(told)
    with pytest.raises(CommandError, match=told[:30]):
        call_command("verify_record", anchor=[kept])


def test_the_command_says_that_it_holds_and_with_how_many_seals(kept):
    out = StringIO()

    call_command("verify_record", "--anchor", str(kept), stdout=out)

    assert out.getvalue() == "The record holds. It contains 2 anchored seals.\n"


def test_a_file_that_cannot_be_read_or_holds_no_seal_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_record", anchor=[tmp_path / "none"])

    (tmp_path / "letter").write_text("Dear all, events 3 happened")
    with pytest.raises(CommandError, match="holds no seal"):
        call_command("verify_record", anchor=[tmp_path / "letter"])
