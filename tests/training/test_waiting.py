"""The waiting list: who is offered a free place, for how long, and what happens then."""

from datetime import timedelta

import pytest
import time_machine

from portal import clock
from portal.models import Event, Notice
from tests.factories.partners import AgencyFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_bookings import (
    BookingRulesFactory,
    KeptFactory,
    TeamBookingFactory,
    WaitingFactory,
)
from training import actions
from training.models import Booking, Session, Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(places=2)


@pytest.fixture
def full(session):
    return BookingFactory.create_batch(2, session=session, booked_by=UserFactory())


def wait(session, count=1, **facts):
    return [
        WaitingFactory(session=session, person=UserFactory(), booked_by=UserFactory(), **facts)
        for _ in range(count)
    ]


def states(*bookings):
    found = {b.pk: b.status for b in Booking.objects.filter(pk__in=[b.pk for b in bookings])}
    return [found[b.pk] for b in bookings]


def give_up(booking):
    return actions.give_up_place(booking=booking, by=UserFactory())


def test_a_freed_place_is_offered_to_who_has_waited_longest(session, full):
    first, second = wait(session, 2)

    assert give_up(full[0])

    assert states(first, second) == ["offered", "waiting"]
    first.refresh_from_db()
    assert first.kept_until - clock.now() > timedelta(hours=47)
    told = Notice.objects.filter(template="place_offered")
    assert {n.to for n in told} == {first.person, first.booked_by}
    assert actions.position(second) == 1
    assert [e.what for e in Event.objects.about(first)] == ["booking.offered"]


def test_an_offer_is_taken_up(session, full):
    [first] = wait(session)
    give_up(full[0])

    taken = actions.take_up(booking=first, by=first.person)

    assert taken.status == "booked"
    assert [t.what for t in first.turns.all()] == ["took", "offered"]
    assert Notice.objects.filter(template="place_booked", to=first.person).exists()


def test_an_offer_declined_goes_to_the_next(session, full):
    first, second = wait(session, 2)
    give_up(full[0])

    give_up(first)

    assert states(first, second) == ["cancelled", "offered"]
    assert first.turns.first().what == "refused"


def test_an_offer_lapses_and_goes_to_the_next(session, full):
    first, second = wait(session, 2)
    give_up(full[0])

    with time_machine.travel(clock.now() + timedelta(hours=49)):
        assert actions.turn_lists() == 1
        assert states(first, second) == ["lapsed", "offered"]

    assert {n.template for n in Notice.objects.filter(to=first.person)} >= {"place_lapsed"}


def test_a_lapsed_offer_is_not_taken_up_even_before_anybody_looked(session, full):
    [first] = wait(session)
    give_up(full[0])

    with time_machine.travel(clock.now() + timedelta(hours=49)), pytest.raises(actions.OfferOver):
        actions.take_up(booking=first, by=first.person)


def test_who_was_offered_nothing_takes_nothing(session, full):
    [first] = wait(session)

    with pytest.raises(actions.NothingFree):
        actions.take_up(booking=first, by=first.person)
    with pytest.raises(actions.OfferOver):
        actions.take_up(booking=full[0], by=UserFactory())


def test_near_the_start_an_offer_is_shorter(full, session):
    start(session, days=4)
    [first] = wait(session)

    give_up(full[0])

    first.refresh_from_db()
    assert timedelta(hours=11) < first.kept_until - clock.now() <= timedelta(hours=12)


def start(session, **span):
    Session.objects.filter(pk=session.pk).update(starts_at=clock.now() + timedelta(**span))
    session.refresh_from_db()


def test_close_to_the_start_everybody_is_told_and_the_first_has_it(session, full):
    start(session, days=1)
    first, second = wait(session, 2)

    give_up(full[0])
    actions.turn_lists()

    assert states(first, second) == ["waiting", "waiting"]
    told = Notice.objects.filter(template="places_first_come")
    assert {n.to for n in told} >= {first.person, second.person}
    assert Turn.objects.filter(what="told").count() == 2
    assert actions.take_up(booking=second, by=second.person).status == "booked"
    with pytest.raises(actions.NothingFree):
        actions.take_up(booking=first, by=first.person)


def test_a_team_that_wants_all_or_none_keeps_its_turn_and_lets_others_pass(session, full):
    team = TeamBookingFactory(session=session, together=True)
    together = wait(session, 2, team=team)
    [alone] = wait(session)

    give_up(full[0])

    assert states(*together, alone) == ["waiting", "waiting", "offered"]
    assert together[0].turns.get().sentence == "Not offered: needs 2 places, 1 free"
    give_up(full[1])
    give_up(alone)
    assert states(*together) == ["offered", "offered"]
    assert together[0].turns.first().sentence == "Offered: 2 places together"


def test_why_a_team_was_passed_over_is_said_once(session, full):
    team = TeamBookingFactory(session=session, together=True)
    together = wait(session, 2, team=team)
    give_up(full[0])

    actions.turn_list(session=session)

    assert together[0].turns.filter(what="skipped").count() == 1


def test_what_a_team_leaves_free_can_be_booked_by_anybody(session, full):
    wait(session, 2, team=TeamBookingFactory(session=session, together=True))
    give_up(full[0])
    person = UserFactory()

    booking = actions.book_place(session=session, person=person, agency=AgencyFactory(), by=person)

    assert booking.status == "booked"


def test_rules_of_the_partnership_say_for_how_long(session, full):
    BookingRulesFactory(partnership=session.course.partnership, offer_hours=6)
    [first] = wait(session)

    give_up(full[0])

    first.refresh_from_db()
    assert first.kept_until - clock.now() <= timedelta(hours=6)


def test_a_place_held_too_long_is_free_for_whoever_comes(session):
    KeptFactory(session=session, status="held", kept_until=clock.now() - timedelta(minutes=1))
    BookingFactory(session=session)
    person = UserFactory()

    booking = actions.book_place(session=session, person=person, agency=AgencyFactory(), by=person)

    assert booking.status == "booked"
    assert Booking.objects.filter(status="lapsed").count() == 1


def test_nobody_is_offered_a_place_once_a_session_has_begun(session, full):
    wait(session)
    start(session, hours=-1)
    Booking.objects.filter(pk=full[0].pk).update(status="cancelled")

    assert actions.turn_lists() == 0
    assert actions.offer_freed_places(session=session, by=None) == 0
