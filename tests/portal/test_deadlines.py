"""Clocks: when something is due, whom we remind, and that nothing is lost or said twice."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError

from portal import access, clock, deadlines
from portal.deadlines import Kind
from portal.models import ClosingDay, Deadline, Event, Notice
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
START = date(2020, 9, 14)


@pytest.fixture
def people():
    return UserFactory.create_batch(2)


@pytest.fixture
def kind(people, monkeypatch):
    monkeypatch.setattr(deadlines, "kinds", {})
    return Kind(
        key="test.review",
        label="Rapid review",
        subject="portal.ClosingDay",
        amount=15,
        unit="working days",
        basis="guidance",
        source="Working Together",
        people=lambda subject: people,
        remind_days_before=(5, 1),
    )


@pytest.fixture
def subject():
    return ClosingDay.objects.create(day=date(2030, 1, 2), name="A subject")


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (15, "working days", date(2020, 10, 5)),
        (-7, "working days", date(2020, 9, 3)),
        (7, "days", date(2020, 9, 21)),
        (8, "weeks", date(2020, 11, 9)),
        (6, "months", date(2021, 3, 14)),
        (28, "agreed", date(2020, 10, 12)),
    ],
)
def test_each_unit_is_counted_from_day_nought(kind, amount, unit, due):
    counted = Kind(**{**kind.__dict__, "amount": amount, "unit": unit, "key": "test.other"})

    assert counted.due_on(START) == due
    assert counted.limit == ("An agreed date" if unit == "agreed" else f"{abs(amount)} {unit}")


@pytest.mark.parametrize(
    ("unit", "said"), [("months", "1 month"), ("working days", "1 working day")]
)
def test_one_of_a_unit_is_said_as_one(kind, unit, said):
    counted = Kind(**{**kind.__dict__, "amount": 1, "unit": unit, "key": "test.other"})

    assert counted.limit == said


def test_reminders_fall_before_the_day_and_daily_once_it_has_passed(kind):
    due = date(2020, 10, 5)

    days = [START]
    for _ in range(4):
        days.append(kind.next_reminder(due, after=days[-1]))

    assert days[1:] == [date(2020, 9, 30), date(2020, 10, 4), date(2020, 10, 6), date(2020, 10, 7)]


def test_a_second_open_deadline_of_a_kind_is_refused(kind, subject):
    deadlines.start(kind, subject, on=START)

    with pytest.raises(IntegrityError, match="portal_deadline_one_open_per_kind"):
        deadlines.start(kind, subject, on=START)


def test_a_deadline_met_is_silent_and_stays(kind, subject):
    deadline = deadlines.start(kind, subject, on=START)

    deadlines.meet(kind, subject)

    deadline.refresh_from_db()
    assert deadline.met_at is not None
    assert deadlines.remind(date(2021, 1, 1)) == 0


def test_each_person_is_reminded_once_a_day_however_often_the_clock_asks(kind, subject, people):
    deadlines.start(kind, subject, on=START)

    assert deadlines.remind(date(2020, 9, 29)) == 0
    assert deadlines.remind(date(2020, 9, 30)) == 1
    assert deadlines.remind(date(2020, 9, 30)) == 0

    assert {n.to for n in Notice.objects.all()} == set(people)
    assert Notice.objects.count() == 2


def test_a_clock_that_holds_an_old_row_does_not_remind_twice(kind, subject):
    stale = deadlines.start(kind, subject, on=START)
    deadlines.remind(date(2020, 9, 30))

    assert deadlines.remind_about(stale, date(2020, 9, 30)) is False


@time_machine.travel("2020-09-20 12:00", tick=False)
def test_a_due_date_changes_only_with_a_reason(kind, subject, people):
    deadline = deadlines.start(kind, subject, on=START)

    with pytest.raises(deadlines.ReasonMissing):
        deadlines.move(deadline, due_on=date(2020, 11, 2), reason="  ", by=people[0])
    deadlines.move(deadline, due_on=date(2020, 11, 2), reason="Police investigation", by=people[0])

    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.remind_on) == (date(2020, 11, 2), date(2020, 10, 28))
    (event,) = Event.objects.about(deadline)
    assert event.facts == {"was": "2020-10-05", "due": "2020-11-02"}


def test_a_deadline_met_meanwhile_is_not_moved(kind, subject, people):
    deadline = deadlines.start(kind, subject, on=START)
    deadlines.meet(kind, subject)

    deadlines.move(deadline, due_on=date(2020, 11, 2), reason="Late", by=people[0])

    assert Deadline.objects.get().due_on == date(2020, 10, 5)
    assert not Event.objects.exists()


def test_an_agreed_due_date_may_differ_from_the_rule(kind, subject):
    deadline = deadlines.start(kind, subject, due_on=date(2020, 9, 20))

    assert deadline.due_on == date(2020, 9, 20)
    assert deadline.started_on == clock.today()


def test_people_see_deadlines_only_of_what_they_may_see(kind, subject, people, monkeypatch):
    deadlines.start(kind, subject, on=START)
    assert deadlines.open_to(people[0]).count() == 1

    monkeypatch.setitem(access.keepers, ClosingDay, lambda user: ClosingDay.objects.none())

    assert deadlines.open_to(people[0]).count() == 0
