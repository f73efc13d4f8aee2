"""What happens in training, and what may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from portal import clock
from portal.models import Event, Notice
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, RatingFactory, SessionFactory
from training import actions
from training.models import Rating, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def lead(session):
    standing = StandingFactory(role="training_lead", partnership=session.course.partnership)
    return standing.person


def test_a_planned_session_stands_in_the_record(lead):
    course = CourseFactory(partnership=lead.standings.get().partnership)

    session = actions.plan_session(
        course=course,
        starts_at=clock.now() + timedelta(days=9),
        mode="virtual",
        venue="A link",
        places=12,
        by=lead,
    )

    assert (session.course, session.status, session.places) == (course, "planned", 12)
    assert [e.what for e in Event.objects.about(session)] == ["session.planned"]


def test_cancelling_frees_the_places_and_tells_the_people(session, lead):
    holder = UserFactory()
    BookingFactory(session=session, person=holder)
    BookingFactory(session=session)

    actions.cancel_session(session=session, reason="Lockdown", by=lead)

    assert set(session.bookings.values_list("status", flat=True)) == {"called off"}
    assert [n.to for n in Notice.objects.all()] == [holder]
    session.refresh_from_db()
    assert (session.status, session.cancelled_because) == ("cancelled", "Lockdown")


def test_cancelling_without_a_reason_changes_nothing(session, lead):
    with pytest.raises(actions.ReasonMissing):
        actions.cancel_session(session=session, reason=" ", by=lead)

    assert Session.objects.get(pk=session.pk).status == "planned"


def test_a_training_lead_of_another_partnership_may_not_cancel(session):
    other = StandingFactory(role="training_lead").person

    with pytest.raises(PermissionDenied):
        actions.cancel_session(session=session, reason="Mine now", by=other)


def test_people_who_came_rate_once():
    place = BookingFactory(status="attended", person=UserFactory())
    facts = {"score": "excellent", "would_train_online": None, "comment": "", "by": place.person}

    rating = actions.rate_session(booking=place, **facts)

    assert rating.returned_on == clock.today()
    with pytest.raises(actions.AlreadyRated):
        actions.rate_session(booking=place, **facts)
    assert Rating.objects.count() == 1


def test_people_who_did_not_come_do_not_rate():
    place = BookingFactory(status="absent", person=UserFactory())

    with pytest.raises(actions.DidNotAttend):
        actions.rate_session(
            booking=place, score="poor", would_train_online=None, comment="", by=place.person
        )


def test_database_refuses_a_session_without_places():
    with pytest.raises(IntegrityError, match="training_session_has_places"):
        SessionFactory(places=0)


def test_database_refuses_a_cancelled_session_without_a_reason():
    with pytest.raises(IntegrityError, match="training_session_cancelled_with_reason"):
        SessionFactory(status="cancelled")


def test_database_refuses_two_live_places_for_one_person():
    place = BookingFactory(person=UserFactory())

    with pytest.raises(IntegrityError, match="training_booking_one_live_place"):
        BookingFactory(session=place.session, person=place.person)


def test_a_rating_reads_as_people_say_it():
    assert str(RatingFactory(score="excellent")).startswith("Excellent, ")
