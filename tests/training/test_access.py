"""Who sees which places and ratings."""

import pytest

from tests.factories.partners import StandingFactory
from tests.factories.training import BookingFactory, RatingFactory
from training import access

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return BookingFactory()


def seen(place, role, **facts):
    facts = {"partnership": place.session.course.partnership} | facts
    person = StandingFactory(role=role, **facts).person
    return access.bookings(person).filter(pk=place.pk).exists()


def test_a_register_is_seen_by_those_who_keep_it_and_the_agency_that_booked(place):
    assert seen(place, "training_lead")
    assert seen(place, "business_team")
    assert seen(place, "agency_lead", agency=place.agency)


def test_nobody_else_sees_who_came(place):
    assert not seen(place, "agency_lead")
    assert not seen(place, "practitioner", agency=place.agency)
    assert not seen(place, "trainer")
    assert not seen(place, "executive")
    elsewhere = StandingFactory(role="training_lead").person
    assert not access.bookings(elsewhere).exists()


def test_a_lead_of_the_same_agency_in_another_partnership_does_not(place):
    other = StandingFactory(role="agency_lead", agency=place.agency).person

    assert not access.bookings(other).exists()


def test_ratings_are_seen_by_those_who_run_training_and_by_who_gave_them():
    rating = RatingFactory()
    at = rating.booking.session.course.partnership

    assert access.ratings(StandingFactory(role="training_lead", partnership=at).person).exists()
    assert not access.ratings(StandingFactory(role="trainer", partnership=at).person).exists()


def test_a_lead_elsewhere_who_leads_another_agency_here_does_not(place):
    here = place.session.course.partnership
    person = StandingFactory(role="agency_lead", agency=place.agency).person
    StandingFactory(role="agency_lead", partnership=here, person=person)

    assert not access.bookings(person).exists()
