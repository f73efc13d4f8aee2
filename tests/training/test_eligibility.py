"""Courses for agencies of some sectors alone."""

import pytest

from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.training import CourseFactory, SessionFactory
from tests.training.programme import at, lead_of
from training import actions
from training.models import Booking

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory(title="Neglect", open_to=["education", "health"])


@pytest.fixture
def session(course):
    return SessionFactory(course=course, places=9)


def member(course, sector):
    agency = AgencyFactory(sector=sector)
    return StandingFactory(partnership=course.partnership, agency=agency)


def test_an_agency_of_a_sector_it_is_for_sends_people(course, session):
    school = member(course, "education")

    actions.book_place(
        session=session, agency=school.agency, person=school.person, by=school.person
    )

    assert Booking.objects.get().status == "booked"


def test_an_agency_of_another_sector_does_not(sign_in, course, session):
    police = member(course, "police")
    facts = {"session": session, "agency": police.agency, "by": police.person}
    with pytest.raises(actions.NotForSector):
        actions.hold_team(size=2, together=False, **facts)

    page = sign_in(police.person).post(
        at("book", session_id=session.pk), {"agency": police.agency_id}
    )

    assert "This course is for agencies of other sectors" in page.content.decode()
    assert not Booking.objects.exists()


def test_a_course_that_names_no_sector_is_for_all(course):
    assert CourseFactory().is_open_to(AgencyFactory(sector="police"))
    assert not course.is_open_to(AgencyFactory(sector="police"))


def test_sectors_are_said_in_the_catalogue_and_changed(sign_in, client, course):
    page = client.get(course.get_absolute_url()).content.decode()
    assert "Open to" in page
    assert course.sectors in page
    typed = {"title": "Neglect", "published": "on", "edition": course.edition}

    sign_in(lead_of(course.partnership)).post(
        at("course_edit", course_id=course.pk), typed | {"open_to": ["police"]}
    )

    course.refresh_from_db()
    assert course.open_to == ["police"]
