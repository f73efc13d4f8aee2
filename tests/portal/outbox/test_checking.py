"""Asked again at the last moment: is it still wanted, is it still theirs?"""

from datetime import date

import pytest
from django.core import mail

from portal import access, deadlines
from portal.models import ClosingDay, Notice, User
from portal.outbox import checking, sending
from tests.factories.portal import DocumentFactory, NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


def ended(notice):
    sending.deliver(notice.pk)
    notice.refresh_from_db()
    return notice.status, notice.reason


def test_a_duty_met_meanwhile_is_not_reminded_of(kind, deadline, subject):
    notice = NoticeFactory(subject=deadline)
    deadlines.meet(kind, subject)

    assert ended(notice) == ("dropped", "no_longer_due")


def test_a_reminder_of_another_date_is_not_sent(deadline):
    notice = NoticeFactory(subject=deadline, facts={"due": "2020-01-01"})

    assert ended(notice) == ("dropped", "date_changed")


def test_what_was_removed_is_not_spoken_of(deadline, subject):
    about_day = NoticeFactory(subject=subject)
    about_deadline = NoticeFactory(subject=deadline)
    ClosingDay.objects.all().delete()

    assert ended(about_day) == ("dropped", "gone")
    assert ended(about_deadline) == ("dropped", "gone")


def test_the_address_is_the_one_the_account_has_now(deadline):
    person = UserFactory()
    notice = NoticeFactory(to=person, subject=deadline)
    User.objects.filter(pk=person.pk).update(email="new@example.org")

    assert ended(notice) == ("sent", "")
    assert mail.outbox[0].to == ["new@example.org"]


@pytest.fixture
def plain(monkeypatch):
    words = sending.writing.Words("Hello", "There is something for you.")
    monkeypatch.setattr("portal.outbox.writing.words", lambda *_, **__: words)


def test_any_subject_is_asked_of_its_keeper(subject, plain, monkeypatch):
    notice, other = NoticeFactory(subject=subject), NoticeFactory(subject=subject)
    assert ended(notice) == ("sent", "")

    monkeypatch.setitem(access.keepers, ClosingDay, lambda user: ClosingDay.objects.none())
    assert ended(other) == ("dropped", "not_theirs")


def test_of_accounts_each_hears_of_their_own(plain):
    one, two = UserFactory.create_batch(2)

    assert ended(NoticeFactory(to=one, subject=one)) == ("sent", "")
    assert ended(NoticeFactory(to=one, subject=two)) == ("dropped", "not_theirs")


def test_an_app_may_vouch_for_what_has_no_keeper(plain, monkeypatch):
    monkeypatch.setattr(checking, "wanted", {})
    checking.still_wanted("deadline_near")(lambda notice: True)
    one, two = UserFactory.create_batch(2)

    assert ended(NoticeFactory(to=one, subject=two)) == ("sent", "")


def test_a_document_is_for_whom_its_kind_is(subject, plain, monkeypatch):
    paper = DocumentFactory(subject=subject)
    assert ended(NoticeFactory(subject=paper)) == ("sent", "")

    DocumentFactory._meta.model.objects.update(kind="forgotten")
    assert ended(NoticeFactory(subject=paper)) == ("dropped", "not_theirs")


def test_a_notice_in_the_queue_twice_is_one(subject):
    person = UserFactory()
    for _ in range(2):
        sending.writing.daily.notices.queue("x", to=person, about=subject, once="1")

    assert Notice.objects.count() == 1
    assert date(2030, 1, 2) == Notice.objects.get().subject.day
