"""A past booking put into somebody's record: they are told, and can say that it was not them."""

import pytest

from portal.models import Event, Notice
from portal.outbox.checking import why_not
from portal.outbox.writing import words
from tests.factories.partners import StandingFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.training.programme import at, lead_of
from training import access, actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(course=CourseFactory(title="Neglect"), status="delivered")


@pytest.fixture
def lead(session):
    return lead_of(session.course.partnership)


@pytest.fixture
def person(session):
    return StandingFactory(partnership=session.course.partnership).person


@pytest.fixture
def place(session):
    return BookingFactory(session=session, status="attended")


def told():
    return Notice.objects.filter(template="booking_found")


def test_whoever_is_found_is_told_and_can_say_that_it_was_not_them(sign_in, lead, person, place):
    actions.say_who(booking=place, person=person, by=lead)
    notice = told().get()
    assert (notice.to, notice.subject, why_not(notice)) == (person, place, Notice.Reason.NONE)
    mail = words(notice).text
    assert "Neglect" in mail
    assert at("record") in mail
    assert place.delegate not in mail
    browser = sign_in(person)
    address = at("booking_not_mine", booking_id=place.pk)
    assert address in browser.get(at("record")).content.decode()
    assert "Neglect" in browser.get(address).content.decode()

    page = browser.post(address, follow=True).content.decode()

    place.refresh_from_db()
    assert place.person is None
    assert "It stands in your record no longer" in page
    assert address not in page
    assert "booking.not_mine" in {one.what for one in Event.objects.about(place)}
    assert why_not(told().get()) == Notice.Reason.NO_LONGER_DUE
    listed = sign_in(lead).get(at("unmatched_list")).content.decode()
    assert at("booking_match", booking_id=place.pk) in listed


def test_what_was_given_back_is_not_matched_by_address_again(lead, person, place):
    type(place).objects.update(address=person.email)
    assert actions.match_addresses(by=lead) == 1
    actions.say_not_mine(booking=place, by=person)

    assert actions.match_addresses(by=lead) == 0


def test_many_places_of_one_person_are_one_mail(lead, person, session):
    for _ in range(3):
        other = SessionFactory(course=session.course, status="delivered")
        BookingFactory(session=other, status="attended", address=person.email)

    assert actions.match_addresses(by=lead) == 3

    assert told().get().to == person


def test_nobody_gives_back_what_they_booked_or_what_is_not_theirs(sign_in, lead, person, place):
    own = BookingFactory(session=place.session, status="attended", person=person)
    browser = sign_in(person)

    assert browser.get(at("booking_not_mine", booking_id=own.pk)).status_code == 404
    assert browser.post(at("booking_not_mine", booking_id=place.pk)).status_code == 404
    assert not access.put_in_record(person).exists()
    for booking in (own, place):
        with pytest.raises(actions.NotMatched):
            actions.say_not_mine(booking=booking, by=person)


def test_nobody_is_told_that_nobody_is_known(lead, place):
    actions.say_who(booking=place, person=None, by=lead)

    assert not told().exists()
