"""Sixty-four people for the last five places, by HTTP; and each race with its lock taken away.

A test of a lock that would pass without the lock proves nothing. So every race here is run once
more with the lock switched off, and must then be lost.
"""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from random import Random

import pytest
from django.db import IntegrityError, connection

from portal import clock
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_bookings import KeptFactory, WaitingFactory
from tests.training.crowd import Somebody, all_at_once, number_in_queue
from tests.turns import meanwhile
from training import actions
from training.actions import places
from training.models import Booking, Session

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, LAST, TIMES = 64, 5, 10


@pytest.fixture
def unlocked(monkeypatch):
    """Sessions are read, and no longer held still."""

    def read(session):
        return Session.objects.select_related("course").get(pk=session.pk)

    def take_away():
        monkeypatch.setattr(places, "hold_still", read)

    return take_away


@contextmanager
def without_the_last_word():
    """The database gives no number twice no more."""
    rule = "training_booking_each_place_once"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE training_booking DROP CONSTRAINT {rule}")
    try:
        yield
    finally:
        Booking.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                f"ALTER TABLE training_booking ADD CONSTRAINT {rule} "
                "UNIQUE (session_id, place) DEFERRABLE INITIALLY IMMEDIATE"
            )


@pytest.fixture
def crowd(live_server):
    standing = StandingFactory()
    at = {"partnership": standing.partnership, "agency": standing.agency}
    people = [StandingFactory(**at).person for _ in range(PEOPLE)]
    return standing, [Somebody(person, live_server.url) for person in people]


def test_sixty_four_people_ask_for_the_last_five_places_ten_times(crowd):
    standing, people = crowd
    for turn in range(TIMES):
        course = CourseFactory(partnership=standing.partnership)
        at = clock.now() + timedelta(days=30 + turn)
        session = SessionFactory(course=course, places=12, starts_at=at)
        BookingFactory.create_batch(12 - LAST, session=session)

        told = all_at_once(people, lambda one, at=session: one.book(at, standing.agency))

        assert {answer.status for answer in told} == {302}
        mine = session.bookings.filter(person__in=[one.user for one in people])
        held, waits = mine.filter(status="held"), mine.filter(status="waiting")
        assert (held.count(), waits.count()) == (LAST, PEOPLE - LAST)
        assert sorted(held.values_list("place", flat=True)) == [8, 9, 10, 11, 12]
        led = {one.user.pk: answer.location for one, answer in zip(people, told, strict=True)}
        assert {pk for pk, path in led.items() if path.endswith("/details/")} == set(
            held.values_list("person", flat=True)
        )
        booked = confirm(people, held)
        assert booked.count(302) == LAST
        assert session.bookings.filter(status="booked").count() == 12
        if turn == 0:
            everybody_is_told_the_truth(people, waits)


def confirm(people, held):
    rows = {booking.person_id: booking for booking in held}
    lucky = [one for one in people if one.user.pk in rows]

    def send(one):
        return one.ask("POST", f"{rows[one.user.pk].get_absolute_url()}details/", job="Nurse")

    return [answer.status for answer in all_at_once(lucky, send)]


def everybody_is_told_the_truth(people, waits):
    """Fifty-nine different numbers, in the order in which people came."""
    queue = list(waits.order_by("waiting_since", "pk"))
    by_person = {one.user.pk: one for one in people}
    pages = [by_person[b.person_id].ask("GET", b.get_absolute_url()).text for b in queue]

    assert [number_in_queue(page) for page in pages] == list(range(1, PEOPLE - LAST + 1))
    assert [b.pk for b in queue] == sorted(b.pk for b in queue)


def someone_books(session):
    person = UserFactory()
    return partial(
        actions.book_place, session=session, person=person, agency=AgencyFactory(), by=person
    )


def test_whoever_comes_second_waits_for_the_first_and_then_on_the_list():
    session = SessionFactory(places=1)

    second = meanwhile(someone_books(session), someone_books(session))

    assert second.status == "waiting"


def test_without_the_lock_the_second_is_told_no_truth(unlocked):
    session = SessionFactory(places=1)
    unlocked()

    with pytest.raises(IntegrityError, match="each_place_once"):
        meanwhile(someone_books(session), someone_books(session))


def test_without_lock_and_last_word_one_place_is_sold_twice(unlocked):
    session = SessionFactory(places=1)
    unlocked()

    with without_the_last_word():
        meanwhile(someone_books(session), someone_books(session))

        assert session.bookings.taking().count() == 2


