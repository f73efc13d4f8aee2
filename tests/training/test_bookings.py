"""Taking a place and giving it up: the last one once, nobody's but one's own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import clock
from portal.models import Event
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_bookings import KeptFactory
from training import access, actions
from training.models import Booking

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(places=1)


@pytest.fixture
def standing(session):
    return StandingFactory(partnership=session.course.partnership)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def book(browser, session, **typed):
    return browser.post(address("book", session_id=session.pk), typed, follow=True)


def test_a_place_is_held_while_details_are_filled_in_and_then_booked(
    sign_in, session, standing, django_capture_on_commit_callbacks
):
    browser = sign_in(standing.person)
    page = browser.get(session.get_absolute_url()).content.decode()
    assert "1 of 1 place left" in page

    answer = book(browser, session, agency=standing.agency_id)

    place = Booking.objects.get()
    assert (place.status, place.place) == ("held", 1)
    assert "The place is kept until" in answer.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(
            address("booking_details", booking_id=place.pk), {"job": "School nurse"}, follow=True
        )
    assert "You have a place" in answer.content.decode()
    place.refresh_from_db()
    assert (place.person, place.agency, place.status, place.job) == (
        standing.person,
        standing.agency,
        "booked",
        "School nurse",
    )
    assert [message.to for message in mail.outbox] == [[standing.person.email]]
    assert [e.what for e in Event.objects.about(place)] == ["booking.held", "booking.made"]


def way_to_a_place(browser, session, agency):
    """What a browser asks from the session to the page that says booked; gives that page."""
    browser.get(session.get_absolute_url())
    details = browser.post(address("book", session_id=session.pk), {"agency": agency.pk})[
        "Location"
    ]
    browser.get(details)
    booked = browser.post(details, {"job": "School nurse"})["Location"]
    return browser.get(booked).content.decode()


def test_a_place_costs_little_from_the_session_to_the_page_that_says_booked(sign_in):
    session = SessionFactory(places=2)
    at = {"partnership": session.course.partnership, "agency": AgencyFactory()}
    one, other = StandingFactory(**at), StandingFactory(**at)
    way_to_a_place(sign_in(one.person), session, one.agency)  # reads what a process reads once
    browser = sign_in(other.person)

    with CaptureQueriesContext(connection) as asked:
        page = way_to_a_place(browser, session, other.agency)

    assert "You have a place" in page
    assert len(asked) <= 43


def test_a_full_session_says_so_and_has_a_waiting_list(sign_in, session, standing):
    BookingFactory(session=session)
    browser = sign_in(standing.person)
    page = browser.get(session.get_absolute_url()).content.decode()
    assert "Every place is taken. Nobody waits for one yet" in page
    assert "Join the waiting list" in page

    answer = book(browser, session, agency=standing.agency_id)

    assert "Number 1 on the waiting list" in answer.content.decode()
    assert Booking.objects.get(person=standing.person).status == "waiting"


def test_nobody_holds_two_places(sign_in, session, standing):
    BookingFactory(session=session, person=standing.person)

    answer = book(sign_in(standing.person), session, agency=standing.agency_id)

    assert answer.status_code == 422
    assert "You hold or wait for a place on this session already" in answer.content.decode()


@pytest.mark.parametrize("facts", [{"status": "delivered"}, {"starts_at": "past"}])
def test_what_has_begun_is_not_booked(sign_in, standing, session, facts):
    if "starts_at" in facts:
        facts = {"starts_at": clock.now() - timedelta(hours=1)}
    type(session).objects.filter(pk=session.pk).update(**facts)

    answer = book(sign_in(standing.person), session, agency=standing.agency_id)

    assert "can no longer be booked" in answer.content.decode()
    assert not Booking.objects.exists()


def test_a_place_is_booked_only_for_an_own_agency(sign_in, session, standing):
    answer = book(sign_in(standing.person), session, agency=AgencyFactory().pk)

    assert answer.status_code == 422
    assert "Select one of your own agencies" in answer.content.decode()


def test_who_acts_for_two_agencies_is_asked_which(sign_in, session, standing):
    second = StandingFactory(person=standing.person, partnership=standing.partnership)
    browser = sign_in(standing.person)
    page = browser.get(session.get_absolute_url()).content.decode()
    assert "Which agency do you book for?" in page

    assert "Select the agency you book for" in book(browser, session).content.decode()
    book(browser, session, agency=second.agency_id)

    assert Booking.objects.get().agency == second.agency


def test_a_place_given_up_is_free_again(sign_in, session, standing):
    place = BookingFactory(session=session, person=standing.person)
    browser = sign_in(standing.person)

    page = browser.post(address("give_up", booking_id=place.pk), follow=True).content.decode()

    assert "The place is given up" in page
    assert "1 of 1 place left" in browser.get(session.get_absolute_url()).content.decode()
    assert Booking.objects.get().status == "cancelled"


def test_a_place_on_a_marked_register_stays(sign_in, session, standing):
    place = BookingFactory(session=session, person=standing.person, status="attended")

    page = sign_in(standing.person).post(address("give_up", booking_id=place.pk), follow=True)

    assert "can no longer be given up" in page.content.decode()
    assert Booking.objects.get().status == "attended"


def test_nobody_gives_up_somebody_elses_place(sign_in, session, standing):
    place = BookingFactory(session=session, person=UserFactory())

    answer = sign_in(standing.person).post(address("give_up", booking_id=place.pk))

    assert answer.status_code == 404


def test_a_place_that_was_offered_is_taken_on_its_page(sign_in, session, standing):
    place = KeptFactory(session=session, person=standing.person, agency=standing.agency)
    browser = sign_in(standing.person)
    assert "Take the place" in browser.get(place.get_absolute_url()).content.decode()

    page = browser.post(address("booking_take", booking_id=place.pk), follow=True)

    assert "You have a place" in page.content.decode()
    assert Booking.objects.get().status == "booked"


def test_a_course_needed_first_is_asked_for_unless_they_came_to_it(sign_in, session, standing):
    first = CourseFactory(title="Level 1")
    session.course.prerequisites.add(first)
    browser = sign_in(standing.person)
    book(browser, session, agency=standing.agency_id)
    at = address("booking_details", booking_id=Booking.objects.get().pk)

    page = browser.post(at, {"job": "Nurse"})
    assert page.status_code == 422
    assert "This course needs Level 1 first" in page.content.decode()
    assert "Enter the training they had instead" in page.content.decode()
    browser.post(at, {"job": "Nurse", "equivalent": "Level 1 elsewhere, 2019"})
    booking = Booking.objects.get()
    assert (booking.status, booking.equivalent) == ("booked", "Level 1 elsewhere, 2019")

    BookingFactory(session__course=first, person=standing.person, status="attended")
    assert "Level 1 first" not in browser.get(at).content.decode()


def test_of_somebody_without_an_account_nothing_is_known_to_have_come_first(session):
    first = CourseFactory(title="Level 1")
    session.course.prerequisites.add(first)
    place = BookingFactory(session=session, person=None, address="in@a.example")
    BookingFactory(session__course=first, person=None, status="attended")

    assert list(access.courses_lacking(place)) == [first]


def test_the_holder_of_a_place_is_named_once():
    place, first, second = BookingFactory(), UserFactory(), UserFactory()

    actions.name_holder(booking=place, person=first, by=None)
    actions.name_holder(booking=place, person=second, by=None)

    place.refresh_from_db()
    assert (place.person, place.delegate) == (first, first.name)
    assert Event.objects.about(place).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once_when_four_ask_together():
    session, agency = SessionFactory(places=1), AgencyFactory()
    people = UserFactory.create_batch(4)

    def ask(person):
        try:
            return actions.book_place(
                session=session, person=person, agency=agency, by=person
            ).status
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(ask, people))

    assert sorted(got) == ["booked", "waiting", "waiting", "waiting"]
    assert Booking.objects.taking().count() == 1
