"""A team in one go: places held first, names row by row, all or only the good ones."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_bookings import AgencyTermsFactory, TeamBookingFactory
from training import actions
from training.models import Booking, TeamBooking

pytestmark = pytest.mark.django_db
THREE = "Ana One, ana@a.example, Nurse\nBo Two\tbo@a.example\tTeacher\nCy Three; cy@a.example"


@pytest.fixture
def session():
    return SessionFactory(places=4)


@pytest.fixture
def lead(session):
    return StandingFactory(partnership=session.course.partnership, role="agency_lead")


@pytest.fixture
def browser(sign_in, lead):
    return sign_in(lead.person)


def address(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def begin(browser, session, lead, **typed):
    typed = {"agency": lead.agency_id, "size": "3"} | typed
    return browser.post(address("team_add", session_id=session.pk), typed, follow=True)


def write(browser, team, **typed):
    return browser.post(address("team", team_id=team.pk), typed, follow=True)


def text(response):
    return response.content.decode()


def states(session):
    rows = session.bookings.exclude(status="lapsed").order_by("pk")
    return list(rows.values_list("delegate", "status"))


def test_places_are_held_and_then_given_to_names(browser, session, lead):
    page = begin(browser, session, lead)

    assert "3 of 3 places held until" in text(page)
    team = TeamBooking.objects.get()
    assert session.bookings.filter(status="held", team=team).count() == 3

    page = write(browser, team, names=THREE)

    assert "3 with a place." in text(page)
    assert states(session) == [("Ana One", "booked"), ("Bo Two", "booked"), ("Cy Three", "booked")]
    assert Booking.objects.get(delegate="Bo Two").job == "Teacher"


def test_row_by_row_is_said_what_is_wrong_and_nothing_is_lost(browser, session, lead):
    begin(browser, session, lead)
    team = TeamBooking.objects.get()
    BookingFactory(session=session, address="in@a.example")
    typed = (
        "Name, email\nAna One, ana@a.example\nana2@a.example\nBo Two, nonsense\nCy Three\n"
        "Ana Again, ana@a.example\nDi Four, in@a.example\n" + "x" * 121 + ", ex@a.example\n"
        "Ed Five, ed@a.example, " + "y" * 121
    )

    page = write(browser, team, names=typed)

    assert page.status_code == 422
    for said in (
        "Row 2: Enter the full name first",
        "Row 3: Enter an email address in the correct format",
        "Row 4: Enter the work email address",
        "Row 5: This address is on the list twice",
        "Row 6: This person holds or waits for a place already",
        "Row 7: Full name must be 120 characters or fewer",
        "Row 8: The job title must be 120 characters or fewer",
        "7 of 8 rows need something",
    ):
        assert said in text(page)
    assert "Bo Two, nonsense" in text(page)
    assert session.bookings.filter(status="held").count() == 3


def test_only_the_good_rows_are_booked_when_asked(browser, session, lead):
    begin(browser, session, lead)
    typed = "Ana One, ana@a.example\nBo Two, nonsense"

    page = write(browser, TeamBooking.objects.get(), names=typed, only_good="on")

    assert "1 with a place. 1 left out." in text(page)
    assert states(session) == [("Ana One", "booked")]
    assert session.bookings.filter(status="lapsed").count() == 2


def test_a_list_of_31_is_too_long(browser, session, lead):
    begin(browser, session, lead)
    typed = "\n".join(f"Name {n}, n{n}@a.example" for n in range(31))

    page = write(browser, TeamBooking.objects.get(), names=typed)

    assert page.status_code == 422
    assert "The list has 31 people. Enter 30 at most" in text(page)
    assert "n30@a.example" in text(page)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_is_read_and_shown_when_something_is_wrong(browser, session, lead, ending):
    begin(browser, session, lead)
    rows = [["Name", "Email", "Job"], ["Ana One", "ana@a.example", "Nurse"], ["Bo Two", "", ""]]
    file = SimpleUploadedFile(f"team.{ending}", as_csv(rows) if ending == "csv" else as_book(rows))

    page = write(browser, TeamBooking.objects.get(), file=file)

    assert page.status_code == 422
    assert "Row 2: Enter the work email address" in text(page)
    assert "Ana One, ana@a.example, Nurse" in text(page)


def as_csv(rows):
    return "\n".join(",".join(row) for row in rows).encode()


def as_book(rows):
    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"names": ""}, "Enter the names, or select a file that holds them"),
        ({"names": "x" * 20_001}, "The list is too long"),
    ],
)
def test_an_empty_or_endless_list_is_refused(browser, session, lead, typed, said):
    begin(browser, session, lead)

    page = write(browser, TeamBooking.objects.get(), **typed)

    assert page.status_code == 422
    assert said in text(page)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("", "Enter how many people"),
        ("31", "Enter 30 or fewer"),
        ("1", "Enter 2 or more"),
        ("many", "Enter a whole number, like 8"),
    ],
)
def test_the_size_of_a_team_has_bounds(browser, session, lead, size, said):
    page = begin(browser, session, lead, size=size)

    assert page.status_code == 422
    assert said in text(page)
    assert not TeamBooking.objects.exists()


def test_who_finds_no_place_waits_in_the_order_of_the_list(browser, session, lead):
    BookingFactory.create_batch(2, session=session)
    page = begin(browser, session, lead)
    assert "2 of 3 places held" in text(page)

    page = write(browser, TeamBooking.objects.get(), names=THREE)

    assert "2 with a place. 1 on the waiting list." in text(page)
    assert states(session)[2:] == [
        ("Ana One", "booked"),
        ("Bo Two", "booked"),
        ("Cy Three", "waiting"),
    ]


def test_all_or_none_waits_together(browser, session, lead):
    taken = BookingFactory.create_batch(2, session=session)
    page = begin(browser, session, lead, together="on")
    assert "There are not enough places for all 3" in text(page)

    write(browser, TeamBooking.objects.get(), names=THREE)

    assert {state for _, state in states(session)[2:]} == {"waiting"}
    actions.give_up_place(booking=taken[0], by=UserFactory())
    assert {state for _, state in states(session) if state != "cancelled"} >= {"offered"}
    assert session.bookings.filter(status="offered").count() == 3


def test_a_team_is_named_once(browser, session, lead):
    begin(browser, session, lead)
    team = TeamBooking.objects.get()
    write(browser, team, names=THREE)

    page = browser.post(address("team", team_id=team.pk), {"names": "Di, di@a.example"})

    assert page.status_code == 422
    assert session.bookings.count() == 3


def test_somebody_booked_meanwhile_is_not_booked_again(session, lead):
    team = TeamBookingFactory(session=session, agency=lead.agency, booked_by=lead.person)
    BookingFactory(session=session, address="ana@a.example")

    with pytest.raises(actions.AlreadyBooked):
        actions.name_team(
            team=team,
            people=[actions.Delegate(name="Ana", address="ana@a.example")],
            by=lead.person,
        )
    team.refresh_from_db()
    assert not team.named


def test_more_people_than_were_counted_get_what_is_left(session, lead):
    team = actions.hold_team(
        session=session, agency=lead.agency, size=2, together=False, by=lead.person
    )
    people = [actions.Delegate(name=f"N{n}", address=f"n{n}@a.example") for n in range(5)]

    outcome = actions.name_team(team=team, people=people, by=lead.person)

    assert (outcome.placed, outcome.waits) == (4, 1)


def test_places_are_let_go(browser, session, lead):
    begin(browser, session, lead)
    team = TeamBooking.objects.get()

    for _ in range(2):
        page = browser.post(address("team_let_go", team_id=team.pk), follow=True)

    assert "Nothing is held any more" in text(page)
    assert actions.left(session) == 4
    assert "Nothing was booked" in text(browser.get(team.get_absolute_url()))


def test_each_row_names_a_line_manager_where_the_agency_wants_it(sign_in, session):
    person = StandingFactory(partnership=session.course.partnership)
    AgencyTermsFactory(
        agency=person.agency,
        partnership=person.partnership,
        colleagues=True,
        approval="line manager",
    )
    browser = sign_in(person.person)
    begin(browser, session, person, size="2")
    team = TeamBooking.objects.get()

    page = write(browser, team, names="Ana One, ana@a.example, Nurse")
    assert "Enter the line manager&#x27;s email address in the fourth column" in text(page)
    write(browser, team, names="Ana One, ana@a.example, Nurse, boss@a.example")

    assert states(session) == [("Ana One", "applied")]


def test_a_practitioner_books_no_team_unless_the_agency_lets_them(sign_in, session):
    person = StandingFactory(partnership=session.course.partnership).person

    at = address("team_add", session_id=session.pk)

    assert sign_in(person).get(at).status_code == 403
