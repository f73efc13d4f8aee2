"""The programme of a year: draft, commissioned, running, closed; and what came of it."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from portal.models import Event
from portal.workflow import MoveRefused
from tests.factories.training import CourseFactory, SessionFactory
from tests.factories.training_programme import ProgrammeCourseFactory, ProgrammeYearFactory
from tests.training.programme import at, lead_of, partner_of
from training import access, actions
from training.models import ProgrammeCourse, ProgrammeYear

pytestmark = pytest.mark.django_db
MOVES = ("year_commission", "year_start", "year_close")


@pytest.fixture
def year():
    return ProgrammeYearFactory(begins_on=date(2020, 4, 1))


@pytest.fixture
def lead(year):
    return lead_of(year.partnership)


def lines_of(year):
    return [event.what for event in Event.objects.about(year)]


def test_a_year_is_begun_once(sign_in, lead, year):
    browser = sign_in(lead)
    facts = {"partnership": year.partnership_id, "year": clock.today().year}

    answer = browser.post(at("year_add"), facts)

    begun = ProgrammeYear.objects.exclude(pk=year.pk).get()
    assert answer.url == begun.get_absolute_url()
    assert begun.begins_on == date(clock.today().year, 4, 1)
    again = browser.post(at("year_add"), facts)
    assert again.status_code == 422
    assert "This is in the list already" in again.content.decode()
    assert "Select the financial year" in browser.post(at("year_add"), {}).content.decode()


def test_a_year_is_named_as_people_say_it(year):
    assert (year.label, year.ends_on) == ("2020-21", date(2021, 3, 31))
    assert ProgrammeYear(begins_on=date(1999, 4, 1)).label == "1999-00"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"course": ""}, "Select a course"),
        ({"sessions": ""}, "Enter how many sessions are planned"),
        ({"sessions": "0"}, "Sessions in the year must be 1 or more"),
        ({"sessions": "many"}, "Sessions in the year must be a whole number"),
        ({"sessions": "201"}, "Sessions in the year must be 200 or fewer"),
    ],
)
def test_a_course_is_added_with_a_number_of_sessions(sign_in, lead, year, wrong, sentence):
    course = CourseFactory(partnership=year.partnership)
    facts = {"course": course.pk, "sessions": "6", "note": "Kept"}

    answer = sign_in(lead).post(at("year_course_add", training_year_id=year.pk), facts | wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Kept"' in page


def test_a_course_stands_in_a_year_once_and_is_taken_out(sign_in, lead, year):
    course = CourseFactory(partnership=year.partnership)
    browser = sign_in(lead)
    address = at("year_course_add", training_year_id=year.pk)

    browser.post(address, {"course": course.pk, "sessions": "6"})
    again = browser.post(address, {"course": course.pk, "sessions": "7"})

    assert "This course is in the programme already" in again.content.decode()
    row = year.courses.get()
    assert row.sessions == 6
    browser.post(at("year_course_remove", year_course_id=row.pk))
    assert not year.courses.exists()
    row.pk = 999_999
    actions.take_from_year(row=row, by=lead)
    assert lines_of(year) == ["programmeyear.course_added", "programmeyear.course_removed"]


def test_a_programme_is_commissioned_with_courses_started_and_closed(sign_in, lead, year):
    browser = sign_in(lead)
    move = {name: at(name, training_year_id=year.pk) for name in MOVES}
    page = browser.post(move["year_commission"], follow=True).content.decode()
    assert "Add at least one course first" in page
    ProgrammeCourseFactory(programme=year)

    states = []
    for name in MOVES:
        browser.post(move[name])
        year.refresh_from_db()
        states.append(year.status)

    assert states == ["commissioned", "running", "closed"]
    assert year.commissioned_on == clock.today()
    assert "already moved on" in browser.post(move["year_close"], follow=True).content.decode()


def test_a_draft_does_not_start(year, lead):
    with pytest.raises(MoveRefused):
        actions.move_year(year=year, move="start", by=lead)


@pytest.mark.parametrize("verb", ["begin", "add", "take", "move"])
def test_nobody_else_plans_the_year(year, verb):
    by = lead_of(CourseFactory().partnership)
    row = ProgrammeCourseFactory(programme=year)
    asked = {
        "begin": lambda: actions.begin_year(partnership=year.partnership, year=2025, by=by),
        "add": lambda: actions.add_to_year(
            year=year, course=row.course, sessions=1, note="", by=by
        ),
        "take": lambda: actions.take_from_year(row=row, by=by),
        "move": lambda: actions.move_year(year=year, move="commission", by=by),
    }

    with pytest.raises(PermissionDenied):
        asked[verb]()


def test_the_database_refuses_a_year_that_does_not_begin_in_april():
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeYearFactory(begins_on=date(2020, 1, 1))


def on(day, row, **facts):
    starts = clock.london_moment(day, time(9, 30))
    return SessionFactory(course=row.course, starts_at=starts, **facts)


def test_a_year_counts_its_own_sessions_from_april_to_march(year):
    row = ProgrammeCourseFactory(programme=year, sessions=5)
    on(date(2020, 4, 1), row, status="delivered")
    on(date(2021, 3, 31), row)
    on(date(2020, 9, 1), row, status="cancelled", cancelled_because="Snow")
    on(date(2020, 3, 31), row, status="delivered")
    on(date(2021, 4, 1), row)

    counted = access.courses_of_year(year).get()

    assert (counted.dated, counted.held, counted.called_off, counted.undated) == (2, 1, 1, 3)


def test_the_page_of_a_year_says_what_is_still_to_plan(sign_in, year):
    row = ProgrammeCourseFactory(programme=year, sessions=5)
    on(date(2020, 5, 1), row, status="delivered")

    page = sign_in(partner_of(year.partnership)).get(year.get_absolute_url()).content.decode()

    assert "4 to plan" in page
    assert "Take out" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_years_cost_the_same_however_many(sign_in, year, count, django_assert_num_queries):
    ProgrammeCourse.objects.all().delete()
    ProgrammeCourseFactory.create_batch(count, programme=year)
    ProgrammeYearFactory.create_batch(count, partnership=year.partnership)
    browser = sign_in(partner_of(year.partnership))

    with django_assert_num_queries(3):
        page = browser.get(at("year_list")).content.decode()
    with django_assert_num_queries(4):
        browser.get(year.get_absolute_url())

    assert f"{count} course" in page
    assert f"{count * 4} sessions planned" in page
