"""Notices to people who have no account yet."""

import pytest
from django.core import mail
from django.db import IntegrityError

from portal import notices
from portal.models import ClosingDay, Notice
from portal.outbox import checking, sending
from portal.outbox.writing import Words
from tests.factories.portal import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject():
    return ClosingDay.objects.create(day="2030-01-02", name="A day")


def test_an_address_is_owed_a_message_once(
    subject, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("portal.outbox.writing.words", lambda *_, **__: Words("Hello", "Come in"))

    with django_capture_on_commit_callbacks(execute=True):
        notices.queue_to_address("hello", address=" New@Example.org", about=subject, ticket=7)
        notices.queue_to_address("hello", address="new@example.org", about=subject, ticket=7)

    (message,) = mail.outbox
    assert message.to == ["new@example.org"]
    notice = Notice.objects.get()
    assert notice.status == "sent"
    assert notice.facts == {}, "what the template needed goes when the notice has ended"


def test_a_message_no_longer_wanted_is_not_sent(subject, monkeypatch):
    monkeypatch.setattr(checking, "wanted", {})
    checking.still_wanted("deadline_near")(lambda notice: False)
    notice = NoticeFactory(to=None, address="new@example.org", subject=subject)

    assert not sending.deliver(notice.pk)

    notice.refresh_from_db()
    assert (notice.status, notice.reason) == ("dropped", "no_longer_due")


@pytest.mark.parametrize(("account", "address"), [(False, ""), (True, "both@example.org")])
def test_a_notice_goes_to_an_account_or_to_an_address(subject, account, address):
    with pytest.raises(IntegrityError, match="portal_notice_to_an_account_or_an_address"):
        NoticeFactory(to=UserFactory() if account else None, address=address, subject=subject)
