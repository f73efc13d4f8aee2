"""Pages of training: what people find, type and get told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal import clock
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from training.models import Rating, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory(title="Neglect")


@pytest.fixture
def person(course):
    return StandingFactory(partnership=course.partnership).person


@pytest.fixture
def lead(course):
    return StandingFactory(partnership=course.partnership, role="training_lead").person


@pytest.fixture
def session(course):
    return SessionFactory(course=course)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_costs_the_same_however_long(client, count, django_assert_num_queries):
    CourseFactory.create_batch(count)

    with django_assert_num_queries(3):
        page = client.get(address("course_list")).content.decode()

    assert page.count("app-list__item") == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_sessions_costs_the_same_however_long(
    sign_in, person, course, count, django_assert_num_queries
):
    for session in SessionFactory.create_batch(count, course=course):
        BookingFactory.create_batch(2, session=session)
    browser = sign_in(person)

    with django_assert_num_queries(3):
        page = browser.get(address("session_list")).content.decode()

    assert page.count(": 2 booked") == count


@pytest.mark.parametrize("count", [1, 3])
def test_my_training_costs_the_same_however_long(
    sign_in, person, course, count, django_assert_num_queries
):
    for session in SessionFactory.create_batch(count, course=course):
        BookingFactory(session=session, person=person, status="attended")
    browser = sign_in(person)

    with django_assert_num_queries(4):
        page = browser.get(address("my_training")).content.decode()

    assert page.count("Rate this session") == count


def test_a_course_not_published_is_seen_only_by_those_who_run_training(sign_in, client, lead):
    hidden = CourseFactory(published=False, partnership=lead.standings.get().partnership)
    assert client.get(hidden.get_absolute_url()).status_code == 404

    page = sign_in(lead).get(hidden.get_absolute_url()).content.decode()

    assert "Plan a session" in page


def test_what_was_not_recorded_of_a_course_says_so(client, course):
    page = client.get(course.get_absolute_url()).content.decode()

    assert page.count("Not recorded") == 4


@pytest.mark.parametrize(("kind", "found"), [("core", 1), ("specialist", 0), ("nonsense", 1)])
def test_the_catalogue_narrows_to_a_kind(client, kind, found):
    CourseFactory(kind="core")

    page = client.get(address("course_list"), {"kind": kind}, headers={"HX-Request": "true"})

    assert page.content.decode().strip().startswith('<section id="results"')
    assert page.content.decode().count("app-list__item") == found


def test_sessions_narrow_to_a_state(sign_in, person, course):
    SessionFactory(course=course)
    SessionFactory(course=course, status="delivered")

    page = sign_in(person).get(address("session_list"), {"status": "delivered"})

    assert "1 session<" in page.content.decode()


def plan(browser, course, **typed):
    day = clock.today() + timedelta(days=40)
    facts = {
        "starts_on_0": day.day,
        "starts_on_1": day.month,
        "starts_on_2": day.year,
        "starts_at": "9:30",
        "mode": "virtual",
        "venue": "A link",
        "places": "24",
    }
    return browser.post(address("plan", course_id=course.pk), facts | typed)


def test_a_training_lead_plans_a_session(sign_in, lead, course):
    answer = plan(sign_in(lead), course)

    session = Session.objects.get()
    assert answer.url == session.get_absolute_url()
    assert (session.places, session.venue, session.mode) == (24, "A link", "virtual")
    assert session.starts_on == clock.today() + timedelta(days=40)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"places": "none"}, "Places must be a whole number, such as 24"),
        ({"places": "0"}, "Places must be 1 or more"),
        ({"starts_at": "half nine"}, "Start time must be a time, such as 9:30 or 2pm"),
        ({"starts_on_2": ""}, "Date of the session must include a year"),
        ({"starts_on_2": "2001"}, "Date of the session must be in the future"),
        ({"mode": "face to face", "venue": ""}, "Enter the venue where people meet"),
        ({"minimum": "25"}, "Fewest people must not be more than there are places"),
        ({"ends_at": "9:30"}, "End must be after the start"),
        ({"ends_at": "late"}, "End time must be a time, such as 12:30 or 4pm"),
        ({"link": "room 5"}, "Enter a web address in the correct format"),
        ({"mode": "telepathy"}, "Select how people attend"),
    ],
)
def test_wrong_input_gets_a_sentence_and_keeps_what_was_typed(
    sign_in, lead, course, typed, sentence
):
    answer = plan(sign_in(lead), course, **typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="24"' in page or "places" in typed
    assert not Session.objects.exists()


def test_the_same_slot_is_not_planned_twice(sign_in, lead, course):
    browser = sign_in(lead)
    plan(browser, course)

    assert "This course already runs there at that time" in plan(browser, course).content.decode()


def test_cancelling_asks_why(sign_in, lead, session):
    browser = sign_in(lead)
    at = address("cancel", session_id=session.pk)
    assert "Enter why the session is cancelled" in browser.post(at).content.decode()

    browser.post(at, {"reason": "Lockdown"})

    assert Session.objects.get().cancelled_because == "Lockdown"


def test_cancelling_what_somebody_has_cancelled_says_so(sign_in, lead, course):
    session = SessionFactory(course=course, status="delivered")

    page = sign_in(lead).post(address("cancel", session_id=session.pk), {"reason": "Late"})

    assert "already moved on" in page.content.decode()


def test_somebody_who_came_rates_the_session(sign_in, person, session):
    place = BookingFactory(session=session, person=person, status="attended")
    browser = sign_in(person)
    at = address("rate", booking_id=place.pk)

    answer = browser.post(at, {"score": "excellent", "online": "yes", "comment": "Useful"})

    assert answer.url == address("my_training")
    rating = Rating.objects.get()
    assert (rating.score, rating.would_train_online, rating.comment) == (
        "excellent",
        True,
        "Useful",
    )
    assert (
        "You have rated this session already"
        in browser.post(at, {"score": "poor"}).content.decode()
    )


def test_rating_needs_a_score_and_keeps_the_comment(sign_in, person, session):
    place = BookingFactory(session=session, person=person, status="attended")

    answer = sign_in(person).post(address("rate", booking_id=place.pk), {"comment": "Kept"})

    assert answer.status_code == 422
    assert "Select how the session was" in answer.content.decode()
    assert "Kept</textarea>" in answer.content.decode()


def test_somebody_who_did_not_come_is_told_why_not(sign_in, person, session):
    place = BookingFactory(session=session, person=person)

    page = sign_in(person).post(address("rate", booking_id=place.pk), {"score": "good"})

    assert "once the register shows you attended" in page.content.decode()


def test_nobody_rates_for_somebody_else(sign_in, person):
    place = BookingFactory(person=UserFactory(), status="attended")

    assert sign_in(person).get(address("rate", booking_id=place.pk)).status_code == 404
