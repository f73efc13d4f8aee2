"""What a careless person types: a plain sentence beside the box, and nothing typed is lost."""

from datetime import time, timedelta

import pytest

from portal import clock
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_bookings import KeptFactory
from tests.factories.training_money import FinanceContactFactory, IssuedInvoiceFactory
from tests.training.priced import priced
from tests.training.programme import at, day_boxes, in_days, lead_of
from tests.training.sent_back import HUGE, LONG, beside, kept
from training.models import Booking, FinanceContact, Invoice, Payment, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    starts = clock.london_moment(in_days(30), time(9, 30))
    return SessionFactory(starts_at=starts, course__title="Neglect", venue="Hall", places=20)


@pytest.fixture
def standing(session):
    return StandingFactory(partnership=session.course.partnership, role="agency_lead")


PLAN = {
    "kind": "course",
    "starts_at": "9:30",
    "ends_at": "12:30",
    "mode": "face to face",
    "venue": "Library",
    "places": "20",
    "joining": "Come early",
}


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        (("starts_on", "31", "2", "2027"), "starts_on", "Date of the session must be a real date"),
        (("starts_on", "3", "13", "2027"), "starts_on", "Date of the session must be a real date"),
        (("starts_on", HUGE, "3", "2027"), "starts_on", "Date of the session must be a real date"),
        (("starts_on", "3", HUGE, "2027"), "starts_on", "Date of the session must be a real date"),
        (("starts_on", "3", "11", "20206"), "starts_on", "Year must include 4 numbers"),
        (("starts_on", "3", "11", "27"), "starts_on", "Year must include 4 numbers"),
        (("starts_on", "3", "11", "2202"), "starts_on", "Year must be between 1900 and 2100"),
        (("starts_on", "3", "11", "0202"), "starts_on", "Year must be between 1900 and 2100"),
        (("starts_on", "3", "", "2027"), "starts_on", "Date of the session must include a month"),
        (
            ("starts_on", "3", "11", "2001"),
            "starts_on",
            "Date of the session must be in the future",
        ),
        ({"starts_at": "9"}, "starts_at", "Start time must be a time, such as 9:30 or 2pm"),
        ({"starts_at": "25:00"}, "starts_at", "Start time must be a time, such as 9:30 or 2pm"),
        ({"ends_at": "9:00"}, "ends_at", "End must be after the start"),
        (("ends_on", "1", "1", "2021"), "ends_at", "End must be after the start"),
        ({"places": "twenty"}, "places", "Places must be a whole number, such as 24"),
        ({"places": "1.5"}, "places", "Places must be a whole number, such as 24"),
        ({"places": "0"}, "places", "Places must be 1 or more"),
        ({"places": "-5"}, "places", "Places must be 1 or more"),
        ({"places": HUGE}, "places", "Places must be 1,000 or fewer"),
        ({"minimum": "21"}, "minimum", "Fewest people must not be more than there are places"),
        ({"link": "javascript:alert(1)"}, "link", "Enter a web address in the correct format"),
        ({"joining": LONG}, "joining", "must be 2,000 characters or fewer"),
        ({"venue": LONG}, "venue", "Venue must be 120 characters or fewer"),
    ],
)
def test_a_session_planned_wrongly(sign_in, session, wrong, name, sentence):
    typed = PLAN | day_boxes("starts_on", in_days(40))
    if isinstance(wrong, tuple):
        wrong = {f"{wrong[0]}_{number}": part for number, part in enumerate(wrong[1:])}
    browser = sign_in(lead_of(session.course.partnership))

    answer = browser.post(at("plan", course_id=session.course_id), typed | wrong)

    assert any(sentence in one for one in beside(answer, name)), beside(answer, name)
    stays = kept(answer)
    for box in ("venue", "joining", "places", *wrong):
        assert stays.get(box, "") == str((typed | wrong)[box])
    assert Session.objects.count() == 1


@pytest.fixture
def invoice():
    ours = priced()
    FinanceContactFactory(partnership=ours.partnership, agency=ours.school)
    return IssuedInvoiceFactory(partnership=ours.partnership, agency=ours.school)


NO_AMOUNT = "Amount in pounds must be an amount in pounds, like 12.50"


