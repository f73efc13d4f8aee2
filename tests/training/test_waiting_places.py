"""Places somebody waits for or applied for: said more of, given up, and no longer asked about."""

import pytest

from portal.models import Event, Notice
from portal.outbox.checking import why_not
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_bookings import AgencyTermsFactory, WaitingFactory
from training import actions
from training.models import Booking, Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    session = SessionFactory(places=1)
    BookingFactory(session=session)
    return session


def wait(session):
    return WaitingFactory(session=session, person=UserFactory(), booked_by=UserFactory())


def test_saying_more_of_a_place_somebody_waits_for_leaves_them_waiting(session):
    booking = wait(session)

    actions.confirm_place(booking=booking, by=booking.person, job="Midwife")

    booking.refresh_from_db()
    assert (booking.status, booking.job, booking.place) == ("waiting", "Midwife", None)


@pytest.mark.parametrize("status", ["lapsed", "cancelled"])
def test_nothing_more_is_said_of_a_place_that_has_ended(status):
    booking = BookingFactory(status=status, job="Nurse")

    with pytest.raises(actions.NoLongerSo):
        actions.confirm_place(booking=booking, by=UserFactory(), job="Midwife")

    booking.refresh_from_db()
    assert (booking.status, booking.job) == (status, "Nurse")


def test_who_leaves_the_waiting_list_frees_no_place(session):
    first, second = wait(session), wait(session)

    assert actions.give_up_place(booking=first, by=first.person)
    assert not actions.give_up_place(booking=first, by=first.person)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("cancelled", "waiting")
    assert [turn.what for turn in Turn.objects.filter(booking=first)] == ["left"]
    [event] = Event.objects.about(first)
    assert (event.what, event.facts) == ("booking.given_up", {"was": "waiting"})
    assert not Notice.objects.filter(template__in=["place_offered", "place_given_up"]).exists()


def test_a_lead_is_not_told_of_a_question_that_is_no_longer_open():
    session = SessionFactory()
    standing = StandingFactory(partnership=session.course.partnership)
    at = {"agency": standing.agency, "partnership": standing.partnership}
    AgencyTermsFactory(approval="agency lead", **at)
    lead = StandingFactory(role="agency_lead", **at).person
    booking = actions.book_place(
        session=session, agency=standing.agency, person=standing.person, by=standing.person
    )
    notice = Notice.objects.get(template="approval_by_lead", to=lead)
    assert why_not(notice) == Notice.Reason.NONE

    Booking.objects.filter(pk=booking.pk).update(status="declined", kept_until=None)

    assert why_not(Notice.objects.get(pk=notice.pk)) == Notice.Reason.NO_LONGER_DUE
