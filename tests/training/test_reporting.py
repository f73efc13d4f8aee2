"""Figures of training are counted from rows."""

from datetime import date, datetime, time

import pytest

from portal import clock
from portal.figures import Scope
from tests.factories.partners import PartnershipFactory
from tests.factories.training import (
    BookingFactory,
    CourseFactory,
    RatingFactory,
    SessionFactory,
    TrainingNoteFactory,
)
from training import reporting

pytestmark = pytest.mark.django_db
YEAR = (date(2019, 4, 1), date(2020, 3, 31))


@pytest.fixture
def scope():
    return Scope(PartnershipFactory().pk, *YEAR, "2019-20")


def held(scope, day, *, came=0, absent=0, places=10, status="delivered"):
    session = SessionFactory(
        course__partnership_id=scope.partnership_id,
        course__partnership=None,
        starts_at=clock.london_moment(day, time(9, 30)),
        places=places,
        status=status,
        cancelled_because="Lockdown" if status == "cancelled" else "",
    )
    BookingFactory.create_batch(came, session=session, status="attended")
    BookingFactory.create_batch(absent, session=session, status="absent")
    return session


def texts(scope):
    return {figure.key.split(".")[1]: figure.text for figure in reporting.chapter(scope).figures}


def test_only_delivered_sessions_of_the_period_and_partnership_count(scope):
    held(scope, date(2019, 4, 1), came=9)
    held(scope, date(2020, 3, 31), came=6, absent=2)
    held(scope, date(2020, 3, 30), came=8, status="cancelled")
    held(scope, date(2020, 4, 1), came=8)
    held(Scope(PartnershipFactory().pk, *YEAR, "2019-20"), date(2019, 9, 1), came=7)

    said = texts(scope)

    assert said["sessions"] == "2"
    assert said["attendances"] == "15"
    assert said["occupancy"] == "75% (15 of 20)"


def test_shares_of_few_people_are_not_printed(scope):
    session = held(scope, date(2019, 9, 2), places=40)
    for score, online in [("good", True)] * 3 + [("poor", False)] * 8:
        RatingFactory(booking__session=session, score=score, would_train_online=online)

    said = texts(scope)

    assert said["attendances"] == "11"
    assert {said["rated_good"], said["online"]} == {"hidden"}


def test_a_session_late_in_the_evening_belongs_to_its_day_in_london(scope):
    session = held(scope, date(2019, 4, 1), came=6)
    moment = clock.london_moment(date(2019, 4, 1), time(0, 30))
    type(session).objects.filter(pk=session.pk).update(starts_at=moment)

    assert texts(scope)["sessions"] == "1"
    assert isinstance(moment, datetime)


def test_shares_carry_their_base(scope):
    session = held(scope, date(2019, 5, 1), places=40)
    for score, online in [("excellent", True)] * 6 + [("good", False)] * 6 + [("poor", None)] * 6:
        RatingFactory(booking__session=session, score=score, would_train_online=online)

    said = texts(scope)

    assert said["rated_good"] == "67% (12 of 18)"
    assert said["online"] == "50% (6 of 12)"


def test_what_nobody_recorded_is_not_available(scope):
    said = texts(scope)

    assert (said["occupancy"], said["rated_good"], said["online"]) == ("Not available",) * 3
    assert said["sessions"] == "0"


def test_quarters_add_up_to_the_year(scope):
    held(scope, date(2019, 4, 3), came=6)
    held(scope, date(2019, 12, 3), came=7)
    held(scope, date(2020, 1, 3), came=8)

    (table,) = reporting.chapter(scope).tables

    assert [list(row) for row in table.cells] == [
        ["April to June 2019", "1", "6"],
        ["October to December 2019", "1", "7"],
        ["January to March 2020", "1", "8"],
        ["Year", "3", "21"],
    ]


def test_statements_and_free_courses_are_listed(scope):
    TrainingNoteFactory(partnership_id=scope.partnership_id, partnership=None, text="Open to all.")
    CourseFactory(
        partnership_id=scope.partnership_id,
        partnership=None,
        title="Supervision",
        fee="free",
        fund="budget surplus",
        in_report=True,
    )

    lists = {one.title: one.items for one in reporting.chapter(scope).lists}

    assert lists["This year"] == ("Open to all.",)
    assert lists["Free courses paid from the budget surplus"] == ("Supervision",)


def test_attendances_by_month_are_drawn_with_a_table_of_the_same_facts(scope):
    held(scope, date(2019, 4, 3), came=6)
    held(scope, date(2019, 5, 3), came=9)

    (chart,) = reporting.chapter(scope).charts

    assert "Attendances" in chart.sentence
    assert [row[-1] for row in chart.rows] == ["6", "9"]


def test_a_small_month_does_not_show_through_its_quarter(scope):
    held(scope, date(2019, 4, 3), came=9)
    held(scope, date(2019, 5, 3), came=2)
    held(scope, date(2019, 8, 3), came=20, places=40)

    chapter = reporting.chapter(scope)

    (chart,) = chapter.charts
    april, may, _ = (row[-1] for row in chart.rows)
    assert may == "fewer than 5"
    assert april == "hidden" or chapter.tables[0].cells[0][2] == "hidden"


def test_more_people_than_places_gives_no_occupancy(scope):
    held(scope, date(2019, 4, 3), came=11, places=10)

    assert texts(scope)["occupancy"] == "Not available"
