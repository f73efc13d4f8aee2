"""The numbers of places, which the database gives and keeps: the last word on capacity."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories.training import BookingFactory, SessionFactory, in_two_days
from tests.factories.training_bookings import WaitingFactory
from training.models import Booking, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(places=2)


def numbers(session):
    return sorted(session.bookings.taking().values_list("place", flat=True))


def test_each_place_has_the_lowest_number_that_is_free(session):
    first, _second = BookingFactory.create_batch(2, session=session)
    assert numbers(session) == [1, 2]

    Booking.objects.filter(pk=first.pk).update(status="cancelled")
    third = BookingFactory(session=session)

    first.refresh_from_db()
    third.refresh_from_db()
    assert (first.place, third.place) == (None, 1)
    assert numbers(session) == [1, 2]


def test_the_database_refuses_one_place_more_than_there_are(session):
    BookingFactory.create_batch(2, session=session)

    with pytest.raises(IntegrityError, match="has 2 places, and all are taken"):
        BookingFactory(session=session)


@pytest.mark.parametrize("status", ["booked", "offered"])
def test_the_database_lets_nobody_move_up_into_a_full_session(session, status):
    BookingFactory.create_batch(2, session=session)
    waits = WaitingFactory(session=session)
    kept = in_two_days() if status == "offered" else None

    with pytest.raises(IntegrityError, match="all are taken"):
        Booking.objects.filter(pk=waits.pk).update(status=status, kept_until=kept)


def test_no_number_is_given_twice_even_by_hand(session):
    _one, two = BookingFactory.create_batch(2, session=session)

    with pytest.raises(IntegrityError, match="training_booking_each_place_once"):
        Booking.objects.filter(pk=two.pk).update(place=1)


def test_no_number_above_the_places_is_given_by_hand(session):
    one = BookingFactory(session=session)

    with pytest.raises(IntegrityError, match="all are taken"):
        Booking.objects.filter(pk=one.pk).update(place=3)


def test_places_are_not_taken_away_under_those_who_have_them(session):
    BookingFactory.create_batch(2, session=session)

    with pytest.raises(IntegrityError, match="has 2 places taken"):
        Session.objects.filter(pk=session.pk).update(places=1)


def test_fewer_places_than_before_move_people_to_lower_numbers():
    session = SessionFactory(places=5)
    rows = BookingFactory.create_batch(5, session=session)
    Booking.objects.filter(pk__in=[rows[0].pk, rows[2].pk]).update(status="cancelled")

    Session.objects.filter(pk=session.pk).update(places=3)

    assert numbers(session) == [1, 2, 3]


def test_what_was_delivered_elsewhere_is_recorded_as_it_was():
    session = SessionFactory(places=1, status="delivered")
    BookingFactory.create_batch(3, session=session, status="attended")

    assert numbers(session) == [1, 2, 3]
    with pytest.raises(IntegrityError, match="has 3 places taken"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(status="planned")


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"status": "held", "kept_until": None}, "kept_until_a_moment"),
        ({"status": "waiting", "waiting_since": None}, "waiting_since_a_moment"),
        ({"kept_until": "2030-01-01 10:00+00:00"}, "kept_until_a_moment"),
    ],
)
def test_a_state_says_until_when_or_since_when(session, facts, rule):
    with pytest.raises(IntegrityError, match=rule):
        BookingFactory(session=session, **facts)
