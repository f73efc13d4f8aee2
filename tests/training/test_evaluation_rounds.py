"""People are asked on the day their evaluation is due, reminded twice at most, and never after."""

from datetime import date, time, timedelta

import pytest
from django.core import mail

from portal import clock, deadlines
from portal.models import Deadline, Event, Notice
from portal.outbox import sending
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_evaluation import (
    RequestFactory,
    RoundFactory,
    ScheduleFactory,
    StageFactory,
    questionnaire,
)
from training import actions
from training.models import EvaluationRequest, EvaluationRound, EvaluationStage
from training.models.evaluation import hash_of, token_of

pytestmark = pytest.mark.django_db
ENDED = date(2020, 8, 31)


@pytest.fixture
def today(monkeypatch):
    """A day that the test moves: `today(date)`."""

    def stand_at(day):
        monkeypatch.setattr(clock, "today", lambda: day)
        monkeypatch.setattr(clock, "now", lambda: clock.london_moment(day, time(12)))
        return day

    stand_at(ENDED)
    return stand_at


@pytest.fixture
def session():
    at = clock.london_moment(ENDED, time(9, 30))
    return SessionFactory(starts_at=at, status="delivered")


def came(session, status="attended", **facts):
    person = facts.pop("person", None) or UserFactory()
    return BookingFactory(session=session, person=person, status=status, **facts)


def schedule(session, *moments, managers=None, **facts):
    made = ScheduleFactory(partnership=session.course.partnership, **facts)
    for when in moments:
        asked = questionnaire(session.course.partnership)
        StageFactory(schedule=made, when=when, questionnaire=asked, managers=managers)
    return made


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("before", date(2020, 8, 24)),
        ("end", date(2020, 8, 31)),
        ("8 weeks", date(2020, 10, 26)),
        ("3 months", date(2020, 11, 30)),
        ("6 months", date(2021, 2, 28)),
    ],
)
def test_each_moment_counts_from_the_session(when, day):
    assert EvaluationStage(when=when).opens_on(ENDED, ENDED) == day


def test_the_stages_of_the_day_the_session_ends_are_planned(today, session):
    old = schedule(session, "end", since=date(2019, 8, 1), until=date(2020, 8, 30))
    new = schedule(session, "end", "3 months", since=ENDED)
    schedule(SessionFactory(), "end")

    actions.plan_evaluations(session=session, by=None)
    actions.plan_evaluations(session=session, by=None)

    assert not old.stages.filter(rounds__isnull=False).exists()
    assert EvaluationRound.objects.count() == new.stages.count() == 2


def test_at_the_end_whoever_came_is_asked_at_once_and_later_on_its_day(today, session):
    schedule(session, "end", "8 weeks")
    there, part = came(session), came(session, status="part attended")
    came(session, status="absent")
    BookingFactory(session=session, status="attended")  # nobody knows an address

    actions.plan_evaluations(session=session, by=None)

    asked = EvaluationRequest.objects.all()
    assert set(asked.values_list("booking", "round__stage__when")) == {
        (there.pk, "end"),
        (part.pk, "end"),
    }
    assert set(Notice.objects.values_list("template", "to")) == {
        ("evaluation_asked", there.person_id),
        ("evaluation_asked", part.person_id),
    }
    day = today(ENDED + timedelta(weeks=8))
    assert actions.ask_due(day) == 1
    assert actions.ask_due(day) == 0
    assert asked.filter(round__stage__when="8 weeks").count() == 2
    assert Event.objects.filter(what="evaluationround.asked").count() == 2


def test_a_later_round_is_a_deadline_that_asking_meets(today, session):
    schedule(session, "8 weeks")
    lead = StandingFactory(partnership=session.course.partnership, role="training_lead").person

    [later] = actions.plan_evaluations(session=session, by=None)

    clock_row = Deadline.objects.about(later).get()
    kind = deadlines.kinds[clock_row.kind]
    assert (clock_row.due_on, kind.due_on(ENDED)) == (date(2020, 10, 26), date(2020, 10, 26))
    assert list(kind.people(later)) == [lead]
    today(clock_row.due_on)
    actions.ask_round(evaluation=later, by=None)
    clock_row.refresh_from_db()
    assert clock_row.met_at is not None


def test_nobody_is_asked_without_a_schedule_or_a_published_questionnaire(today, session):
    came(session)
    assert actions.plan_evaluations(session=session, by=None) == []

    made = ScheduleFactory(partnership=session.course.partnership)
    StageFactory(schedule=made)
    actions.plan_evaluations(session=session, by=None)

    assert not EvaluationRequest.objects.exists()


def test_closing_a_register_asks_those_who_came(today, session):
    lead = StandingFactory(partnership=session.course.partnership, role="training_lead").person
    type(session).objects.filter(pk=session.pk).update(status="planned")
    schedule(session, "end")
    came(session)

    actions.close_register(session=session, by=lead)

    assert EvaluationRequest.objects.count() == 1


def test_somebody_marked_later_is_asked_when_the_register_closes_again(today, session):
    schedule(session, "end")
    came(session)
    actions.plan_evaluations(session=session, by=None)
    late = came(session)

    actions.plan_evaluations(session=session, by=None)

    assert EvaluationRequest.objects.count() == 2
    assert EvaluationRequest.objects.filter(booking=late).exists()


def test_a_conference_asks_its_own_questions_at_the_end(today, session):
    type(session).objects.filter(pk=session.pk).update(kind="conference")
    session.refresh_from_db()
    asked = questionnaire(session.course.partnership)
    schedule(session, "end", conference=asked)
    came(session)

    actions.plan_evaluations(session=session, by=None)

    assert EvaluationRequest.objects.get().version.questionnaire == asked


