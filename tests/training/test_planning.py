"""Planning sessions, changing them, their parts, and what is done before one is cancelled."""

from datetime import time, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Event, Notice
from tests.factories.partners import AreaFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_programme import SessionPartFactory
from tests.training.programme import at, day_boxes, in_days, lead_of
from tests.turns import meanwhile
from training import actions
from training.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    starts = clock.london_moment(in_days(30), time(9, 30))
    return SessionFactory(starts_at=starts, course__title="Neglect", venue="Hall", places=20)


@pytest.fixture
def lead(session):
    return lead_of(session.course.partnership)


def typed(session, **facts):
    return {
        **day_boxes("starts_on", session.starts_on),
        "starts_at": "9:30",
        "mode": "face to face",
        "venue": "Hall",
        "places": "20",
        "edition": session.edition,
        "kind": "course",
    } | facts


def change(browser, session, **facts):
    return browser.post(at("session_edit", session_id=session.pk), typed(session, **facts))


def lines_of(session):
    return [event.what for event in Event.objects.about(session)]


def told(template="session_changed"):
    return list(Notice.objects.filter(template=template))


def test_a_session_is_planned_with_all_it_says(sign_in, lead, session):
    trainer = StandingFactory(partnership=session.course.partnership, role="trainer").person
    facts = {
        **day_boxes("starts_on", in_days(50)),
        **day_boxes("ends_on", in_days(51)),
        "starts_at": "9.30am",
        "ends_at": "4pm",
        "mode": "virtual",
        "link": "https://meet.example.org/room",
        "places": "24",
        "minimum": "6",
        "trainer": trainer.pk,
        "kind": "practitioner event",
        "joining": "Come early",
        "notes": "Order lunch",
    }

    sign_in(lead).post(at("plan", course_id=session.course_id), facts)

    made = Session.objects.exclude(pk=session.pk).get()
    assert (made.minimum, made.trainer, made.kind) == (6, trainer, "practitioner event")
    assert (made.link, made.joining, made.notes) == (
        "https://meet.example.org/room",
        "Come early",
        "Order lunch",
    )
    assert made.ends_at == clock.london_moment(in_days(51), time(16))
    assert made.planned_at is not None


def test_the_form_begins_with_what_stands_there(sign_in, lead, session):
    ends = clock.london_moment(in_days(31), time(15))
    area = AreaFactory()
    Session.objects.filter(pk=session.pk).update(ends_at=ends, joining="Early", area=area)

    page = sign_in(lead).get(at("session_edit", session_id=session.pk)).content.decode()

    assert 'value="09:30"' in page
    assert 'value="15:00"' in page
    assert "Early</textarea>" in page
    assert "0 of 20 places are taken" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"places": "1"}, "2 places are taken. Enter that number or more"),
        ({"starts_on_2": "2001"}, "Date of the session must be in the future"),
        ({"ends_on_0": "1", "ends_on_1": "1", "ends_on_2": "2099"}, "Enter an end time"),
        ({"minimum": "30"}, "Fewest people must not be more than there are places"),
        ({"venue": ""}, "Enter the venue where people meet"),
        ({"edition": "9"}, "Somebody else has changed this"),
    ],
)
def test_a_wrong_change_gets_a_sentence_and_loses_nothing(sign_in, lead, session, wrong, sentence):
    BookingFactory.create_batch(2, session=session)

    answer = change(sign_in(lead), session, joining="Kept", **wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept</textarea>" in page
    session.refresh_from_db()
    assert (session.places, session.edition) == (20, 1)


def test_one_place_taken_is_said_in_the_singular():
    assert str(actions.PlacesTaken(1)).startswith("1 place is taken")


def test_a_new_date_is_told_to_everybody_who_booked_once(sign_in, lead, session):
    holder, waiting, gone = UserFactory(), UserFactory(), UserFactory()
    BookingFactory(session=session, person=holder)
    BookingFactory(session=session, person=waiting, status="waiting")
    BookingFactory(session=session, person=gone, status="cancelled")

    change(sign_in(lead), session, **day_boxes("starts_on", in_days(40)))

    assert {notice.to for notice in told()} == {holder, waiting}
    session.refresh_from_db()
    assert session.starts_on == in_days(40)
    assert lines_of(session) == ["session.rewritten"]


def test_a_change_nobody_needs_to_know_is_told_to_nobody(sign_in, lead, session):
    BookingFactory(session=session, person=UserFactory())

    change(sign_in(lead), session, notes="Order lunch", places="22")

    assert told() == []
    session.refresh_from_db()
    assert (session.notes, session.places) == ("Order lunch", 22)


def test_a_session_that_is_over_stays_as_it_is(sign_in, lead, session):
    Session.objects.filter(pk=session.pk).update(status="delivered")

    answer = change(sign_in(lead), session)

    assert "This session was delivered or cancelled" in answer.content.decode()


def test_a_session_that_moves_takes_its_parts_along(lead, session):
    first = part_on(session, 30)
    second = part_on(session, 37)
    moved = clock.london_moment(in_days(33), time(9, 30))

    actions.rewrite_session(session=session, seen=1, facts={"starts_at": moved}, by=lead)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.starts_on, second.starts_on) == (in_days(33), in_days(40))


