"""The outbox: queued with the change, sent once, never naming a child."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from portal import clock, notices, tasks
from portal.models import ClosingDay, Deadline, Notice, User
from portal.outbox import sending
from tests.factories.portal import NoticeFactory, UserFactory
from tests.factories.reviews import ConflictFactory, ReviewFactory, review_lead


@pytest.fixture
def deadline(monkeypatch):
    day = clock.today()
    subject = ClosingDay.objects.create(day=day, name="Nobody should read this in a message")
    return Deadline.objects.create(
        subject=subject, kind="test.kind", started_on=day, due_on=day, remind_on=day
    )


@pytest.fixture(autouse=True)
def kind_label(monkeypatch):
    class Kind:
        label = "Rapid review"

    monkeypatch.setitem(notices_kinds(), "test.kind", Kind)


def notices_kinds():
    from portal import deadlines  # noqa: PLC0415

    return deadlines.kinds


@pytest.mark.django_db
def test_a_notice_is_sent_after_the_commit(deadline, django_capture_on_commit_callbacks):
    person = UserFactory()

    with django_capture_on_commit_callbacks(execute=True):
        notices.queue("deadline_near", to=person, about=deadline)
        assert mail.outbox == []

    (message,) = mail.outbox
    assert message.to == [person.email]
    assert message.subject.startswith("Something is due")
    assert "Rapid review" in message.body
    assert "Nobody should read" not in message.subject + message.body


@pytest.mark.django_db
def test_the_same_notice_is_queued_once(deadline, django_capture_on_commit_callbacks):
    person = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        notices.queue("deadline_near", to=person, about=deadline, once="2020-09-14")
        notices.queue("deadline_near", to=person, about=deadline, once="2020-09-14")
        notices.queue("deadline_near", to=person, about=deadline, once="2020-09-15")

    assert len(mail.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_sends_nothing(deadline):
    person = UserFactory()
    try:
        with transaction.atomic():
            notices.queue("deadline_near", to=person, about=deadline)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    assert mail.outbox == []
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_a_notice_once(deadline):
    person = UserFactory()
    notice = NoticeFactory(to=person, subject=deadline)

    def send(_):
        try:
            return sending.deliver(notice.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(send, range(4)))

    assert sorted(sent) == [False, False, False, True]
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_claim_that_outlived_its_worker_is_taken_up_by_the_sweep(deadline):
    over = clock.wall_time() - timedelta(seconds=1)
    notice = NoticeFactory(subject=deadline, status="sending", lease_until=over, attempts=1)

    assert tasks.send_waiting() == 1

    notice.refresh_from_db()
    assert (notice.status, notice.attempts, notice.lost) == ("sent", 2, 1)
    assert notice.sent_at is not None
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_fresh_claim_is_left_to_its_worker(deadline):
    later = clock.wall_time() + timedelta(seconds=60)
    NoticeFactory(subject=deadline, status="sending", lease_until=later, attempts=1)

    assert tasks.send_waiting() == 0
    assert mail.outbox == []


@pytest.fixture
def review():
    return ReviewFactory()


def reminder(person, about):
    day = clock.today()
    owed = Deadline.objects.create(
        subject=about, kind="test.kind", started_on=day, due_on=day, remind_on=day
    )
    return NoticeFactory(to=person, subject=owed)


@pytest.mark.django_db
def test_nobody_is_told_once_the_account_is_closed(review):
    lead = review_lead(review.partnership)
    notice = reminder(lead, review)
    User.objects.filter(pk=lead.pk).update(is_active=False)

    assert not sending.deliver(notice.pk)
    tasks.send_waiting()

    assert mail.outbox == []
    notice.refresh_from_db()
    assert (notice.status, notice.reason) == ("dropped", "account_closed")


@pytest.mark.django_db
def test_no_reminder_goes_out_about_a_case_that_has_been_shut_meanwhile(review):
    lead = review_lead(review.partnership)
    notice = reminder(lead, review)
    ConflictFactory(review=review, person=lead)

    assert not sending.deliver(notice.pk)
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_reminder_about_a_case_one_sees_goes_out(review):
    assert sending.deliver(reminder(review_lead(review.partnership), review).pk)