def test_the_line_manager_is_asked_at_the_address_of_the_booking(today, session):
    seen = questionnaire(session.course.partnership)
    schedule(session, "end", managers=seen)
    came(session, manager="manager@example.org")
    came(session)

    actions.plan_evaluations(session=session, by=None)

    request = EvaluationRequest.objects.get(asked="manager")
    assert (request.version.questionnaire, request.address) == (seen, "manager@example.org")
    assert Notice.objects.get(template="evaluation_manager").address == "manager@example.org"


def test_before_a_session_those_who_booked_are_asked_once_each(today, session):
    type(session).objects.filter(pk=session.pk).update(status="planned")
    schedule(session, "before")
    first = came(session, status="booked")
    today(ENDED - timedelta(days=8))
    assert actions.plan_before(clock.today()) == 0
    day = today(ENDED - timedelta(days=7))

    actions.plan_before(day)
    actions.plan_before(day)
    second = came(session, status="booked")
    actions.plan_before(day)

    asked = EvaluationRequest.objects.order_by("pk").values_list("booking", flat=True)
    assert list(asked) == [first.pk, second.pk]


def test_what_is_due_of_a_cancelled_session_is_not_asked(today, session):
    schedule(session, "8 weeks")
    came(session)
    actions.plan_evaluations(session=session, by=None)
    type(session).objects.filter(pk=session.pk).update(status="cancelled", cancelled_because="x")

    assert actions.ask_due(ENDED + timedelta(weeks=8)) == 0


def test_whoever_has_not_answered_is_reminded_twice_and_then_left_alone(today, session):
    schedule(session, "end", open_days=60)
    came(session)
    done = came(session)
    actions.plan_evaluations(session=session, by=None)
    actions.answer_evaluation(
        request=EvaluationRequest.objects.get(booking=done), given={}, by=done.person
    )

    counts = [actions.remind(today(ENDED + timedelta(days=n))) for n in range(30)]

    assert [n for n, count in enumerate(counts) if count] == [7, 14]
    assert sum(counts) == 2
    assert Notice.objects.filter(template="evaluation_asked").count() == 4


def test_two_reminders_at_once_send_one(today, session):
    schedule(session, "end")
    came(session)
    actions.plan_evaluations(session=session, by=None)
    day = today(ENDED + timedelta(days=7))
    first, second = EvaluationRequest.objects.get(), EvaluationRequest.objects.get()

    assert actions.evaluation_rounds.remind_one(first, day) is True
    assert actions.evaluation_rounds.remind_one(second, day) is False


def test_a_request_from_a_pack_gets_its_link_with_the_reminder(today):
    request = RequestFactory(round__opens_on=ENDED, token_hash=None, remind_on=ENDED)
    assert not EvaluationRequest.objects.open(ENDED).exists()

    actions.remind(ENDED)

    request.refresh_from_db()
    assert request.token_hash == hash_of(token_of(request.salt))
    assert Notice.objects.get().address == request.address


def test_a_link_is_given_once_and_without_a_mail(today):
    request = RequestFactory(token_hash=None)

    actions.give_link(request=request)

    assert EvaluationRequest.objects.of_token(request.token).get() == request
    assert not Notice.objects.exists()


def test_nobody_without_an_address_gets_a_mail(today):
    RequestFactory(round__opens_on=ENDED, token_hash=None, remind_on=ENDED, address="")

    assert actions.remind(ENDED) == 1
    assert not Notice.objects.exists()


def test_what_is_not_answered_in_time_lapses(today):
    late = RequestFactory(round__opens_on=ENDED - timedelta(days=29))
    still = RequestFactory(round__opens_on=ENDED - timedelta(days=28))

    assert actions.close_rounds(ENDED) == 1
    assert actions.close_rounds(ENDED) == 0

    late.refresh_from_db()
    still.refresh_from_db()
    assert (late.status, still.status) == ("lapsed", "open")


def test_two_who_close_a_round_at_once_write_one_line():
    one = RoundFactory()

    assert actions.evaluation_rounds.close_round(one) is False


def test_the_mail_asks_the_first_question_by_its_links(today, session):
    schedule(session, "end")
    place = came(session)
    actions.plan_evaluations(session=session, by=None)

    sending.send_waiting(clock.wall_time() + timedelta(minutes=1))

    [message] = mail.outbox
    request = EvaluationRequest.objects.get()
    assert message.to == [place.person.email]
    assert "training on 31 August 2020" in message.subject
    assert f"{request.secret_path}?answer=4" in message.body
    assert message.body.index("Excellent:") < message.body.index("Poor:")
    assert place.delegate not in message.body


def test_the_manager_is_told_whom_and_a_reminder_says_so(today):
    request = RequestFactory(asked="manager", round__opens_on=ENDED, remind_on=ENDED)

    actions.remind(ENDED)
    sending.send_waiting(clock.wall_time() + timedelta(minutes=1))

    [message] = mail.outbox
    assert message.subject.startswith("Reminder: what has training changed")
    assert request.booking.delegate in message.body
    assert "Tell us here: " in message.body


def test_nobody_who_has_answered_meanwhile_gets_the_mail(today, session):
    schedule(session, "end")
    came(session)
    actions.plan_evaluations(session=session, by=None)
    EvaluationRequest.objects.update(status="withdrawn", remind_on=None)

    sending.send_waiting(clock.wall_time() + timedelta(minutes=1))

    assert mail.outbox == []
    assert Notice.objects.get().reason == "no_longer_due"


def test_everything_due_is_done_in_one_round(today, session):
    schedule(session, "end")
    assert actions.evaluate(ENDED) == 0
