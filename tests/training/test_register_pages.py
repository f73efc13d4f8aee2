"""Pages of the register: at the door on a phone, from paper, closed and put right."""

import pytest
from django.urls import reverse

from portal.models import Document
from tests.factories.partners import AgencyFactory, AgencyStatusFactory, StandingFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_registers import TodaysSessionFactory
from tests.paper.pdfua import problems
from training import papers
from training.models import Booking, Closing, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory(title="Neglect")


@pytest.fixture
def session(course):
    return TodaysSessionFactory(course=course, places=3)


@pytest.fixture
def lead(sign_in, course):
    return sign_in(StandingFactory(partnership=course.partnership, role="training_lead").person)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def post(browser, name, typed=None, **parts):
    return browser.post(address(name, **parts), typed or {}, follow=True)


def test_a_trainer_marks_one_person_with_one_tap(sign_in, course):
    trainer = StandingFactory(partnership=course.partnership, role="trainer").person
    session = TodaysSessionFactory(course=course, trainer=trainer)
    place = BookingFactory(session=session)
    browser = sign_in(trainer)
    page = browser.get(address("register", session_id=session.pk)).content.decode()
    assert place.delegate in page
    assert 'value="attended"' in page

    answer = browser.post(address("mark", booking_id=place.pk), {"mark": "attended", "page": "1"})

    assert answer.url == f"/training/sessions/{session.pk}/register/?page=1#place-{place.pk}"
    assert Booking.objects.get().status == "attended"


def test_with_htmx_only_the_row_comes_back_and_the_tally(lead, session):
    place = BookingFactory(session=session)

    answer = lead.post(
        address("mark", booking_id=place.pk), {"mark": "absent"}, headers={"HX-Request": "true"}
    )

    row = answer.content.decode()
    assert row.strip().startswith("<li")
    assert "<strong>1</strong> did not come" in row
    assert 'aria-pressed="true"' in row


@pytest.mark.parametrize("typed", [{}, {"mark": "lapsed"}, {"mark": "cancelled"}])
def test_a_tap_that_makes_no_sense_says_what_to_do(lead, session, typed):
    place = BookingFactory(session=session)

    assert (
        "Select how this person is marked"
        in post(lead, "mark", typed, booking_id=place.pk).content.decode()
    )
    assert Booking.objects.get().status == "booked"


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
def test_a_tap_on_a_register_closed_meanwhile_says_so(lead, course, htmx):
    place = BookingFactory(session=SessionFactory(course=course, status="delivered"))

    answer = lead.post(
        address("mark", booking_id=place.pk), {"mark": "absent"}, headers=htmx, follow=True
    )

    assert "This register is closed. It was not changed." in answer.content.decode()


def test_before_the_day_the_register_says_when_it_opens(lead, course):
    place = BookingFactory(session=SessionFactory(course=course))

    page = lead.get(address("register", session_id=place.session_id)).content.decode()

    assert "The register opens on" in page
    assert "app-mark" not in page
    answer = post(lead, "mark", {"mark": "absent"}, booking_id=place.pk)
    assert "The register opens on the day of the session" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"q": "bo"}, 1), ({"show": "open"}, 1), ({"show": "absent"}, 1), ({"show": "late"}, 2)],
)
def test_somebody_is_found_at_the_door(lead, session, asked, found):
    BookingFactory(session=session, delegate="Ana")
    BookingFactory(session=session, delegate="Bo", status="absent")

    page = lead.get(
        address("register", session_id=session.pk), asked, headers={"HX-Request": "true"}
    )

    assert page.content.decode().strip().startswith('<section id="results"')
    assert page.content.decode().count("app-person-row__who") == found


@pytest.mark.parametrize("count", [1, 3])
def test_a_register_costs_the_same_however_long(lead, session, count, django_assert_num_queries):
    BookingFactory.create_batch(count, session=session)

    with django_assert_num_queries(7):
        page = lead.get(address("register", session_id=session.pk)).content.decode()

    assert page.count("app-person-row__who") == count


def test_a_long_register_has_pages(lead, session):
    type(session).objects.filter(pk=session.pk).update(places=60)
    BookingFactory.create_batch(51, session=session)

    page = lead.get(address("register", session_id=session.pk), {"page": 2}).content.decode()

    assert page.count("app-person-row__who") == 1


def test_a_paper_list_is_typed_in(lead, session):
    place = BookingFactory(session=session)

    page = post(
        lead, "register_sheet", {f"place_{place.pk}": "part attended"}, session_id=session.pk
    )

    assert "Register saved. 1 mark changed" in page.content.decode()
    assert Booking.objects.get().status == "part attended"


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [("", "Mark at least one person"), ("late", "Select came, came in part or did not come")],
)
def test_a_paper_list_with_a_fault_says_which(lead, session, mark, sentence):
    place = BookingFactory(session=session)

    answer = post(lead, "register_sheet", {f"place_{place.pk}": mark}, session_id=session.pk)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_paper_list_of_a_closed_session_changes_nothing(lead, course):
    place = BookingFactory(session=SessionFactory(course=course, status="delivered"))

    answer = post(
        lead, "register_sheet", {f"place_{place.pk}": "absent"}, session_id=place.session_id
    )

    assert "This register is closed. It was not changed." in answer.content.decode()


