"""Reports: needs and their gaps, what courses answered, single agencies, ratings by provider."""

from datetime import date

import pytest

from tests.factories.partners import PartnershipFactory, PriorityFactory
from tests.factories.training import CourseFactory, RatingFactory
from tests.factories.training_evaluation import StageFactory
from tests.factories.training_programme import CourseOriginFactory, TrainingNeedFactory
from tests.factories.training_providers import ProviderFactory
from tests.factories.training_records import AgencyTrainingFactory
from tests.training.programme import at, lead_of
from tests.training.small_year import Year
from training import access
from training.models import Booking, EvaluationPoint, Session
from training.reporting import chapter, periods, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def year(partnership):
    return Year(partnership)


def found(report, key):
    return next(one for one in periods.chapters(report) if one.key == key)


def need(partnership, *courses, **facts):
    facts = {"kind": "audit", "raised_on": date(2019, 5, 1)} | facts
    made = TrainingNeedFactory(partnership=partnership, **facts)
    made.courses.set(courses)
    return made


def test_needs_stand_with_and_without_a_course_and_gaps_are_named(year, partnership):
    offered = CourseFactory(partnership=partnership)
    gone = CourseFactory(partnership=partnership, withdrawn_on=date(2019, 9, 1))
    need(partnership, offered)
    need(partnership, gone, text="See neglect early", kind="practice review")
    need(partnership, text="Ask about money", raised_on=date(2019, 6, 1))

    told = found(year.report(), "training.coverage")

    assert {one.label: one.text for one in told.figures} == {
        "Training needs": "3",
        "Answered by a course": "33% (1 of 3)",
        "Gaps": "2",
    }
    assert [list(row) for row in told.tables[0].cells] == [
        ["Audit", "2", "1", "1"],
        ["Practice review", "1", "0", "1"],
        ["All", "3", "1", "2"],
    ]
    assert told.lists[0].items == (
        "See neglect early (Practice review)",
        "Ask about money (Audit)",
    )


def test_a_need_counts_on_the_last_day_of_the_period(year, partnership):
    need(partnership, raised_on=date(2020, 3, 31))
    need(partnership, raised_on=date(2020, 4, 1))
    settled = {"status": "met", "settled_because": "A course runs"}
    need(partnership, settled_on=date(2020, 3, 31), **settled)
    need(partnership, settled_on=date(2020, 4, 1), **settled)
    TrainingNeedFactory()

    assert found(year.report(), "training.coverage").figures[0].text == "2"


def test_a_course_withdrawn_later_still_answered(year, partnership):
    need(partnership, CourseFactory(partnership=partnership, withdrawn_on=date(2020, 4, 1)))

    assert found(year.report(), "training.coverage").figures[2].text == "0"


def test_without_needs_nothing_is_made_up(year):
    told = found(year.report(), "training.coverage")

    assert told.figures[1].text == "Not available"
    assert told.tables[0].cells == ()
    assert told.lists[0].items == ()


def test_what_courses_answered_is_printed_in_words_that_may_be_published(year, partnership):
    course = year.sessions[0].course
    CourseOriginFactory(course=course, kind="audit", title="Neglect audit of 2018")
    priority = PriorityFactory(partnership=partnership, name="Neglect")
    CourseOriginFactory(course=course, kind="priority", title="", priority=priority)
    CourseOriginFactory(course=CourseFactory(partnership=partnership))
    printed = (
        f"{course.title}: audit, Neglect audit of 2018",
        f"{course.title}: priority of the partnership, Neglect",
    )

    report = year.report()

    assert found(report, "training.coverage").lists[1].items == printed
    yearly = chapter(periods.scope_of(report))
    listed = next(one for one in yearly.lists if one.title == "What the courses answered")
    assert listed.items == printed