def pay(browser, invoice, **typed):
    facts = {"amount": "10", "reference": "BACS 7"} | day_boxes("paid_on", clock.today()) | typed
    return browser.post(at("payment_add", invoice_id=invoice.pk), facts)


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("", "Enter the amount that came in"),
        ("eighty", NO_AMOUNT),
        ("10 pounds", NO_AMOUNT),
        ("-5", NO_AMOUNT),
        ("1.234,50", NO_AMOUNT),
        ("12,5", NO_AMOUNT),
        ("12.345", NO_AMOUNT),
        ("1e3", NO_AMOUNT),
        ("nan", NO_AMOUNT),
        (HUGE, NO_AMOUNT),
        ("0", "Amount in pounds must be more than £0"),
        ("£1,250.50", "This is more than is still owed"),
    ],
)
def test_money_typed_wrongly(sign_in, invoice, amount, sentence):
    answer = pay(sign_in(lead_of(invoice.partnership)), invoice, amount=amount)

    assert any(sentence in one for one in beside(answer, "amount")), beside(answer, "amount")
    assert kept(answer)["reference"] == "BACS 7"
    assert kept(answer).get("amount", "") == amount
    assert not Payment.objects.exists()


@pytest.mark.parametrize("amount", ["£10.50", "10.5", " 10.50 ", "£ 10.50"])
def test_money_as_people_write_it(sign_in, invoice, amount):
    Invoice.objects.filter(pk=invoice.pk)

    assert pay(sign_in(lead_of(invoice.partnership)), invoice, amount=amount).status_code == 302
    assert Payment.objects.get().amount == 1050


@pytest.mark.parametrize("door", ["book_colleague", "contact_add"])
def test_signs_nobody_sees_are_left_out_of_an_address(sign_in, session, standing, door):
    typed = {"name": "Bo Two", "address": "\u200bBo@a.exam\u00adple ", "agency": standing.agency_id}
    if door == "contact_add":
        lead = lead_of(session.course.partnership)
        typed |= {"partnership": session.course.partnership_id, **day_boxes("since", in_days(0))}
        answer = sign_in(lead).post(at(door), typed)
        found = FinanceContact.objects.values_list("address")
    else:
        path = at(door, session_id=session.pk)
        answer = sign_in(standing.person).post(path, typed)
        found = Booking.objects.values_list("address")

    assert answer.status_code == 302
    assert list(found) == [("bo@a.example",)]


@pytest.mark.parametrize(
    ("door", "name", "sentence"),
    [
        ("book", "agency", "Select one of your own agencies"),
        ("book_colleague", "agency", "Select an agency you may book for"),
        ("team_add", "agency", "Select an agency you may book for"),
    ],
)
def test_a_place_for_the_wrong_agency(sign_in, session, standing, door, name, sentence):
    typed = {"agency": AgencyFactory().pk, "name": "Bo", "address": "bo@a.example", "size": "3"}

    answer = sign_in(standing.person).post(at(door, session_id=session.pk), typed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Booking.objects.exists()


def test_an_offer_that_has_lapsed(sign_in, session, standing):
    person = standing.person
    over = KeptFactory(session=session, person=person, kept_until=clock.now() - timedelta(hours=1))

    page = sign_in(person).post(at("booking_take", booking_id=over.pk), follow=True)

    said = "This offer has run out, and the place went to whoever waited next."
    assert said in page.content.decode()
    over.refresh_from_db()
    assert over.status != "booked"


@pytest.mark.parametrize("door", ["session_edit", "plan"])
def test_a_session_is_not_planned_twice_at_one_time_and_place(sign_in, session, door):
    other = SessionFactory(course=session.course, starts_at=session.starts_at, venue="Library")
    key = {"session_id": other.pk} if door == "session_edit" else {"course_id": other.course_id}
    typed = PLAN | day_boxes("starts_on", session.starts_on) | {"venue": "Hall", "edition": "1"}

    answer = sign_in(lead_of(session.course.partnership)).post(at(door, **key), typed)

    assert beside(answer, "starts_on") == ["This course already runs there at that time"]


def test_places_below_those_taken(sign_in, session):
    BookingFactory.create_batch(3, session=session)
    typed = PLAN | day_boxes("starts_on", session.starts_on) | {"places": "2", "edition": "1"}
    browser = sign_in(lead_of(session.course.partnership))

    answer = browser.post(at("session_edit", session_id=session.pk), typed)

    assert beside(answer, "places") == [
        "3 places are taken. Enter that number or more, so that nobody loses a place"
    ]
    assert kept(answer)["places"] == "2"


def test_the_last_day_is_empty_where_a_session_ends_the_same_day(sign_in, session):
    """Whoever moves it to another day is not told that it ends before it begins."""
    Session.objects.filter(pk=session.pk).update(ends_at=session.starts_at + timedelta(hours=3))
    browser = sign_in(lead_of(session.course.partnership))
    shown = kept(browser.get(at("session_edit", session_id=session.pk)))

    moved = shown | day_boxes("starts_on", in_days(50)) | {"mode": "virtual", "kind": "course"}
    answer = browser.post(at("session_edit", session_id=session.pk), moved)

    assert answer.status_code == 302
    session.refresh_from_db()
    assert session.starts_on == session.ends_on == in_days(50)
