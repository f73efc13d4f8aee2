"""The sender: leases, attempts, pauses, and what becomes of what it cannot send."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import OperationalError

from portal import clock, heartbeats, tasks
from portal.models import Notice
from portal.outbox import sending, verdicts
from tests.factories.portal import NoticeFactory
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def notice(deadline):
    return NoticeFactory(subject=deadline)


@pytest.fixture
def server(monkeypatch):
    """A mail server that answers with the faults one puts here; None takes the message."""
    answers: list[Exception | None] = []

    def send(message, fail_silently=False):
        fault = answers.pop(0) if answers else None
        if fault:
            raise fault
        mail.outbox.append(message)

    mail.outbox = []
    monkeypatch.setattr("portal.outbox.writing.NoticeMessage.send", send)
    return answers


def refused(code):
    return smtplib.SMTPRecipientsRefused({"a@example.org": (code, b"no")})


def test_the_same_message_id_on_every_attempt(notice, server):
    server.append(refused(450))
    first = sending.claim(notice.pk)
    sending.attempt(first)
    Notice.objects.update(wait_until=clock.wall_time())
    sending.deliver(notice.pk)

    (message,) = mail.outbox
    assert message.extra_headers["Message-ID"] == sending.writing.message_id(notice)
    assert message.again
    assert notice.key not in message.extra_headers["Message-ID"]


@pytest.mark.parametrize(
    ("fault", "status", "reason"),
    [
        (refused(550), "failed", "refused"),
        (smtplib.SMTPDataError(554, b"spam"), "failed", "refused"),
        (verdicts.RefusedForGood(), "failed", "refused"),
        (refused(450), "waiting", "not_taken"),
        (smtplib.SMTPDataError(451, b"later"), "waiting", "not_taken"),
        (verdicts.NotNow(), "waiting", "not_taken"),
        (smtplib.SMTPException("?"), "waiting", "not_taken"),
        (smtplib.SMTPDataError(421, b"closing"), "waiting", "unreachable"),
        (smtplib.SMTPAuthenticationError(535, b"who?"), "waiting", "unreachable"),
        (smtplib.SMTPServerDisconnected(), "waiting", "unreachable"),
        (smtplib.SMTPSenderRefused(550, b"no", "us"), "waiting", "unreachable"),
        (TimeoutError(), "waiting", "unreachable"),
        (ConnectionRefusedError(), "waiting", "unreachable"),
        (verdicts.ServerAway(), "waiting", "unreachable"),
        (ValueError("bad header"), "waiting", "not_written"),
    ],
)
def test_each_answer_of_the_server_has_its_verdict(notice, server, fault, status, reason):
    server.append(fault)

    assert not sending.deliver(notice.pk)

    notice.refresh_from_db()
    assert (notice.status, notice.reason, notice.attempts) == (status, reason, 1)
    assert notice.lease_until is None


def test_a_refusal_for_now_pauses_longer_each_time_and_ends_dead(notice, server):
    pauses = []
    with time_machine.travel("2026-03-02 09:00+00:00", tick=False) as traveller:
        Notice.objects.update(wait_until=clock.wall_time())
        for _ in range(sending.MOST_ATTEMPTS):
            server.append(refused(450))
            sending.deliver(notice.pk)
            notice.refresh_from_db()
            pauses.append((notice.wait_until - clock.wall_time()) / MINUTE)
            traveller.move_to(notice.wait_until)

    assert (notice.status, notice.reason) == ("dead", "not_taken")
    usual = [1, 4, 16, 64, 256, 360, 360]
    assert all(0.8 * p <= q <= 1.2 * p for p, q in zip(usual, pauses, strict=False))
    assert len({q / p for p, q in zip(usual, pauses, strict=False)}) > 1, "no jitter"


def test_one_bad_notice_stops_no_other(notice, server, monkeypatch, deadline, caplog):
    good = NoticeFactory(subject=deadline)
    Notice.objects.filter(pk=notice.pk).update(template="no such template")

    assert sending.send_waiting(clock.wall_time() + MINUTE) == 1

    good.refresh_from_db()
    notice.refresh_from_db()
    assert good.status == "sent"
    assert (notice.status, notice.reason) == ("waiting", "not_written")
    assert "TemplateDoesNotExist" in caplog.text


def test_a_server_that_is_away_is_asked_once_and_then_left_alone(notice, server, deadline):
    NoticeFactory.create_batch(3, subject=deadline)
    server += [TimeoutError()] * 4

    assert sending.send_waiting(clock.wall_time() + MINUTE) == 0

    assert len(server) == 3, "one notice asked; three did not wait for the same silence"
    assert not Notice.objects.filter(wait_until__lt=clock.wall_time() + MINUTE / 2).exists()


def test_a_round_ends_in_time(notice, server):
    assert sending.send_waiting(clock.wall_time()) == 0
    assert tasks.send_waiting() == 1
    assert list(heartbeats.ages()) == ["sender"]


def test_an_attempt_that_outlived_its_lease_marks_nothing(notice, server):
    old = sending.claim(notice.pk)
    Notice.objects.update(lease_until=clock.wall_time() - MINUTE)
    new = sending.claim(notice.pk)

    sending.put_back(old, verdicts.LATER)
    notice.refresh_from_db()
    assert (notice.status, notice.attempts) == ("sending", new.attempts)

    sending.attempt(new)
    sending.finish(old, Notice.Status.FAILED)
    notice.refresh_from_db()
    assert notice.status == "sent"


def test_a_sender_so_slow_that_another_has_it_sends_nothing(notice, server, monkeypatch):
    held = sending.claim(notice.pk)
    write = sending.writing.write

    def slowly(notice):
        Notice.objects.update(lease_until=clock.wall_time() - MINUTE)
        sending.claim(notice.pk)
        return write(notice)

    monkeypatch.setattr("portal.outbox.writing.write", slowly)

    assert sending.attempt(held) == "sending"
    assert mail.outbox == []


def test_what_costs_three_senders_their_lives_is_given_up_and_others_go_out(
    notice, server, deadline
):
    """F-38, by the book-keeping alone; with processes in test_worker_dies."""
    for _ in range(3):
        assert sending.claim(notice.pk) is not None
        Notice.objects.update(lease_until=clock.wall_time() - MINUTE)
    assert sending.claim(notice.pk) is None
    good = NoticeFactory(subject=deadline)

    assert sending.send_waiting(clock.wall_time() + MINUTE) == 1

    notice.refresh_from_db()
    good.refresh_from_db()
    assert (notice.status, notice.reason, notice.lost) == ("dead", "sender_lost", 3)
    assert good.status == "sent"


def test_a_database_that_goes_away_is_no_fault_of_the_notice(notice, monkeypatch):
    def gone(notice):
        raise OperationalError

    monkeypatch.setattr("portal.outbox.checking.why_not", gone)

    with pytest.raises(OperationalError):
        sending.deliver(notice.pk)

    notice.refresh_from_db()
    assert notice.status == "sending", "the lease runs out and another takes over"


def test_a_notice_is_plain_text_and_says_it_is_automatic(notice, server):
    sending.deliver(notice.pk)

    (message,) = mail.outbox
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    notice.refresh_from_db()
    assert notice.heading == message.subject


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_take_one_notice_once_and_do_not_wait(deadline):
    notice = NoticeFactory(subject=deadline)

    assert meanwhile(lambda: sending.claim(notice.pk), lambda: sending.claim(notice.pk)) is None

    notice.refresh_from_db()
    assert notice.attempts == 1
