"""A team pasted carelessly: row by row what is wrong, and the list stays as it was pasted."""

import pytest

from tests.factories.partners import StandingFactory
from tests.factories.training import SessionFactory
from tests.factories.training_bookings import KeptFactory, TeamBookingFactory
from tests.training.programme import at
from tests.training.sent_back import LONG, beside, kept
from training.models import Booking

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory(places=20)


@pytest.fixture
def standing(session):
    return StandingFactory(partnership=session.course.partnership, role="agency_lead")


def team(browser, session, standing, names, **more):
    made = TeamBookingFactory(
        session=session, agency=standing.agency, booked_by=standing.person, size=3
    )
    for _ in range(3):
        KeptFactory(session=session, agency=standing.agency, team=made, status="held", delegate="")
    return browser.post(at("team", team_id=made.pk), {"names": names} | more, follow=True)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("", "Enter the names, or select a file that holds them"),
        (" \n\t\n ", "Enter the names, or select a file that holds them"),
        ("Name, email, job title", "Enter the names, or select a file that holds them"),
        (LONG * 2, "The list is too long. Enter 30 people at most"),
        (
            "\n".join(f"Name {n}, n{n}@a.example" for n in range(31)),
            "The list has 31 people. Enter 30 at most",
        ),
        ("ana@a.example, Ana One", "Row 1: Enter the full name first"),
        ("Ana One", "Row 1: Enter the work email address"),
        ("Ana One, ana at a", "Row 1: Enter an email address in the correct format"),
        ("Ana, a@a.example\nBo, A@A.example", "Row 2: This address is on the list twice"),
        ('"Ana One, a@a.example', "Row 1: Enter the full name first"),
        ("\u200b, a@a.example", "Row 1: Enter the full name first"),
        (f"Ana, a@a.example, {'x' * 121}", "Row 1: The job title must be 120 characters or fewer"),
    ],
)
def test_a_list_pasted_wrongly(sign_in, session, standing, names, sentence):
    answer = team(sign_in(standing.person), session, standing, names)

    assert any(sentence in one for one in beside(answer, "names")), beside(answer, "names")
    assert kept(answer)["names"] == names.strip()
    assert not Booking.objects.filter(status="booked").exists()


def test_a_list_with_two_faults_says_the_same_when_it_is_sent_again(sign_in, session, standing):
    typed = '"Smith, John"\tjohn@a.example\nRae Only\nLee; lee@a.example\nKim; LEE@a.example'
    browser = sign_in(standing.person)

    first = team(browser, session, standing, typed)
    again = browser.post(first.request["PATH_INFO"], {"names": kept(first)["names"]})

    told = [
        "Row 2: Enter the work email address",
        "Row 4: This address is on the list twice",
    ]
    assert beside(first, "names")[:1] == beside(again, "names")[:1] == told[:1]
    assert all(one in again.content.decode() for one in told)


def test_signs_nobody_sees_are_left_out_of_a_list(sign_in, session, standing):
    typed = 'Ana\xa0One\u200b\tana\u200b@a.example\u2060\n\ufeffBo "B" Two; bo@a.example'

    answer = team(sign_in(standing.person), session, standing, typed)

    assert "2 with a place." in answer.content.decode()
    found = Booking.objects.filter(status="booked").order_by("pk")
    assert list(found.values_list("delegate", "address")) == [
        ("Ana One", "ana@a.example"),
        ('Bo "B" Two', "bo@a.example"),
    ]
