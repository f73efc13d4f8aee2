"""Two people at once: no mark in a register that closed, no second rating."""

from functools import partial

import pytest

from tests.factories.partners import StandingFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.turns import meanwhile
from training import actions
from training.models import Booking, Rating

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_register_of_a_session_cancelled_meanwhile_stays():
    place = BookingFactory(session=SessionFactory())
    at = place.session.course.partnership
    lead, other = (StandingFactory(role="training_lead", partnership=at).person for _ in range(2))
    marks = {place.pk: "attended"}

    with pytest.raises(actions.NotOpen):
        meanwhile(
            partial(actions.cancel_session, session=place.session, reason="Lockdown", by=lead),
            partial(actions.mark_register, session=place.session, marks=marks, by=other),
        )

    assert Booking.objects.get().status == "called off"


def test_a_place_is_rated_once():
    standing = StandingFactory(role="practitioner")
    place = BookingFactory(person=standing.person, status="attended", session__status="delivered")
    rate = partial(actions.rate_session, booking=place, would_train_online=None, by=standing.person)

    with pytest.raises(actions.AlreadyRated):
        meanwhile(partial(rate, score="good", comment=""), partial(rate, score="poor", comment=""))

    assert Rating.objects.get().score == "good"
