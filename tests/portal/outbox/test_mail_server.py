"""F-45: a mail server that is slow, refuses for now, refuses for good, or asks to come again."""

import time
from collections import Counter

import pytest
from django.test import override_settings

from portal import clock
from portal.models import Notice
from portal.outbox import sending
from tests.factories.portal import NoticeFactory, UserFactory
from tests.portal.outbox.postbox import postbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def box():
    with (
        postbox() as found,
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=found.port,
            EMAIL_TIMEOUT=0.4,
        ),
    ):
        yield found


def send(*notices):
    Notice.objects.filter(status="waiting").update(wait_until=clock.wall_time())
    sent = sending.send_waiting(clock.wall_time() + sending.REST)
    for notice in notices:
        notice.refresh_from_db()
    return sent


def test_mail_arrives_with_an_id_made_of_its_key(box, deadline):
    notice = NoticeFactory(subject=deadline)

    assert send(notice) == 1
    assert box.taken == [(sending.writing.message_id(notice), notice.to.email)]


def test_a_server_that_says_nothing_holds_a_sender_for_the_timeout_of_one_mail(box, deadline):
    box.greets_after = 3
    notices = NoticeFactory.create_batch(5, subject=deadline)
    began = time.monotonic()

    assert send(*notices) == 0

    assert time.monotonic() - began < 3, "all waited for the silence of one"
    assert Counter(n.attempts for n in notices) == {1: 1, 0: 4}
    assert {n.status for n in notices} == {"waiting"}


def test_a_server_that_asks_to_come_again_gets_it_the_second_time(box, deadline):
    """Greylisting: each address is refused once, for now."""
    box.on_recipient = lambda address: "250 ok" if box.asked.count(address) > 1 else "450 later"
    notices = NoticeFactory.create_batch(3, subject=deadline)

    assert send(*notices) == 0
    assert {(n.status, n.reason) for n in notices} == {("waiting", "not_taken")}

    assert send(*notices) == 3
    assert {(n.status, n.attempts) for n in notices} == {("sent", 2)}


def test_a_server_that_never_takes_it_is_asked_eight_times(box, deadline):
    box.on_data = lambda: "451 try again"
    notice = NoticeFactory(subject=deadline)

    for _ in range(10):
        send(notice)

    assert (notice.status, notice.reason, notice.attempts) == ("dead", "not_taken", 8)
    assert len(box.asked) == 8


def test_an_address_that_is_refused_for_good_fails_at_once_and_stops_no_other(box, deadline):
    bad = NoticeFactory(subject=deadline, to=UserFactory(email="gone@example.org"))
    good = NoticeFactory(subject=deadline)
    box.on_recipient = lambda to: "550 no such user" if to.startswith("gone") else "250 ok"

    assert send(bad, good) == 1

    assert (bad.status, bad.reason, good.status) == ("failed", "refused", "sent")
    assert send(bad) == 0


def test_a_server_that_is_closing_is_left_alone(box, deadline):
    box.on_recipient = lambda to: "421 closing"
    notices = NoticeFactory.create_batch(3, subject=deadline)

    assert send(*notices) == 0

    assert len(box.asked) == 1
    assert Counter(n.reason for n in notices) == {"unreachable": 1, "": 2}


def test_a_server_that_cannot_be_reached_costs_no_notice_its_life(deadline):
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=1,
        EMAIL_TIMEOUT=0.4,
    ):
        notice = NoticeFactory(subject=deadline)
        send(notice)

    assert (notice.status, notice.reason) == ("waiting", "unreachable")
