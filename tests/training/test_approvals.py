"""Approval where the agency wants it: by its lead, or by a line manager without an account."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from portal import clock
from portal.models import Event, Notice
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import SessionFactory
from tests.factories.training_bookings import AgencyTermsFactory, WaitingFactory
from training import actions
from training.models import Approval, Booking
from training.models.approvals import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(places=1)


@pytest.fixture
def standing(session):
    return StandingFactory(partnership=session.course.partnership)


@pytest.fixture
def lead(standing):
    return StandingFactory(
        partnership=standing.partnership, agency=standing.agency, role="agency_lead"
    ).person


def terms(standing, approval):
    return AgencyTermsFactory(
        agency=standing.agency, partnership=standing.partnership, approval=approval
    )


def ask(session, standing, manager=""):
    who = actions.Delegate(name=standing.person.name, person=standing.person, manager=manager)
    return actions.book_place(session=session, agency=standing.agency, who=who, by=standing.person)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def link_of(approval):
    return address("approval", approval_token=token_of(approval.salt))


def text(response):
    return response.content.decode()


@pytest.fixture
def applied(session, standing):
    terms(standing, "line manager")
    return ask(session, standing, manager="boss@agency.example")


def test_a_place_waits_for_the_lead_and_is_kept(sign_in, session, standing, lead):
    terms(standing, "agency lead")

    booking = ask(session, standing)

    assert (booking.status, booking.place) == ("applied", 1)
    assert Notice.objects.get().to == lead
    browser = sign_in(lead)
    assert standing.person.name in text(browser.get(address("approval_list")))
    approval = Approval.objects.get()
    at = address("approval_decide", approval_id=approval.pk)

    page = browser.post(at, {"answer": "approved"}, follow=True)

    assert "is approved. We have told whoever asked." in text(page)
    booking.refresh_from_db()
    approval.refresh_from_db()
    assert (booking.status, approval.answer, approval.answered_by) == ("booked", "approved", lead)
    assert [e.what for e in Event.objects.about(booking)][-2:] == [
        "approval.approved",
        "booking.made",
    ]
    assert "answered already" in text(browser.get(at))


def test_what_a_lead_books_needs_no_approval(session, standing, lead):
    terms(standing, "agency lead")
    who = actions.Delegate(name="Bo", address="bo@agency.example")

    booking = actions.book_place(session=session, agency=standing.agency, who=who, by=lead)

    assert booking.status == "booked"


def test_a_line_manager_answers_by_the_link_in_the_mail(
    client, session, standing, django_capture_on_commit_callbacks
):
    terms(standing, "line manager")
    with django_capture_on_commit_callbacks(execute=True):
        booking = ask(session, standing, manager="boss@agency.example")
    [asked] = mail.outbox
    approval = Approval.objects.get()
    link = link_of(approval)
    assert asked.to == ["boss@agency.example"]
    assert link in asked.body
    page = client.get(link)
    assert page.headers["Referrer-Policy"] == "same-origin"
    booking.refresh_from_db()
    assert booking.status == "applied", "opening the link changes nothing"

    page = client.post(link, {"answer": "approved"})

    assert "Thank you. Your answer is saved" in text(page)
    booking.refresh_from_db()
    assert booking.status == "booked"
    assert "answered already: approved" in text(client.get(link))
    assert Event.objects.get(what="approval.approved").by is None


def test_a_place_that_is_not_approved_goes_to_who_waits(client, session, applied):
    waits = WaitingFactory(session=session, person=UserFactory())
    link = link_of(Approval.objects.get())

    page = client.post(link, {"answer": "declined", "reason": ""})
    assert page.status_code == 422
    assert "Enter why the place is not approved" in text(page)
    client.post(link, {"answer": "declined", "reason": "Not this term"})

    applied.refresh_from_db()
    waits.refresh_from_db()
    assert (applied.status, applied.why_ended, waits.status) == (
        "declined",
        "Not this term",
        "offered",
    )
    assert Notice.objects.filter(template="approval_declined", to=applied.person).exists()


def test_an_answer_is_asked_for(client, applied):
    page = client.post(link_of(Approval.objects.get()))

    assert page.status_code == 422
    assert "Select yes or no" in text(page)


def test_a_link_that_is_wrong_or_late_says_so(client, applied):
    assert "not complete" in text(client.get(address("approval", approval_token="f" * 64)))
    approval = Approval.objects.get()

    with time_machine.travel(applied.kept_until + timedelta(minutes=1)):
        assert "no longer kept" in text(client.post(link_of(approval), {"answer": "approved"}))
        with pytest.raises(actions.AlreadyAnswered):
            actions.approve(approval=approval, by=None)

    applied.refresh_from_db()
    assert applied.status == "applied"


def test_a_place_nobody_approved_in_time_lapses(session, applied):
    with time_machine.travel(applied.kept_until + timedelta(minutes=1)):
        assert actions.turn_lists() == 1

    applied.refresh_from_db()
    assert applied.status == "lapsed"
    assert Notice.objects.filter(template="approval_lapsed", to=applied.person).exists()


def test_five_working_days_are_given(applied):
    day = clock.add_working_days(clock.today(), 5)

    assert clock.london_day(applied.kept_until - timedelta(seconds=1)) == day


def test_the_line_managers_address_is_asked_for_where_it_is_needed(sign_in, session, standing):
    terms(standing, "line manager")
    browser = sign_in(standing.person)
    browser.post(address("book", session_id=session.pk), {"agency": standing.agency_id})
    at = address("booking_details", booking_id=Booking.objects.get().pk)

    page = browser.post(at, {"job": "Nurse"})
    assert "Enter the line manager&#x27;s email address" in text(page)
    own = browser.post(at, {"job": "Nurse", "manager": standing.person.email})
    assert "not your own" in text(own)
    page = browser.post(at, {"job": "Nurse", "manager": "boss@agency.example"}, follow=True)

    assert "while we ask whether it is approved" in text(page)
    assert "while the line manager is asked" in text(page)
    assert Approval.objects.get().manager == "boss@agency.example"


def test_without_a_line_manager_nothing_is_booked(session, standing):
    terms(standing, "line manager")

    with pytest.raises(actions.ManagerMissing):
        ask(session, standing)
    assert not Booking.objects.exists()


def test_somebody_offered_a_place_without_a_manager_is_led_to_the_details(
    sign_in, session, standing
):
    terms(standing, "line manager")
    waits = WaitingFactory(
        session=session, person=standing.person, agency=standing.agency, status="offered"
    )

    page = sign_in(standing.person).post(address("booking_take", booking_id=waits.pk), follow=True)

    assert "this agency wants line managers to approve" in text(page)
    assert "Change the details" in text(page)


def test_another_agencys_lead_answers_nothing(sign_in, session, standing, applied):
    other = StandingFactory(partnership=standing.partnership, role="agency_lead").person

    at = address("approval_decide", approval_id=Approval.objects.get().pk)

    assert sign_in(other).post(at, {"answer": "approved"}).status_code == 404


def test_a_lead_says_how_the_agency_books(sign_in, standing, lead):
    at = address(
        "agency_terms", partnership_id=standing.partnership_id, agency_id=standing.agency_id
    )
    browser = sign_in(lead)
    assert "Select who approves a place" in text(browser.post(at))

    browser.post(at, {"approval": "line manager", "colleagues": "on"})

    page = text(browser.get(at))
    assert f"Set by {lead.name}" in page
    assert text(browser.get(address("agency_booking_list"))).count("How people of") == 1
