"""Training that partnerships share: who books for whom, who approves, and whose record shows it."""

from datetime import date

import pytest

from partners.models import ServiceShare, SharedService, Standing
from tests.factories.partners import AgencyFactory, PartnershipFactory, StandingFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_bookings import AgencyTermsFactory
from tests.factories.training_programme import ServiceShareFactory, TrainingServiceFactory
from tests.factories.training_registers import TodaysSessionFactory
from tests.training.programme import at, lead_of
from training import access, actions
from training.models import Approval, Booking, Certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def host():
    return PartnershipFactory(name="Host")


@pytest.fixture
def other(host):
    service = TrainingServiceFactory(kind=SharedService.Kind.TRAINING)
    other = PartnershipFactory(name="Other")
    for partnership in (host, other):
        ServiceShareFactory(service=service, partnership=partnership, since=date(2019, 8, 1))
    return other


@pytest.fixture
def agency():
    return AgencyFactory(name="Police")


@pytest.fixture
def person(other, agency):
    return StandingFactory(partnership=other, agency=agency).person


@pytest.fixture
def leader(other, agency):
    """Leads the agency in the partnership that shares the training."""
    return StandingFactory(partnership=other, agency=agency, role="agency_lead").person


@pytest.fixture
def session(host):
    return SessionFactory(course__partnership=host, places=5)


def stop_sharing():
    ServiceShare.objects.update(until=date(2020, 1, 1))


def test_people_book_for_the_agency_they_stand_for_at_home(person, agency, session):
    assert list(access.booking_agencies(person, session)) == [agency]
    stop_sharing()
    assert not access.booking_agencies(person, session).exists()


def test_who_stands_here_for_the_same_agency_acts_here(person, host, other, agency, session):
    StandingFactory(person=person, partnership=host, agency=agency, role="trainer")
    person.__dict__.pop("_footing", None)

    assert {at for *_, at in access.acting_at(person, host.pk)} == {host.pk}
    assert access.home_of(person, agency.pk, host.pk) == host.pk


def test_a_place_is_booked_on_shared_training_from_the_page(sign_in, person, agency, session):
    browser = sign_in(person)

    browser.post(at("book", session_id=session.pk), {"agency": agency.pk})

    held = Booking.objects.get()
    assert (held.person, held.agency, held.status) == (person, agency, "held")


def test_the_wish_of_the_agency_at_home_counts(person, leader, other, agency, session):
    AgencyTermsFactory(agency=agency, partnership=other, approval="agency lead")

    booking = actions.book_place(session=session, agency=agency, person=person, by=person)

    assert booking.status == "applied"
    assert list(access.approvals(leader)) == [Approval.objects.get()]


def test_a_lead_approves_own_people_on_shared_training(
    sign_in, person, leader, other, agency, session
):
    AgencyTermsFactory(agency=agency, partnership=other, approval="agency lead")
    booking = actions.book_place(session=session, agency=agency, person=person, by=person)
    address = at("approval_decide", approval_id=Approval.objects.get().pk)

    sign_in(leader).post(address, {"answer": "approved"})

    booking.refresh_from_db()
    assert booking.status == "booked"


def test_where_the_lead_books_nobody_is_asked(leader, other, agency, session):
    AgencyTermsFactory(agency=agency, partnership=other, approval="agency lead")

    booking = actions.book_place(session=session, agency=agency, person=leader, by=leader)

    assert booking.status == "booked"


def test_a_lead_sees_and_manages_bookings_of_own_people(person, leader, agency, session):
    theirs = BookingFactory(session=session, agency=agency, person=person)
    colleague = BookingFactory(session=session, agency=agency, booked_by=leader)

    assert set(access.agency_bookings(leader)) == {theirs, colleague}
    assert set(access.managed_bookings(leader)) == {theirs, colleague}
    assert access.manages(leader, theirs)
    assert not access.manages(StandingFactory(agency=agency).person, theirs)
    stop_sharing()
    assert not access.agency_bookings(leader).exclude(pk=colleague.pk).exists()
    assert not access.manages(leader, theirs)


def test_a_lead_sees_nobody_the_agency_sends_from_elsewhere(host, leader, agency, session):
    officer = StandingFactory(partnership=host, agency=agency).person
    here = BookingFactory(session=session, agency=agency, person=officer)
    unnamed = BookingFactory(session=session, agency=agency)

    assert not access.agency_bookings(leader).exists()
    assert not access.manages(leader, here)
    assert not access.manages(leader, unnamed)


def test_a_lead_of_another_agency_sees_nothing_of_it(person, other, agency, session):
    neighbour = StandingFactory(partnership=other, role="agency_lead").person
    BookingFactory(session=session, agency=agency, person=person)

    assert not access.agency_bookings(neighbour).exists()


def test_a_lead_books_colleagues_and_teams(leader, person, agency, session):
    assert list(access.colleague_agencies(leader, session)) == [agency]
    assert not access.colleague_agencies(person, session).exists()
    team = actions.hold_team(session=session, agency=agency, size=2, together=False, by=person)

    assert list(access.teams(leader)) == [team]
    assert list(access.teams(person)) == [team]


def test_where_everybody_may_book_colleagues_at_home_they_may_here(person, other, agency, session):
    AgencyTermsFactory(agency=agency, partnership=other, colleagues=True)

    assert list(access.colleague_agencies(person, session)) == [agency]


def test_the_record_of_own_people_shows_shared_training(person, leader, host, agency):
    session = TodaysSessionFactory(course__partnership=host, places=5)
    booking = BookingFactory(session=session, agency=agency, person=person, status="attended")

    actions.close_register(session=session, by=lead_of(host))

    assert list(access.attended_for(leader)) == [booking]
    assert list(access.certificates(leader)) == [Certificate.objects.get()]


def test_a_lead_may_ask_a_shared_course_of_people(leader, host):
    course = CourseFactory(partnership=host)

    assert list(access.courses_required(leader)) == [course]
    stop_sharing()
    assert not access.courses_required(leader).exists()


def test_somebody_from_a_partnership_that_shares_is_let_in_at_the_door(person, host, agency):
    session = TodaysSessionFactory(course__partnership=host)
    lead = lead_of(host)

    assert agency in access.door_agencies(lead, session)
    assert not access.door_agencies(person, session).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_sharing_costs_one_question_however_many_stand(
    person, other, session, count, django_assert_num_queries
):
    for _ in range(count):
        Standing.objects.create(
            person=person, partnership=other, agency=AgencyFactory(), role="practitioner"
        )
    access.served(person)
    person.__dict__.pop("_footing", None)

    with django_assert_num_queries(2):
        access.acting_at(person, session.course.partnership_id)


def test_who_stands_nowhere_else_is_asked_nothing(host, other, django_assert_num_queries):
    lead = lead_of(host)

    with django_assert_num_queries(1):
        access.acting_at(lead, host.pk)
