"""Certificates: issued to who came, withdrawn from who did not, checked by anybody who has one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from portal import clock
from portal.models import Document, Event
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory
from tests.factories.training_certificates import CertificateFactory, CertificatePolicyFactory
from tests.factories.training_registers import TodaysSessionFactory
from tests.paper.pdfua import problems
from training import actions, tasks
from training.models import Certificate
from training.models.certificates import read_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return TodaysSessionFactory(course__title="Neglect", course__valid_months=24)


@pytest.fixture
def lead(session):
    return StandingFactory(role="training_lead", partnership=session.course.partnership).person


def came(session, **facts):
    return BookingFactory(session=session, status="attended", **facts)


def test_closing_the_register_issues_one_certificate_to_each_who_came_to_the_end(session, lead):
    place = came(session, delegate="Ana Came")
    for status in ("absent", "part attended", "cancelled"):
        BookingFactory(session=session, status=status)

    actions.close_register(session=session, by=lead)

    one = Certificate.objects.get()
    assert (one.booking, one.name, one.course) == (place, "Ana Came", "Neglect")
    assert (one.held_on, one.renew_by) == (clock.today(), clock.add_months(clock.today(), 24))
    [event] = Event.objects.filter(what="session.certificates_settled")
    assert event.facts == {"issued": 1, "withdrawn": 0}


def test_a_course_without_a_term_gives_a_certificate_that_does_not_lapse(lead, session):
    session.course.valid_months = None
    session.course.save()
    came(session)

    actions.close_register(session=session, by=lead)

    assert Certificate.objects.get().renew_by is None
    assert not Certificate.objects.get().has_lapsed


def test_closing_again_issues_nothing_twice(session, lead):
    came(session)
    actions.close_register(session=session, by=lead)
    code = Certificate.objects.get().code
    actions.reopen_register(session=session, reason="One is missing.", by=lead)

    actions.close_register(session=session, by=lead)

    assert [one.code for one in Certificate.objects.all()] == [code]


def test_a_mark_put_right_withdraws_the_certificate_and_another_gets_a_new_code(session, lead):
    place = came(session)
    actions.close_register(session=session, by=lead)
    first = Certificate.objects.get()

    actions.correct_mark(booking=place, mark="absent", reason="Was not there.", by=lead)

    first.refresh_from_db()
    assert first.withdrawn_because == "The register was put right."
    assert not Certificate.objects.valid().exists()

    actions.correct_mark(booking=place, mark="attended", reason="Was there.", by=lead)
    assert Certificate.objects.valid().get().code != first.code


def test_where_the_partnership_says_so_a_certificate_waits_for_the_evaluation(session, lead):
    CertificatePolicyFactory(partnership=session.course.partnership)
    place = came(session, person=UserFactory())
    actions.close_register(session=session, by=lead)
    assert not Certificate.objects.exists()

    actions.rate_session(
        booking=place, score="good", would_train_online=None, comment="", by=place.person
    )

    assert Certificate.objects.get().booking == place


def test_an_evaluation_of_an_open_session_issues_nothing(session):
    place = came(session)

    actions.evaluated(booking=place, by=UserFactory())

    assert not Certificate.objects.exists()


def test_the_paper_is_made_once_in_the_background(
    session, lead, django_capture_on_commit_callbacks
):
    came(session, delegate="Ana Printed")
    with django_capture_on_commit_callbacks(execute=True):
        actions.close_register(session=session, by=lead)

    assert tasks.print_certificates(session.pk) == 0
    paper = Document.objects.get()
    assert (paper.status, paper.title) == ("ready", "Certificate of attendance: Neglect")
    with paper.file.open("rb") as stored:
        assert problems(stored.read()) == []


def test_a_code_is_read_however_it_is_typed():
    one = CertificateFactory(code="7KQ4M2XP9HTR")

    assert one.number == "7KQ4-M2XP-9HTR"
    assert str(one) == "Certificate 7KQ4-M2XP-9HTR"
    assert read_code(" 7kq4-m2xp 9htr ") == one.code


def test_codes_are_not_guessed():
    codes = {CertificateFactory.build().code for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {12}


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"withdrawn_at": clock.now()}, "training_certificate_withdrawn_with_reason"),
    ],
)
def test_database_refuses_a_withdrawal_without_reason(facts, rule):
    with pytest.raises(IntegrityError, match=rule):
        CertificateFactory(**facts)


def test_database_refuses_two_valid_certificates_of_one_place():
    one = CertificateFactory()

    with pytest.raises(IntegrityError, match="training_certificate_one_valid"):
        CertificateFactory(booking=one.booking)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def check(client, code, name=""):
    return client.post(address("certificate_check"), {"code": code, "name": name})


def test_anybody_checks_a_certificate_and_learns_no_name(client):
    one = CertificateFactory(name="Ana Secret", held_on=date(2020, 3, 2))

    page = check(client, one.number.lower()).content.decode()

    assert "We issued this certificate" in page
    assert one.course in page
    assert "2 March 2020" in page
    assert "Ana Secret" not in page


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (" ana  SECRET", "issued to somebody of the name you typed"),
        ("Ana", "not issued to the name you typed"),
    ],
)
def test_a_name_is_compared_and_not_shown(client, typed, answer):
    one = CertificateFactory(name="Ana Secret")

    assert answer in check(client, one.code, typed).content.decode()


def test_a_withdrawn_certificate_says_so(client):
    one = CertificateFactory(withdrawn_at=clock.now(), withdrawn_because="Wrong.")

    page = check(client, one.code).content.decode()

    assert "This certificate was withdrawn" in page
    assert "Wrong." not in page


def test_a_certificate_past_its_day_says_so(client):
    one = CertificateFactory(renew_by=clock.today() - timedelta(days=1))

    assert "that day has passed" in check(client, one.code).content.decode()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "Enter the number of the certificate"),
        ("1234", "must be 12 letters and digits"),
        ("7KQ4-M2XP-9HTR", "There is no certificate with this number"),
    ],
)
def test_a_number_that_is_none_says_what_to_do(client, code, sentence):
    answer = check(client, code, "Kept")

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Kept"' in answer.content.decode()


def test_numbers_are_not_tried_without_end(client):
    for _ in range(30):
        check(client, "7KQ4-M2XP-9HTR")

    assert "Too many numbers" in check(client, CertificateFactory().code).content.decode()


def test_a_person_fetches_the_own_certificate(sign_in, session, django_capture_on_commit_callbacks):
    person = StandingFactory(partnership=session.course.partnership).person
    one = CertificateFactory(booking=came(session, person=person))
    browser = sign_in(person)
    assert "Make the PDF" in browser.get(one.get_absolute_url()).content.decode()
    at = address("certificate_paper", certificate_id=one.pk)

    with django_capture_on_commit_callbacks(execute=True):
        first = browser.post(at)

    assert browser.post(at).url == first.url
    assert "Download the certificate" in browser.get(one.get_absolute_url()).content.decode()
    assert Document.objects.count() == 1


def test_no_paper_is_made_of_a_withdrawn_certificate(sign_in, session):
    person = StandingFactory(partnership=session.course.partnership).person
    one = CertificateFactory(
        booking=came(session, person=person), withdrawn_at=clock.now(), withdrawn_because="Wrong."
    )

    page = sign_in(person).post(address("certificate_paper", certificate_id=one.pk), follow=True)

    assert "This certificate was withdrawn" in page.content.decode()
    assert not Document.objects.exists()


def test_the_lead_of_another_agency_sees_no_certificate(sign_in, session):
    one = CertificateFactory(booking=came(session))
    at = session.course.partnership
    ours = StandingFactory(role="agency_lead", agency=one.booking.agency, partnership=at).person
    other = StandingFactory(role="agency_lead", partnership=at).person

    assert sign_in(ours).get(one.get_absolute_url()).status_code == 200
    assert sign_in(other).get(one.get_absolute_url()).status_code == 404


def test_a_training_lead_says_when_certificates_are_issued(sign_in, session, lead):
    at = address("certificate_policy", partnership_id=session.course.partnership_id)
    browser = sign_in(lead)
    assert "checked" in browser.get(at).content.decode()

    page = browser.post(at, {"issued": "evaluated"}, follow=True).content.decode()

    assert "Saved. It holds for registers closed from now on" in page
    policy = session.course.partnership.certificate_policy
    assert str(policy) == "After the evaluation"
    browser.post(at, {"issued": "closed"})
    policy.refresh_from_db()
    assert str(policy) == "When the register closes"
    assert browser.post(at, {"issued": "never"}).status_code == 422


def test_nobody_sets_the_policy_of_another_partnership(session):
    with pytest.raises(PermissionDenied):
        actions.set_certificate_policy(
            partnership=session.course.partnership,
            after_evaluation=True,
            by=StandingFactory(role="training_lead").person,
        )