def test_single_agencies_are_counted_apart(year, partnership):
    report = year.report()
    before = [one.text for one in found(report, "training.delivery").figures]
    for people, day in ((30, date(2019, 4, 1)), (12, date(2020, 3, 31)), (99, date(2020, 4, 1))):
        AgencyTrainingFactory(
            partnership=partnership, agency=year.police, people=people, held_on=day
        )
    AgencyTrainingFactory(
        partnership=partnership, agency=year.council, people=3, held_on=date(2019, 8, 1)
    )
    AgencyTrainingFactory(held_on=date(2019, 8, 1))

    told = found(report, "training.alone")

    rows = [list(row) for row in told.tables[0].cells]
    assert [row[:2] for row in rows] == [["Council", "1"], ["Police", "2"], ["All", "3"]]
    assert rows[0][2] == "fewer than 5"
    assert "42" not in (rows[1][2], rows[2][2]) or "45" not in rows[2][2]
    assert [one.text for one in found(report, "training.delivery").figures] == before


def rated(session, **scores):
    came = iter(Booking.objects.attended().filter(session=session))
    for score, count in scores.items():
        for _ in range(count):
            RatingFactory(booking=next(came), score=score)


def test_ratings_stand_by_provider_with_their_base(year, partnership):
    first, second, _ = year.sessions
    provider = ProviderFactory(partnership=partnership, name="Learn Ltd")
    Session.objects.filter(pk=first.pk).update(provider=provider)
    rated(first, excellent=6, good=5, fair=6)
    rated(second, good=8, poor=7)

    told = found(year.report(), "training.reaction")

    table = next(one for one in told.tables if one.key.endswith("by_provider"))
    assert [list(row) for row in table.cells] == [
        ["Learn Ltd", "1", "17", "11", "6"],
        ["No provider recorded", "1", "15", "8", "7"],
        ["All", "2", "32", "19", "13"],
    ]


def test_a_small_number_of_a_provider_is_hidden_and_cannot_be_worked_out(year, partnership):
    first, second, _ = year.sessions
    provider = ProviderFactory(partnership=partnership, name="Learn Ltd")
    Session.objects.filter(pk=first.pk).update(provider=provider)
    rated(first, good=10, fair=2)
    rated(second, good=8, poor=7)

    told = found(year.report(), "training.reaction")

    table = next(one for one in told.tables if one.key.endswith("by_provider"))
    learn, nobody, every = table.cells
    assert learn[4] == "fewer than 5"
    assert learn[3] != "10" or learn[2] != "12"
    assert not (every[4] == "9" and nobody[4] == "7")


def test_without_providers_no_table_of_them_is_printed(year):
    rated(year.sessions[0], good=6)

    tables = found(year.report(), "training.reaction").tables

    assert [one.key for one in tables] == ["training.report.scores"]


def test_page_and_paper_print_them(sign_in, year, partnership):
    need(partnership, text="Ask about money")
    AgencyTrainingFactory(
        partnership=partnership, agency=year.police, people=30, held_on=date(2019, 4, 1)
    )
    report = year.report()
    browser = sign_in(lead_of(partnership))

    page = browser.get(report.get_absolute_url()).content.decode()

    for words in ("Ask about money (Audit)", "Training by single agencies", "It is not"):
        assert words in page
    assert {"training.coverage", "training.alone"} <= {
        one.key for one in periods.paper(report)["chapters"]
    }


def test_every_gap_of_a_long_list_is_cut_off_somewhere(year, partnership, monkeypatch):
    monkeypatch.setattr(programme, "GAPS_PRINTED", 1)
    need(partnership)
    need(partnership)

    told = found(year.report(), "training.coverage")

    assert len(told.lists[0].items) == 1
    assert told.figures[2].text == "2"


def test_the_catalogue_says_when_people_are_asked_by_the_schedule_in_force(sign_in, partnership):
    course = CourseFactory(partnership=partnership)
    assert access.asked_when(course) == ""
    EvaluationPoint.objects.create(partnership=partnership, order=1, when="8 weeks")
    assert access.asked_when(course) == "8 weeks after the session"
    schedule = StageFactory(schedule__partnership=partnership, when="3 months").schedule
    StageFactory(schedule=schedule, when="before")
    StageFactory(schedule=schedule, when="end")

    page = sign_in(lead_of(partnership)).get(at("course", course_id=course.pk)).content.decode()

    assert "People who came are asked what they made of it: at the end, after 3 months." in page
