"""The outbox page of operators: what waits and why, never to whom; trying again, dropping."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from portal import clock, heartbeats
from portal.models import Event, Notice
from tests.factories.portal import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/operations/outbox/"


@pytest.fixture
def operator():
    return UserFactory(is_staff=True)


@pytest.fixture
def page(sign_in, operator):
    return sign_in(operator)


def dead(**facts):
    return NoticeFactory(status="dead", reason="not_taken", attempts=8, **facts)


def test_an_operator_sees_what_is_stuck_and_why_but_not_for_whom(page, deadline):
    person = UserFactory(name="Winifred Oyelaran", email="winifred@example.org")
    dead(to=person, subject=deadline, queued_at=clock.wall_time() - timedelta(days=3, hours=2))

    text = page.get(PAGE).content.decode()

    assert "Deadline near" in text
    assert f"Deadline {deadline.pk}" in text
    assert "The mail server did not take it this time" in text
    assert "3 days ago" in text
    assert "Winifred" not in text
    assert "winifred" not in text
    assert "Nobody should read this" not in text


def test_the_last_runs_are_shown_and_late_is_said(page):
    heartbeats.beat("planner")
    text = page.get(PAGE).content.decode()

    assert "On time" in text
    assert "under a minute ago" in text
    assert "It has never run." in text
    assert "Late" in text


@pytest.mark.parametrize(
    ("state", "numbers"), [("", 2), ("dead", 1), ("sent", 1), ("failed", 0), ("lost", 2)]
)
def test_the_list_is_narrowed_by_state_in_the_address(page, deadline, state, numbers):
    dead(subject=deadline)
    NoticeFactory(subject=deadline)
    NoticeFactory(subject=deadline, status="sent", sent_at=clock.wall_time())

    text = page.get(PAGE, {"state": state}).content.decode()

    assert text.count('<span class="app-note">Notice ') == numbers


def test_a_part_of_a_daily_mail_is_not_listed_beside_it(page, deadline):
    whole = NoticeFactory(subject=deadline)
    NoticeFactory(subject=deadline, carried_by=whole)

    assert "1 message<" in page.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_long(page, deadline, count, django_assert_max_num_queries):
    for _ in range(count):
        dead(subject=deadline)
    page.get(PAGE)

    with django_assert_max_num_queries(8):
        text = page.get(PAGE).content.decode()

    assert text.count("Try again<") == count


def test_htmx_gets_the_list_alone(page):
    text = page.get(PAGE, headers={"HX-Request": "true"}).content.decode()

    assert text.strip().startswith('<section id="results"')


def test_try_again_sends_it_and_is_recorded(
    page, operator, deadline, django_capture_on_commit_callbacks
):
    notice = dead(subject=deadline)

    with django_capture_on_commit_callbacks(execute=True):
        page.post(reverse("portal:outbox_retry", args=[notice.pk]))

    notice.refresh_from_db()
    assert (notice.status, notice.attempts, notice.forgiven) == ("sent", 9, 8)
    assert len(mail.outbox) == 1
    (event,) = Event.objects.about(notice)
    assert (event.what, event.by) == ("notice.retried", operator)


def test_what_went_meanwhile_is_not_tried_again(page, deadline):
    notice = NoticeFactory(subject=deadline, status="sent", sent_at=clock.wall_time())

    answer = page.post(reverse("portal:outbox_retry", args=[notice.pk]), follow=True)
    assert "meanwhile" in answer.content.decode()
    answer = page.post(
        reverse("portal:outbox_drop", args=[notice.pk]), {"reason": "not_needed"}, follow=True
    )

    assert "meanwhile" in answer.content.decode()
    assert not Event.objects.exists()


def test_all_dead_ones_at_once(page, deadline, django_capture_on_commit_callbacks):
    dead(subject=deadline)
    carrier = dead(subject=UserFactory(), template="daily")
    part = dead(subject=deadline, carried_by=carrier)
    NoticeFactory(subject=deadline, status="failed", reason="refused")

    answer = page.post(reverse("portal:outbox_retry_dead"), follow=True)

    assert "2 notices that had been given up" in answer.content.decode()
    assert Notice.objects.filter(status="waiting").count() == 3
    assert Event.objects.filter(what="notice.retried").count() == 2
    assert not Event.objects.about(part).exists()


def test_dropping_asks_why_and_takes_the_parts_along(page, operator, deadline):
    notice = dead(subject=deadline)
    NoticeFactory(subject=deadline, carried_by=notice)
    address = reverse("portal:outbox_drop", args=[notice.pk])
    assert page.get(address).status_code == 200

    wrong = page.post(address, {})
    assert wrong.status_code == 422
    assert "Select why it should not be sent" in wrong.content.decode()

    page.post(address, {"reason": "told_otherwise"})
    assert set(Notice.objects.values_list("status", "reason")) == {("dropped", "told_otherwise")}
    assert Event.objects.about(notice).get().facts == {"reason": "told_otherwise"}


def test_nobody_but_operators_finds_a_notice(deadline, sign_in):
    notice = dead(subject=deadline)

    answer = sign_in(UserFactory()).post(reverse("portal:outbox_retry", args=[notice.pk]))

    assert answer.status_code == 403
    notice.refresh_from_db()
    assert notice.status == "dead"


@pytest.mark.parametrize(
    ("lasted", "words"),
    [
        (timedelta(seconds=59), "under a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=5, minutes=59), "5 hours"),
        (timedelta(days=1), "1 day"),
    ],
)
def test_an_age_is_said_in_its_largest_unit(lasted, words):
    from portal.templatetags.notices import age  # noqa: PLC0415

    assert age(lasted) == words
