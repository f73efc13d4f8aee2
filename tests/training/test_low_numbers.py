"""Sessions with few bookings: what else can be done, and who is told when one is cancelled."""

from datetime import time, timedelta

import pytest

from portal import clock
from portal.models import Notice
from portal.outbox.writing import words
from tests.factories.partners import AreaFactory
from tests.factories.portal import UserFactory
from tests.factories.training import BookingFactory, CourseFactory, SessionFactory
from tests.factories.training_programme import DateAlertFactory
from tests.training.programme import at, in_days, lead_of
from training import access, actions
from training.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    starts = clock.london_moment(in_days(30), time(9, 30))
    return SessionFactory(starts_at=starts, course__title="Neglect", venue="Hall", places=20)


@pytest.fixture
def lead(session):
    return lead_of(session.course.partnership)


@pytest.mark.parametrize(
    ("facts", "booked", "listed"),
    [
        ({"minimum": 3}, 2, True),
        ({"minimum": 2}, 2, False),
        ({"minimum": None}, 0, False),
        ({"minimum": 3, "status": "delivered"}, 0, False),
        ({"minimum": 3, "starts_at": clock.now() - timedelta(days=2)}, 0, False),
    ],
)
def test_low_numbers_are_sessions_to_come_below_their_minimum(lead, session, facts, booked, listed):
    Session.objects.filter(pk=session.pk).update(**facts)
    BookingFactory.create_batch(booked, session=session)
    BookingFactory(session=session, status="waiting")

    assert access.low_numbers(lead).exists() is listed


def test_low_numbers_of_others_are_none_of_ones_business(session):
    Session.objects.filter(pk=session.pk).update(minimum=3)

    assert not access.low_numbers(lead_of(CourseFactory().partnership)).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_low_numbers_cost_the_same_however_many(
    sign_in, lead, session, count, django_assert_num_queries
):
    SessionFactory.create_batch(count, course=session.course, minimum=5)
    browser = sign_in(lead)

    with django_assert_num_queries(3):
        page = browser.get(at("low_number_list")).content.decode()

    assert page.count("See options") == count


def test_options_name_what_can_be_done_and_cancelling_last(sign_in, lead, session):
    area = AreaFactory(name="Northmere")
    Session.objects.filter(pk=session.pk).update(area=area, minimum=5)
    other = SessionFactory(course=session.course, places=9)
    DateAlertFactory(course=session.course, confirmed_at=clock.wall_time())
    DateAlertFactory(course=session.course)

    page = sign_in(lead).get(at("options", session_id=session.pk)).content.decode()

    assert "1 person asked to hear of new dates" in page
    assert "Open it to every area" in page
    assert "Run it online" in page
    assert f'href="{other.get_absolute_url()}"' in page
    assert page.rindex("Cancel, as the last resort") > page.index("Give it more time")


def test_without_another_date_one_is_offered(sign_in, lead, session):
    Session.objects.filter(pk=session.pk).update(mode="virtual")

    page = sign_in(lead).get(at("options", session_id=session.pk)).content.decode()

    assert "No other date of this course is planned" in page
    assert "Run it online" not in page


def test_everybody_who_booked_is_told_once_that_a_session_is_cancelled(lead, session):
    holder, booker = UserFactory(), UserFactory()
    BookingFactory(session=session, person=holder)
    BookingFactory(session=session, address="delegate@example.org")
    BookingFactory.create_batch(2, session=session, booked_by=booker)
    BookingFactory(session=session)

    actions.cancel_session(session=session, reason="Snow", by=lead)

    owed = Notice.objects.filter(template="session_cancelled")
    assert {notice.to or notice.address for notice in owed} == {
        holder,
        booker,
        "delegate@example.org",
    }
    assert owed.count() == 3
    assert all("Neglect" in words(notice).text for notice in owed)


def test_the_page_that_cancels_shows_what_else_could_be_done(sign_in, lead, session):
    page = sign_in(lead).get(at("cancel", session_id=session.pk)).content.decode()

    assert "Cancelling is the last resort" in page
    assert page.index("Plan it again on another day") < page.index("Why is this session cancelled?")
