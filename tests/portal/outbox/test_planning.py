"""The planner: finds by query, says nothing twice, loses nothing while it was away."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from portal import clock, deadlines, heartbeats, notices, tasks
from portal.models import ClosingDay, Deadline, Notice, User
from portal.outbox import daily, planning, sending, weekly
from tests.factories.portal import NoticeFactory, UserFactory
from tests.portal.outbox.conftest import START
from tests.turns import meanwhile

pytestmark = pytest.mark.django_db


def keys() -> list[str]:
    return sorted(Notice.objects.values_list("key", flat=True))


@time_machine.travel("2020-09-30 09:00+01:00", tick=False)
def test_a_round_owes_each_person_one_reminder_and_beats(deadline, people):
    assert tasks.plan()
    assert tasks.plan()

    assert keys() == [
        f"deadline_near:portal.deadline:{deadline.pk}:{person.pk}:2020-10-05:5" for person in people
    ]
    assert list(heartbeats.ages()) == ["planner"]


def test_after_days_away_one_late_reminder_says_that_the_day_has_passed(deadline, people):
    with time_machine.travel("2020-10-08 09:00+01:00", tick=False):
        planning.plan()
        for notice in Notice.objects.filter(template="deadline_near"):
            assert sending.deliver(notice.pk)

    assert [m.subject for m in mail.outbox] == ["Something was due on 5 October 2020"] * 2
    assert all("Rapid review was due on 5 October 2020." in m.body for m in mail.outbox)


@pytest.mark.parametrize(
    ("day", "stage", "words"),
    [
        (date(2020, 9, 30), "5", "Something is due on 5 October 2020"),
        (date(2020, 10, 3), "5", "Something is due on 5 October 2020"),
        (date(2020, 10, 4), "1", "Something is due on 5 October 2020"),
        (date(2020, 10, 5), "0", "Something is due today, 5 October 2020"),
        (date(2020, 10, 6), "-1", "Something was due on 5 October 2020"),
    ],
)
def test_a_reminder_is_of_the_latest_stage(kind, deadline, day, stage, words):
    assert kind.stage(deadline.due_on, day) == stage
    with time_machine.travel(f"{day} 12:00+01:00", tick=False):
        deadlines.remind(day)
        sending.deliver(Notice.objects.first().pk)

    assert mail.outbox[0].subject == words


@time_machine.travel("2020-09-30 09:00+01:00", tick=False)
def test_a_changed_due_date_makes_new_keys_and_drops_the_old_ones(deadline, people):
    deadlines.remind(date(2020, 9, 30))
    old = keys()

    deadlines.move(deadline, due_on=date(2020, 10, 2), reason="Asked for", by=people[0])
    deadlines.remind(date(2020, 10, 1))

    gone = Notice.objects.filter(key__in=old)
    assert {(n.status, n.reason) for n in gone} == {("dropped", "date_changed")}
    assert {n.facts["due"] for n in Notice.objects.exclude(key__in=old)} == {"2020-10-02"}


def test_one_bad_deadline_stops_no_other(deadline, people, caplog):
    other = ClosingDay.objects.create(day=date(2031, 1, 1), name="Other")
    Deadline.objects.create(
        subject=other, kind="nobody.knows", started_on=START, due_on=START, remind_on=START
    )

    assert deadlines.remind(date(2020, 9, 30)) == 1
    assert Notice.objects.count() == 2
    assert "no reminder (KeyError)" in caplog.text


def test_a_step_that_fails_stops_no_other_and_the_heart_does_not_beat(monkeypatch, caplog):
    asked = []

    def fails(at):
        raise ZeroDivisionError

    monkeypatch.setattr(planning, "STEPS", (fails, asked.append))

    assert not planning.plan()
    assert len(asked) == 1
    assert heartbeats.ages() == {}
    assert "The planner could not finish: ZeroDivisionError" in caplog.text


def test_a_statutory_reminder_goes_at_once_even_to_who_chose_one_mail_a_day(kind, subject):
    object.__setattr__(kind, "basis", "statute")
    deadlines.start(kind, subject, on=START)

    deadlines.remind(date(2020, 9, 30))

    assert all(Notice.objects.values_list("at_once", flat=True))


SKEW = timedelta(minutes=5)
# The clocks go back on 25 October 2026: 01:30 comes twice, first in summer and then in winter time.
HALF_PAST_ONE = (
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
)


def test_planners_whose_clocks_differ_owe_each_reminder_once_through_the_night_of_change(
    kind, subject, people
):
    """F-42: two planners five minutes apart, at both half past ones, and around midnight."""
    due = date(2026, 10, 26)
    deadlines.start(kind, subject, on=date(2026, 10, 1), due_on=due, owner=people[0])
    midnight = datetime(2026, 10, 25, 0, 0, tzinfo=ZoneInfo("Europe/London"))

    for moment in (midnight, *HALF_PAST_ONE, midnight + timedelta(hours=25)):
        for skew in (-SKEW, timedelta(0), SKEW):
            with time_machine.travel(moment + skew, tick=False):
                assert planning.plan()
                assert planning.plan()

    stages = Notice.objects.filter(template="deadline_near").values_list("key", flat=True)
    assert sorted(key.rpartition(":")[2] for key in stages) == ["1", "1", "5", "5"]


def test_a_monday_statement_and_a_daily_mail_are_made_once_in_the_week_of_change(deadline, people):
    """F-42, for what comes by the hour of the day."""
    User.objects.update(digest=True)
    NoticeFactory(to=people[0], subject=deadline, queued_at=datetime(2026, 10, 20, tzinfo=UTC))
    sunday_at_seven = datetime(2026, 10, 25, 7, 0, tzinfo=ZoneInfo("Europe/London"))
    for moment in (sunday_at_seven, sunday_at_seven + timedelta(days=1)):
        for skew in (-SKEW, timedelta(0), SKEW):
            with time_machine.travel(moment + skew, tick=False):
                for _ in range(2):
                    weekly.state(clock.wall_time())
                    daily.gather(clock.wall_time())

    assert days("weekly") == ["2026-10-26"]
    assert days("daily") == ["2026-10-24", "2026-10-26"], "five to seven is still yesterday's mail"
    assert not Notice.objects.filter(template="weekly", carried_by=None).exists()


def days(template: str) -> list[str]:
    return sorted(n.key.rpartition(":")[2] for n in Notice.objects.filter(template=template))


@pytest.mark.django_db(transaction=True)
def test_two_planners_at_once_owe_each_reminder_once(deadline, people):
    """F-42: the second waits for the first, and finds it done."""
    day = date(2020, 9, 30)

    answer = meanwhile(lambda: deadlines.remind(day), lambda: deadlines.remind(day))

    assert answer == 0
    assert Notice.objects.count() == len(people)


@pytest.mark.django_db(transaction=True)
def test_two_who_owe_the_same_notice_at_once_owe_it_once(subject):
    """F-42, where no row stands between them but the key."""
    person = UserFactory()

    def owe():
        return notices.queue("weekly", to=person, about=person, once="now")

    meanwhile(owe, owe)

    assert Notice.objects.count() == 1
