"""Invitations for calendar programs: they come, change and go by themselves."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from icalendar import Calendar

from portal import clock
from portal.models import Notice
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_bookings import BookingRulesFactory, NeedFactory
from training import actions, tasks
from training.actions.reminding import is_still_booked
from training.models import Need, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing():
    session = SessionFactory(mode="virtual", link="https://room.example/secret")
    return StandingFactory(partnership=session.course.partnership)


@pytest.fixture
def session(standing):
    return Session.objects.get(course__partnership=standing.partnership)


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Runs a change and gives the messages it sent."""

    def run(action, **facts):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            action(**facts)
        return mail.outbox[before:]

    return run


def event_of(message):
    [invitation] = message.alternatives
    assert invitation.mimetype.startswith("text/calendar; method=")
    calendar = Calendar.from_ical(invitation.content)
    [event] = calendar.walk("VEVENT")
    return calendar["method"], event


def test_a_booked_place_comes_into_the_calendar_and_goes_again(sent, session, standing):
    person = standing.person
    facts = {"session": session, "person": person, "agency": standing.agency, "by": person}

    [booked] = sent(actions.book_place, **facts)
    booking = session.bookings.get()
    [gone] = sent(actions.give_up_place, booking=booking, by=person)

    method, first = event_of(booked)
    cancelled, second = event_of(gone)
    assert (method, cancelled) == ("REQUEST", "CANCEL")
    assert first["uid"] == second["uid"]
    assert second["sequence"] > first["sequence"]
    assert first.decoded("dtstart") == session.starts_at.replace(microsecond=0)
    assert str(first["location"]) == "https://room.example/secret"
    assert (first["status"], second["status"]) == ("CONFIRMED", "CANCELLED")
    assert first["attendee"].params["rsvp"] == "FALSE"
    assert booked.attachments[0].filename == "invite.ics"


def test_whoever_booked_for_a_colleague_gets_no_entry_of_their_own(sent, session, standing):
    lead = StandingFactory(
        partnership=standing.partnership, agency=standing.agency, role="agency_lead"
    ).person
    who = actions.Delegate(name="Bo", address="bo@agency.example")

    messages = sent(actions.book_place, session=session, agency=standing.agency, who=who, by=lead)

    told = {message.to[0]: bool(message.alternatives) for message in messages}
    assert told == {"bo@agency.example": True, lead.email: False}
    [first] = [message for message in messages if message.alternatives]
    assert lead.name in first.body


def test_waiting_puts_nothing_into_a_calendar_and_gives_no_room(sent, session, standing):
    type(session).objects.filter(pk=session.pk).update(places=1)
    BookingFactory(session=session)
    person = standing.person

    [message] = sent(
        actions.book_place, session=session, person=person, agency=standing.agency, by=person
    )

    assert message.alternatives == []
    assert "room.example" not in message.body


def test_a_session_cancelled_by_the_organiser_leaves_the_calendar(sent, session, standing):
    BookingFactory(session=session, person=standing.person)
    lead = StandingFactory(partnership=standing.partnership, role="training_lead").person

    messages = sent(actions.cancel_session, session=session, reason="Snow", by=lead)

    method, _event = event_of(messages[0])
    assert method == "CANCEL"


def test_people_are_reminded_once_for_each_offset(session, standing):
    BookingFactory(session=session, person=standing.person)
    assert tasks.remind_of_training() == 0

    for days, told in ((14, 1), (13, 1), (3, 2), (1, 2)):
        with time_machine.travel(session.starts_at - timedelta(days=days)):
            tasks.remind_of_training()
            assert Notice.objects.filter(template="training_near").count() == told


def test_the_partnership_says_when_people_are_reminded(session, standing):
    BookingRulesFactory(partnership=session.course.partnership, remind_days=[1])
    BookingFactory(session=session, person=standing.person)

    with time_machine.travel(session.starts_at - timedelta(days=3)):
        assert tasks.remind_of_training() == 0


def test_a_reminder_carries_the_room_and_is_not_sent_after_giving_up(sent, session, standing):
    booking = BookingFactory(session=session, person=standing.person)
    with time_machine.travel(session.starts_at - timedelta(days=2), tick=False):
        [message] = sent(tasks.remind_of_training)
        assert "https://room.example/secret" in message.body

        tasks.remind_of_training()
        actions.give_up_place(booking=booking, by=standing.person)
        notice = Notice.objects.get(template="training_near")
        assert not is_still_booked(notice)


def test_needs_go_some_time_after_the_session_and_with_the_place(session):
    kept = NeedFactory(booking__session=session)
    NeedFactory(booking__session=session, booking__status="cancelled")

    assert tasks.remove_old_needs() == 1
    assert Need.objects.get() == kept
    with time_machine.travel(clock.now() + timedelta(days=60)):
        assert tasks.remove_old_needs() == 1
    assert not Need.objects.exists()


def test_needs_are_sealed_and_read_by_those_who_act(session, standing):
    need = NeedFactory(booking__session=session, booking__person=standing.person)

    assert "hearing" not in need.sealed
    assert need.told == {"access": "A hearing loop", "diet": "Vegan"}


def test_needs_said_again_replace_those_before_and_two_empty_answers_remove_them():
    booking, by = BookingFactory(), UserFactory()

    actions.say_needs(booking=booking, access="A ramp", diet="", by=by)
    actions.say_needs(booking=booking, access="Captions", diet="", by=by)
    assert Need.objects.get().told["access"] == "Captions"
    actions.say_needs(booking=booking, access="", diet="", by=by)
    actions.say_needs(booking=booking, access="", diet="", by=by)

    assert not Need.objects.exists()


def test_the_round_of_the_waiting_lists_is_in_the_timetable():
    BookingFactory(
        session=SessionFactory(), status="held", kept_until=clock.now() - timedelta(minutes=1)
    )

    assert tasks.turn_waiting_lists() == 1