def test_the_rest_is_marked_and_the_register_closed(lead, session):
    BookingFactory.create_batch(2, session=session)
    assert (
        "Mark everybody first: 2"
        in post(lead, "register_close", session_id=session.pk).content.decode()
    )

    post(lead, "register_rest", {"mark": "attended"}, session_id=session.pk)
    page = post(lead, "register_close", session_id=session.pk).content.decode()

    assert "Register closed. The session is recorded as delivered." in page
    assert f"Register closed by {Closing.objects.get().name}" in page
    again = post(lead, "register_rest", {"mark": "absent"}, session_id=session.pk)
    assert "It was not changed" in again.content.decode()


def test_a_closed_register_is_opened_again(lead, session):
    at = address("register_reopen", session_id=session.pk)
    refused = lead.post(at, {"reason": "Wrong list."})
    assert "already moved on" in refused.content.decode()
    post(lead, "register_close", session_id=session.pk)
    assert "Enter why the register is opened again" in lead.post(at).content.decode()

    page = lead.post(at, {"reason": "Wrong list."}, follow=True).content.decode()

    assert "The register is open again" in page
    assert "Wrong list." in page


def test_a_mark_is_put_right(lead, course):
    place = BookingFactory(
        session=TodaysSessionFactory(course=course, status="delivered"), status="absent"
    )
    at = address("mark_correct", booking_id=place.pk)
    assert "Enter why the mark is changed" in lead.post(at, {"mark": "attended"}).content.decode()

    page = lead.post(at, {"mark": "attended", "reason": "On the list."}, follow=True)

    assert "the mark was put right" in page.content.decode()
    assert "Did not attend, then attended" in lead.get(at).content.decode()


def test_a_mark_of_an_open_register_is_not_put_right_here(lead, session):
    place = BookingFactory(session=session)

    answer = post(lead, "mark_correct", {"mark": "absent", "reason": "Why"}, booking_id=place.pk)

    assert "This register is open" in answer.content.decode()


@pytest.fixture
def agency(course):
    return AgencyStatusFactory(agency=AgencyFactory(), partnership=course.partnership).agency


def test_somebody_at_the_door_is_let_in(lead, session, agency):
    page = post(lead, "walk_in", {"name": "Ana New", "agency": agency.pk}, session_id=session.pk)

    assert "Ana New is on the register, marked as here" in page.content.decode()
    assert Booking.objects.get().status == "attended"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter the full name"),
        ({"agency": ""}, "Select the agency they work for"),
        ({"agency": "0"}, "Select an agency of this partnership"),
        ({"address": "ana at else"}, "Enter an email address in the correct format"),
        ({"because": ""}, "Every place is taken. Enter why you let them in"),
    ],
)
def test_a_fault_at_the_door_is_told_beside_its_field(lead, session, agency, typed, sentence):
    BookingFactory.create_batch(3, session=session)
    facts = {"name": "Ana New", "agency": agency.pk, "because": "Room for more"}

    answer = post(lead, "walk_in", facts | typed, session_id=session.pk)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert session.bookings.count() == 3


def test_who_is_booked_is_not_let_in_again(lead, session, agency):
    person = StandingFactory(partnership=session.course.partnership, agency=agency).person
    BookingFactory(session=session, person=person)
    facts = {"name": "Anybody", "agency": agency.pk, "address": person.email}

    answer = post(lead, "walk_in", facts, session_id=session.pk)

    assert "This person stands on the register already" in answer.content.decode()
    assert f'value="{person.email}"' in answer.content.decode()


def test_a_trainer_sees_own_sessions_and_no_other(sign_in, course):
    trainer = StandingFactory(partnership=course.partnership, role="trainer").person
    TodaysSessionFactory(
        course__title="Mine", course__partnership=course.partnership, trainer=trainer
    )
    TodaysSessionFactory(course__title="Theirs", course__partnership=course.partnership)
    TodaysSessionFactory(course__title="Elsewhere", trainer=trainer)

    page = sign_in(trainer).get(address("my_sessions")).content.decode()

    assert "Mine" in page
    assert "Theirs" not in page
    assert "Elsewhere" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_sessions_of_a_trainer_cost_the_same_however_many(
    sign_in, course, count, django_assert_num_queries
):
    trainer = StandingFactory(partnership=course.partnership, role="trainer").person
    TodaysSessionFactory.create_batch(count, course=course, trainer=trainer)
    browser = sign_in(trainer)

    with django_assert_num_queries(3):
        page = browser.get(address("my_sessions")).content.decode()

    assert page.count("app-list__item") == count


def test_a_trainer_opens_no_register_of_somebody_else(sign_in, course, session):
    trainer = StandingFactory(partnership=course.partnership, role="trainer").person

    for door in ("register", "register_sheet", "walk_in", "door_list"):
        answer = sign_in(trainer).get(address(door, session_id=session.pk))
        assert answer.status_code == 403, door


def test_the_list_for_the_door_is_printed(lead, session, django_capture_on_commit_callbacks):
    place = BookingFactory(session=session, delegate="Ana Printed")
    BookingFactory(session=session, delegate="Bo Waiting", status="waiting")
    page = lead.get(address("door_list", session_id=session.pk)).content.decode()
    assert place.delegate in page
    assert "Bo Waiting" not in page

    with django_capture_on_commit_callbacks(execute=True):
        post(lead, "door_list_paper", session_id=session.pk)

    paper = Document.objects.get()
    assert paper.status == "ready"
    assert "Ana" not in paper.title
    with paper.file.open("rb") as stored:
        assert problems(stored.read()) == []


def test_an_empty_list_for_the_door_says_so(lead, session):
    page = lead.get(address("door_list", session_id=session.pk)).content.decode()

    assert "Nobody stands on this register" in page
    assert len(papers.door_list(session)["spare"]) == 5
    assert Session.objects.get().status == "planned"