def test_a_held_place_that_is_booked_meanwhile_is_counted_once_and_always():
    """One count sees baskets, another orders: what becomes the other between them is in neither.

    Here it is one row whose state changes, so that no statement can miss it.
    """
    session = SessionFactory(places=1)
    person = UserFactory()
    held = KeptFactory(session=session, status="held", person=person)

    second = meanwhile(
        partial(actions.confirm_place, booking=held, by=person), someone_books(session)
    )

    assert second.status == "waiting"
    assert session.bookings.taking().get().pk == held.pk


def test_a_place_freed_meanwhile_goes_to_who_waited_and_not_to_who_comes():
    session = SessionFactory(places=1)
    held = BookingFactory(session=session)
    first = WaitingFactory(session=session, person=UserFactory())

    second = meanwhile(
        partial(actions.give_up_place, booking=held, by=UserFactory()), someone_books(session)
    )

    first.refresh_from_db()
    assert (first.status, second.status) == ("offered", "waiting")


def test_an_offer_is_not_taken_up_after_it_lapsed_meanwhile():
    session = SessionFactory(places=1)
    past = clock.now() - timedelta(seconds=1)
    first = KeptFactory(session=session, person=UserFactory(), kept_until=past)
    second = WaitingFactory(session=session, person=UserFactory())

    with pytest.raises(actions.OfferOver):
        meanwhile(
            partial(actions.turn_list, session=session),
            partial(actions.take_up, booking=first, by=first.person),
        )

    second.refresh_from_db()
    assert second.status == "offered"


def test_a_place_given_up_twice_at_once_is_freed_once():
    session = SessionFactory(places=1)
    held = BookingFactory(session=session)
    first, second = WaitingFactory.create_batch(2, session=session)
    give_up = partial(actions.give_up_place, booking=held, by=UserFactory())

    assert meanwhile(give_up, give_up) is False

    states = [Booking.objects.get(pk=one.pk).status for one in (first, second)]
    assert states == ["offered", "waiting"]


def test_places_taken_away_meanwhile_are_not_sold():
    session = SessionFactory(places=2)
    BookingFactory(session=session)

    def fewer():
        places.hold_still(session)
        Session.objects.filter(pk=session.pk).update(places=1)

    assert meanwhile(fewer, someone_books(session)).status == "waiting"


def test_the_last_place_taken_meanwhile_is_not_taken_away():
    session = SessionFactory(places=2)
    BookingFactory(session=session)
    fewer = Session.objects.filter(pk=session.pk).update

    with pytest.raises(IntegrityError, match="has 2 places taken"):
        meanwhile(someone_books(session), partial(fewer, places=1))


def test_two_who_change_dates_with_one_another_do_not_wait_for_ever():
    course = CourseFactory()
    soon = SessionFactory(course=course, places=2)
    late = SessionFactory(course=course, places=2, starts_at=clock.now() + timedelta(days=50))
    one = BookingFactory(session=soon, person=UserFactory())
    two = BookingFactory(session=late, person=UserFactory())

    meanwhile(
        partial(actions.move_place, booking=one, to=late, by=one.person),
        partial(actions.move_place, booking=two, to=soon, by=two.person),
    )

    assert (soon.bookings.taking().get().person, late.bookings.taking().get().person) == (
        two.person,
        one.person,
    )


def test_in_a_hundred_races_nothing_is_oversold_and_nothing_left_unsold():
    """Two at once, in every pairing: somebody comes, gives up, lets lapse or takes an offer."""
    chance = Random(5)
    session = SessionFactory(places=2)
    for _ in range(100):
        pair = [a_move(session, chance) for _ in range(2)]
        meanwhile(*pair)

        taken = session.bookings.taking().count()
        assert taken <= 2
        assert not (taken < 2 and session.bookings.waiting().exists())
    assert session.bookings.count() > 20


def a_move(session, chance):
    """Something that somebody does to a session, whatever its bookings are by then."""

    def leave():
        taking = session.bookings.taking().order_by("?").first()
        return taking and actions.give_up_place(booking=taking, by=taking.person)

    def let_lapse():
        kept = session.bookings.filter(status="offered")
        kept.update(kept_until=clock.now() - timedelta(seconds=1))
        return actions.turn_list(session=session)

    def take():
        offered = session.bookings.filter(status="offered").first()
        return offered and accept(offered)

    return chance.choice([someone_books(session), leave, let_lapse, take])


def accept(offered):
    try:
        return actions.take_up(booking=offered, by=offered.person)
    except actions.BookingRefused:
        return None
