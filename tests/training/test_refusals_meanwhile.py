"""What changed between reading and acting is refused, and nothing is sent about it."""

from datetime import timedelta

import pytest

from learning_hub.models import Response
from portal import clock
from portal.models import Event, Notice
from portal.outbox.checking import why_not
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_bookings import KeptFactory, WaitingFactory
from tests.factories.training_evaluation import RequestFactory
from training import actions
from training.actions import places
from training.models import Approval, Booking

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["lapsed", "withdrawn"])
def test_an_evaluation_that_is_over_takes_no_answer(status):
    request = RequestFactory(status=status)

    with pytest.raises(actions.NoLongerAsked):
        actions.answer_evaluation(request=request, given={}, by=None)

    request.refresh_from_db()
    assert request.status == status
    assert not Response.objects.exists()


@pytest.mark.parametrize(("closed", "status"), [(0, "answered"), (1, "open")])
def test_a_round_takes_answers_until_the_day_it_closes(closed, status):
    today = clock.today()
    request = RequestFactory(
        round__opens_on=today - timedelta(days=28), round__closes_on=today - timedelta(days=closed)
    )

    if closed:
        with pytest.raises(actions.NoLongerAsked):
            actions.answer_evaluation(request=request, given={}, by=None)
    else:
        actions.answer_evaluation(request=request, given={}, by=None)

    request.refresh_from_db()
    assert request.status == status


def test_a_booking_that_changed_meanwhile_stays_as_it_became():
    booking = KeptFactory()
    Booking.objects.filter(pk=booking.pk).update(status="cancelled", kept_until=None)

    with pytest.raises(actions.NoLongerSo):
        places.move(booking, ("offered",), "booked")

    booking.refresh_from_db()
    assert (booking.status, booking.place) == ("cancelled", None)


def test_nobody_approves_a_place_that_no_agency_pays_for():
    booking = KeptFactory(agency=None, person=UserFactory())

    took = actions.take_up(booking=booking, by=booking.person)

    assert took.status == "booked"
    assert not Approval.objects.exists()
    assert "booking.made" in [event.what for event in Event.objects.about(booking)]


def test_word_of_free_places_goes_only_to_who_still_waits():
    session = SessionFactory(places=1, starts_at=clock.now() + timedelta(days=1))
    taken = BookingFactory(session=session)
    waits = WaitingFactory(session=session, person=UserFactory())
    actions.give_up_place(booking=taken, by=UserFactory())
    told = Notice.objects.get(template="places_first_come")
    assert why_not(told) == Notice.Reason.NONE

    actions.give_up_place(booking=waits, by=waits.person)

    told = Notice.objects.get(template="places_first_come")
    assert why_not(told) == Notice.Reason.NO_LONGER_DUE
