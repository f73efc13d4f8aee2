"""One mail a day, and the Monday statement."""

from datetime import date

import pytest
import time_machine
from django.core import mail

from portal import access, clock, deadlines, notices
from portal.models import ClosingDay, Event, Notice, User
from portal.outbox import daily, keeping, planning, sending, weekly
from tests.factories.portal import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(kind):
    """Somebody who chose one mail a day; nobody is reminded beside them."""
    object.__setattr__(kind, "people", lambda subject: ())
    return UserFactory(digest=True, weekly=False)


@pytest.fixture
def calendar():
    """Wednesday 30 September 2020, ten in the morning, summer time."""
    with time_machine.travel("2020-09-30 10:00+01:00", tick=False) as traveller:
        yield traveller


def round_of_both():
    planning.plan()
    return sending.send_waiting(clock.wall_time() + sending.REST)


def test_what_comes_up_waits_for_the_morning_and_goes_in_one_mail(person, deadline, calendar):
    for stage in ("a", "b"):
        notices.queue("deadline_near", to=person, about=deadline, once=stage)
    assert round_of_both() == 0

    calendar.move_to("2020-10-01 06:59+01:00")
    assert round_of_both() == 0
    calendar.move_to("2020-10-01 07:01+01:00")
    assert round_of_both() == 1
    assert round_of_both() == 0

    (message,) = mail.outbox
    assert message.subject == "2 messages from the portal"
    assert message.body.count("Rapid review is due on 5 October 2020") == 2
    assert set(Notice.objects.values_list("status", flat=True)) == {"sent"}
    assert [n.heading for n in notices.of(person)] == ["Something is due on 5 October 2020"] * 2


def test_what_comes_after_the_mail_waits_for_the_next(person, deadline, calendar):
    NoticeFactory(to=person, subject=deadline, key="before")
    calendar.move_to("2020-10-01 07:01+01:00")
    round_of_both()
    NoticeFactory(to=person, subject=deadline, key="after")
    calendar.move_to("2020-10-01 18:00+01:00")
    assert round_of_both() == 0

    calendar.move_to("2020-10-05 12:00+01:00")  # the planner was away for days
    assert round_of_both() == 1
    assert [m.subject for m in mail.outbox] == ["1 message from the portal"] * 2


def test_a_part_no_longer_theirs_is_left_out(person, deadline, subject, calendar, monkeypatch):
    NoticeFactory(to=person, subject=deadline)
    stays = NoticeFactory(to=person, subject=person, template="weekly")
    calendar.move_to("2020-10-01 07:01+01:00")
    daily.gather(clock.wall_time())
    monkeypatch.setitem(access.keepers, ClosingDay, lambda user: ClosingDay.objects.none())

    assert sending.send_waiting(clock.wall_time() + sending.REST) == 1

    (message,) = mail.outbox
    assert "Rapid review" not in message.body
    stays.refresh_from_db()
    assert stays.status == "sent"
    assert Notice.objects.get(template="deadline_near").reason == "not_theirs"


def test_a_mail_that_would_carry_nothing_is_not_sent(person, kind, deadline, subject, calendar):
    NoticeFactory(to=person, subject=deadline)
    calendar.move_to("2020-10-01 07:01+01:00")
    daily.gather(clock.wall_time())
    deadlines.meet(kind, subject)

    assert sending.send_waiting(clock.wall_time() + sending.REST) == 0

    assert set(Notice.objects.values_list("status", flat=True)) == {"dropped"}


def test_who_changes_their_mind_gets_what_waits_at_once(person, deadline, calendar):
    NoticeFactory(to=person, subject=deadline)

    keeping.choose_digest(person=person, daily=False, weekly=True, by=person)

    assert sending.send_waiting(clock.wall_time() + sending.REST) == 1
    person.refresh_from_db()
    assert (person.digest, person.weekly) == (False, True)
    assert Event.objects.about(person).get().facts == {"daily": False, "weekly": True}


def test_a_mail_that_is_refused_for_good_takes_its_parts_with_it(person, deadline, calendar):
    NoticeFactory(to=person, subject=deadline)
    calendar.move_to("2020-10-01 07:01+01:00")
    daily.gather(clock.wall_time())
    carrier = Notice.objects.get(template="daily")

    sending.finish(sending.claim(carrier.pk), Notice.Status.FAILED, reason="refused")
    assert set(Notice.objects.values_list("status", flat=True)) == {"failed"}

    assert keeping.retry(notice=carrier, by=person)
    assert set(Notice.objects.values_list("status", flat=True)) == {"waiting"}
    assert sending.send_waiting(clock.wall_time() + sending.REST) == 1


# The Monday statement


def monday(traveller):
    traveller.move_to("2020-10-05 07:30+01:00")


def test_on_monday_everybody_reminded_hears_what_is_due(deadline, people, calendar):
    planning.plan()
    monday(calendar)
    planning.plan()
    planning.plan()

    told = Notice.objects.filter(template="weekly")
    assert {n.to for n in told} == set(people)
    assert sending.deliver(told[0].pk)
    assert mail.outbox[0].subject == "1 thing due this week"
    assert "Overdue: 0\nDue this week: 1\nDue later: 0" in mail.outbox[0].body


def test_nothing_due_is_said_too(kind, deadline, subject, people, calendar):
    planning.plan()
    deadlines.meet(kind, subject)
    monday(calendar)
    weekly.state(clock.wall_time())

    sending.deliver(Notice.objects.filter(template="weekly").first().pk)
    assert mail.outbox[0].subject == "Nothing is due this week"
    assert "You owe nothing that is overdue or due this week." in mail.outbox[0].body


def test_whoever_does_not_want_it_or_answers_for_nothing_hears_nothing(deadline, people, calendar):
    UserFactory()
    planning.plan()
    User.objects.filter(pk=people[0].pk).update(weekly=False)
    User.objects.filter(pk=people[1].pk).update(is_active=False)
    monday(calendar)

    weekly.state(clock.wall_time())

    assert not Notice.objects.filter(template="weekly").exists()


def test_the_counts_are_by_monday_to_sunday(kind, people, calendar):
    for number, due in enumerate([date(2020, 9, 29), date(2020, 9, 30), date(2020, 10, 5)]):
        day = ClosingDay.objects.create(day=date(2031, 1, 1 + number), name="x")
        deadlines.start(kind, day, on=date(2020, 9, 1), due_on=due, owner=people[0])

    assert weekly.owed(people[0]) == weekly.Owed(overdue=1, this_week=1, later=1)
    assert weekly.owed(people[0]).soon == 2