def part_on(session, days, starts=time(9, 30), ends=time(12, 30), **facts):
    return SessionPartFactory(
        session=session,
        starts_at=clock.london_moment(in_days(days), starts),
        ends_at=clock.london_moment(in_days(days), ends),
        **facts,
    )


def test_the_same_session_is_planned_on_another_day(sign_in, lead, session):
    ends = clock.london_moment(in_days(37), time(16))
    Session.objects.filter(pk=session.pk).update(ends_at=ends, minimum=5, joining="Early")
    part_on(session, 30, order=1)
    part_on(session, 37, order=2)
    BookingFactory(session=session)

    answer = sign_in(lead).post(
        at("session_copy", session_id=session.pk),
        {**day_boxes("starts_on", in_days(60)), "starts_at": "9:30"},
    )

    copy = Session.objects.exclude(pk=session.pk).get()
    assert answer.url == copy.get_absolute_url()
    assert (copy.minimum, copy.joining, copy.venue) == (5, "Early", "Hall")
    assert copy.ends_at == clock.london_moment(in_days(67), time(16))
    assert [part.starts_on for part in copy.parts.all()] == [in_days(60), in_days(67)]
    assert not copy.bookings.exists()


def test_a_copy_that_begins_after_its_end_leaves_the_end_open(lead, session):
    ends = session.starts_at + timedelta(hours=1)
    Session.objects.filter(pk=session.pk).update(ends_at=ends)
    session.refresh_from_db()
    late = clock.london_moment(in_days(60), time(18))

    copy = actions.copy_session(session=session, starts_at=late, by=lead)

    assert copy.ends_at is None


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Enter new date"),
        ({"starts_on_2": "2001"}, "New date must be in the future"),
        ({"starts_at": "soon"}, "Start time must be a time"),
    ],
)
def test_a_copy_needs_a_day_to_come(sign_in, lead, session, facts, sentence):
    sent = {**day_boxes("starts_on", in_days(60)), "starts_at": "9:30"} if facts else {}

    answer = sign_in(lead).post(at("session_copy", session_id=session.pk), sent | facts)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_no_copy_on_the_same_day_at_the_same_place(sign_in, lead, session):
    sent = {**day_boxes("starts_on", in_days(30)), "starts_at": "9:30"}

    answer = sign_in(lead).post(at("session_copy", session_id=session.pk), sent)

    assert "This course already runs there at that time" in answer.content.decode()


@pytest.mark.parametrize("verb", ["plan", "rewrite", "copy", "add", "remove"])
def test_nobody_else_plans(session, verb):
    by = lead_of(CourseFactory().partnership)
    moment = session.starts_at + timedelta(days=1)
    asked = {
        "plan": lambda: actions.plan_session(
            course=session.course, starts_at=moment, places=2, by=by
        ),
        "rewrite": lambda: actions.rewrite_session(session=session, seen=1, facts={}, by=by),
        "copy": lambda: actions.copy_session(session=session, starts_at=moment, by=by),
        "add": lambda: actions.add_part(
            session=session, starts_at=moment, ends_at=moment, venue="", by=by
        ),
        "remove": lambda: actions.remove_part(part=part_on(session, 30), by=by),
    }

    with pytest.raises(PermissionDenied):
        asked[verb]()


def test_a_plan_that_breaks_another_rule_is_not_called_a_clash(session, lead):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.plan_session(
            course=session.course, starts_at=session.starts_at, places=0, by=lead, venue="x"
        )


def test_moving_onto_another_session_of_the_course_is_refused(lead, session):
    beside = SessionFactory(course=session.course, starts_at=session.starts_at, venue="Annex")

    with pytest.raises(actions.SlotTaken):
        actions.rewrite_session(session=beside, seen=1, facts={"venue": "Hall"}, by=lead)


def test_a_raised_number_of_places_goes_to_the_waiting_list(lead, session):
    Session.objects.filter(pk=session.pk).update(places=1)
    BookingFactory(session=session)
    waiting = BookingFactory(session=session, person=UserFactory(), status="waiting")

    actions.rewrite_session(session=session, seen=1, facts={"places": 2}, by=lead)

    waiting.refresh_from_db()
    assert waiting.status == "offered"


@pytest.mark.django_db(transaction=True)
def test_places_are_not_lowered_under_somebody_who_books_meanwhile(session, lead):
    """Without the lock the count is of another moment than the change."""
    BookingFactory.create_batch(19, session=session)
    standing = StandingFactory(partnership=session.course.partnership)
    person, agency = standing.person, standing.agency
    book = partial(actions.book_place, session=session, person=person, agency=agency, by=person)
    fewer = {"places": 19}

    with pytest.raises(actions.PlacesTaken):
        meanwhile(
            book, partial(actions.rewrite_session, session=session, seen=1, facts=fewer, by=lead)
        )

    session.refresh_from_db()
    assert session.places == 20
