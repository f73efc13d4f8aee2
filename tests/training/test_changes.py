"""Booking for a colleague, moving a place, handing it on: on the pages, in each role."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal import clock
from portal.models import Notice
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_bookings import AgencyTermsFactory, WaitingFactory
from training import actions
from training.models import Booking, Session

pytestmark = pytest.mark.django_db
COLLEAGUE = {"name": "Bo Colleague", "address": "Bo.Colleague@agency.example"}


@pytest.fixture
def session():
    return SessionFactory(places=2)


@pytest.fixture
def other(session):
    at = session.starts_at + timedelta(days=7)
    return SessionFactory(course=session.course, places=1, starts_at=at)


@pytest.fixture
def standing(session):
    return StandingFactory(partnership=session.course.partnership)


@pytest.fixture
def lead(session, standing):
    return StandingFactory(
        partnership=session.course.partnership, agency=standing.agency, role="agency_lead"
    )


@pytest.fixture
def place(session, standing):
    return BookingFactory(session=session, person=standing.person, agency=standing.agency)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def text(response):
    return response.content.decode()


def test_a_lead_books_for_a_colleague_who_needs_no_account(sign_in, session, lead):
    browser = sign_in(lead.person)
    facts = {**COLLEAGUE, "agency": lead.agency_id}

    page = browser.post(address("book_colleague", session_id=session.pk), facts, follow=True)

    booking = Booking.objects.get()
    assert (booking.delegate, booking.address, booking.person, booking.booked_by) == (
        "Bo Colleague",
        "bo.colleague@agency.example",
        None,
        lead.person,
    )
    assert "Book this place" in text(page)
    browser.post(address("booking_details", booking_id=booking.pk), {"job": "Health visitor"})
    told = {(n.template, n.address or n.to.email) for n in Notice.objects.all()}
    assert told == {
        ("place_booked", "bo.colleague@agency.example"),
        ("colleague_booked", lead.person.email),
    }


def test_a_colleague_with_an_account_is_matched_by_address(sign_in, session, lead):
    known = UserFactory(email="bo.colleague@agency.example")
    facts = {**COLLEAGUE, "agency": lead.agency_id}

    sign_in(lead.person).post(address("book_colleague", session_id=session.pk), facts)

    assert Booking.objects.get().person == known


def test_the_same_colleague_is_not_booked_twice(sign_in, session, lead):
    BookingFactory(session=session, address="bo.colleague@agency.example")
    facts = {**COLLEAGUE, "agency": lead.agency_id}

    page = sign_in(lead.person).post(address("book_colleague", session_id=session.pk), facts)

    assert page.status_code == 422
    assert "holds or waits for a place on this session already" in text(page)
    assert "Bo Colleague" in text(page)


def test_a_practitioner_books_for_others_only_where_the_agency_lets_them(
    sign_in, session, standing
):
    browser = sign_in(standing.person)
    at = address("book_colleague", session_id=session.pk)
    assert browser.get(at).status_code == 403

    AgencyTermsFactory(agency=standing.agency, partnership=standing.partnership, colleagues=True)

    assert browser.get(at).status_code == 200
    assert "Book for a colleague" in text(browser.get(session.get_absolute_url()))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "address": "a@b.example"}, "Enter the full name of your colleague"),
        ({"name": "Bo", "address": ""}, "Enter their work email address"),
        ({"name": "Bo", "address": "nonsense"}, "Enter an email address in the correct format"),
        ({"name": "x" * 121, "address": "a@b.example"}, "must be 120 characters or fewer"),
        ({"name": "Bo", "address": "a@b.example", "agency": 0}, "Select an agency you may book"),
    ],
)
def test_a_colleague_badly_typed_is_put_right(sign_in, session, lead, typed, said):
    typed = {"agency": lead.agency_id} | typed

    page = sign_in(lead.person).post(address("book_colleague", session_id=session.pk), typed)

    assert page.status_code == 422
    assert said in text(page)
    assert not Booking.objects.exists()


def test_a_place_is_moved_to_another_date_and_freed_for_who_waits(
    sign_in, session, other, place, standing
):
    BookingFactory(session=session)
    waits = WaitingFactory(session=session, person=UserFactory())
    browser = sign_in(standing.person)
    assert "1 place left" in text(browser.get(address("booking_move", booking_id=place.pk)))

    page = browser.post(address("booking_move", booking_id=place.pk), {"to": other.pk}, follow=True)

    assert "The place is moved" in text(page)
    place.refresh_from_db()
    waits.refresh_from_db()
    assert (place.status, place.why_ended) == ("cancelled", "Moved to another date")
    assert (place.became.session, place.became.status) == (other, "booked")
    assert waits.status == "offered"


def test_a_full_date_is_not_offered_and_a_place_taken_meanwhile_is_said(
    sign_in, session, other, place, standing
):
    BookingFactory(session=other)
    browser = sign_in(standing.person)

    page = browser.get(address("booking_move", booking_id=place.pk))

    assert "No other date of this course has a place left" in text(page)
    with pytest.raises(actions.SessionFull):
        actions.move_place(booking=place, to=other, by=standing.person)
    place.refresh_from_db()
    assert place.status == "booked"


def test_a_place_is_not_moved_to_another_course_or_to_itself(session, place, standing):
    for wrong in (SessionFactory(), session):
        with pytest.raises(actions.NotSameCourse):
            actions.move_place(booking=place, to=wrong, by=standing.person)


def test_nobody_moves_where_they_hold_a_place_already(session, other, place, standing):
    Session.objects.filter(pk=other.pk).update(places=3)
    BookingFactory(session=other, person=standing.person)

    with pytest.raises(actions.AlreadyBooked):
        actions.move_place(booking=place, to=other, by=standing.person)


def test_only_what_is_booked_is_moved_or_handed_on(session, other, standing):
    waits = WaitingFactory(session=session, person=standing.person, agency=standing.agency)

    with pytest.raises(actions.NoLongerSo):
        actions.move_place(booking=waits, to=other, by=standing.person)
    with pytest.raises(actions.NoLongerSo):
        actions.hand_on(booking=waits, to=actions.Delegate(name="Bo"), by=standing.person)


def test_a_booking_without_an_agency_is_not_handed_on(session, standing):
    place = BookingFactory(session=session, person=standing.person, agency=None)

    with pytest.raises(actions.NoLongerSo):
        actions.hand_on(booking=place, to=actions.Delegate(name="Bo"), by=standing.person)


def test_a_place_is_handed_to_a_colleague_and_nobody_else_gets_it(
    sign_in, session, place, standing
):
    BookingFactory(session=session)
    waits = WaitingFactory(session=session)

    page = sign_in(standing.person).post(
        address("booking_substitute", booking_id=place.pk), COLLEAGUE, follow=True
    )

    assert "The place is now for Bo Colleague" in text(page)
    place.refresh_from_db()
    waits.refresh_from_db()
    new = place.became
    assert (place.status, new.status, new.delegate, new.agency) == (
        "substituted",
        "booked",
        "Bo Colleague",
        standing.agency,
    )
    assert waits.status == "waiting"
    assert new.place is not None


def test_a_place_is_not_handed_to_who_holds_one(sign_in, session, place, standing):
    BookingFactory(session=session, person=UserFactory(email="bo.colleague@agency.example"))

    page = sign_in(standing.person).post(
        address("booking_substitute", booking_id=place.pk), COLLEAGUE
    )

    assert page.status_code == 422
    assert "holds or waits for a place" in text(page)


def test_nothing_changes_once_a_session_has_begun(sign_in, session, other, place, standing):
    begun = clock.now() - timedelta(minutes=1)
    Session.objects.filter(pk=session.pk).update(starts_at=begun)
    browser = sign_in(standing.person)

    for door, typed in (("booking_substitute", COLLEAGUE), ("booking_move", {"to": other.pk})):
        page = browser.post(address(door, booking_id=place.pk), typed)
        assert "can no longer be booked" in text(page)
    page = browser.post(address("give_up", booking_id=place.pk), follow=True)
    assert "can no longer be given up" in text(page)
    place.refresh_from_db()
    assert place.status == "booked"


def test_a_clash_is_said_and_can_be_confirmed(sign_in, session, standing):
    same_time = SessionFactory(
        course__partnership=session.course.partnership, starts_at=session.starts_at
    )
    BookingFactory(session=same_time, person=standing.person)
    browser = sign_in(standing.person)
    at = address("book", session_id=session.pk)

    page = browser.post(at, {"agency": standing.agency_id})

    assert page.status_code == 422
    assert "at the same time" in text(page)
    browser.post(at, {"agency": standing.agency_id, "sure": "on"})
    assert Booking.objects.filter(session=session).count() == 1


def test_another_date_of_the_same_course_is_said(session, other, standing):
    BookingFactory(session=other, person=standing.person)

    [said] = actions.doubts(standing.person, session)

    assert "another date of this course" in said
    assert actions.doubts(standing.person, SessionFactory()) == []
