"""The report of a period against a small year that was counted by hand."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training import RatingFactory
from tests.factories.training_evaluation import (
    RequestFactory,
    RoundFactory,
    StageFactory,
    answered,
    questionnaire,
    written_answer,
)
from tests.training.small_year import Year
from training import actions
from training.models import Booking, TrainingReport
from training.reporting import periods

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return StandingFactory(role="training_lead")


@pytest.fixture
def year(lead):
    return Year(lead.partnership)


def told(report):
    return {
        figure.key.removeprefix("training.report."): figure.text
        for chapter in periods.chapters(report)
        for figure in chapter.figures
    }


def table(report, key):
    found = [
        one
        for chapter in periods.chapters(report)
        for one in chapter.tables
        if one.key.endswith(key)
    ]
    return [list(row) for row in found[0].cells]


def test_the_year_in_numbers(year):
    said = told(year.report())

    assert said["delivered"] == "3"
    assert said["places"] == "60"
    assert said["attendances"] == "40"
    assert said["occupancy"] == "67% (40 of 60)"
    assert said["attendance_rate"] == "80% (40 of 50)"
    assert (said["income"], said["cost"], said["good"]) == ("Not available",) * 3


def test_the_year_by_state_agency_sector_way_and_area(year):
    report = year.report()

    assert table(report, ".sessions") == [
        ["Delivered", "3"],
        ["Cancelled", "1"],
        ["Not closed yet", "0"],
        ["All", "4"],
    ]
    assert table(report, ".reasons") == [["Illness", "1"]]
    people = [
        ["24", "5", "0", "5", "5"],
        ["16", "0", "5", "0", "0"],
        ["40", "5", "5", "5", "5"],
    ]
    names = ("Council", "Police", "All")
    assert table(report, ".by_agency") == [
        [name, *row] for name, row in zip(names, people, strict=True)
    ]
    assert [row[1:] for row in table(report, ".by_sector")] == people
    assert table(report, ".by_way of attending") == [
        ["Face to face", "2", "40", "25"],
        ["Online", "1", "20", "15"],
        ["All", "3", "60", "40"],
    ]
    assert table(report, ".by_area") == [
        ["East", "2", "30", "22"],
        ["Not recorded", "1", "30", "18"],
        ["All", "3", "60", "40"],
    ]


def test_quarters_add_up_to_the_year(year):
    by_quarter = table(year.report(), ".by_quarter")

    assert by_quarter == [
        ["Q1, April to June", "1", "0", "30", "18"],
        ["Q2, July to September", "1", "0", "20", "15"],
        ["Q3, October to December", "0", "1", "0", "0"],
        ["Q4, January to March", "1", "0", "10", "7"],
        ["Year", "3", "1", "60", "40"],
    ]
    said = [told(year.report(quarter)) for quarter in (1, 2, 3, 4)]
    assert [one["delivered"] for one in said] == ["1", "1", "0", "1"]
    assert [one["attendances"] for one in said] == ["18", "15", "0", "7"]
    assert said[2]["occupancy"] == "Not available"


def test_people_are_counted_once_however_often_they_came(year):
    report = year.report()
    places = list(Booking.objects.filter(session__in=year.sessions, status="attended"))
    assert told(report)["people"] == "Not available"
    for number, place in enumerate(places):
        Booking.objects.filter(pk=place.pk).update(address=f"P{number}@example.org")
    assert told(report)["people"] == "40"

    account = UserFactory(email="p0@example.org")
    Booking.objects.filter(pk=places[1].pk).update(person=account)
    Booking.objects.filter(pk=places[2].pk).update(address="p0@EXAMPLE.org")

    said = told(report)
    assert (said["people"], said["attendances"]) == ("38", "40")


def test_a_quarter_has_no_table_of_quarters(year):
    keys = {one.key for chapter in periods.chapters(year.report(1)) for one in chapter.tables}

    assert "training.report.by_quarter" not in keys


def test_a_small_agency_does_not_show_through_its_sector(year):
    first = year.sessions[0]
    small = AgencyFactory(name="Small council", sector="council")
    year.came(first, small, attended=2)

    report = year.report()
    agencies = {row[0]: row[1] for row in table(report, ".by_agency")}
    sectors = [row[1] for row in table(report, ".by_sector")]

    assert agencies["Small council"] in ("fewer than 5", "hidden")
    assert "hidden" in (agencies["Council"], sectors[0])
    assert "hidden" in (agencies["Council"], agencies["Police"])


def test_ratings_carry_their_base_and_how_many_returned_one(year):
    places = Booking.objects.filter(session__in=year.sessions, status="attended").order_by("pk")
    scores = ["excellent"] * 10 + ["good"] * 5 + ["poor"] * 5
    for place, score in zip(places, scores, strict=False):
        RatingFactory(booking=place, score=score, would_train_online=score != "poor")

    report = year.report()
    said = told(report)

    assert said["returned"] == "50% (20 of 40)"
    assert said["good"] == "75% (15 of 20)"
    assert said["online"] == "75% (15 of 20)"
    assert table(report, ".scores") == [
        ["Excellent", "10"],
        ["Good", "5"],
        ["Fair", "0"],
        ["Poor", "5"],
        ["All", "20"],
    ]


def test_what_it_changed_is_told_by_those_asked(year):
    session = year.sessions[0]
    made = questionnaire(
        year.partnership,
        {
            "kind": "scale",
            "options": ["No", "Yes"],
            "good_from": 2,
            "key": "a",
            "measure": "used",
        },
    )
    stage = StageFactory(schedule__partnership=year.partnership, when="8 weeks", questionnaire=made)
    asked = RoundFactory(session=session, stage=stage)
    for used in (2, 2, 2, 2, 2, 1, 1, 1, 1, 1):
        request = RequestFactory(round=asked, version=made.versions.get())
        answered(request, a=used)
    RequestFactory(round=asked, version=made.versions.get())
    written = written_answer(year.partnership)
    type(written.response.evaluation.round).objects.filter(
        pk=written.response.evaluation.round_id
    ).update(session=session)
    actions.code_answer(answer=written, themes=[], quote="I ask more.", by=StandingFactory().person)

    report = year.report()

    responses = [row for row in table(report, ".responses") if row[0] == "After 8 weeks"]
    assert responses == [["After 8 weeks", "People who came", "10", "11", "91% (10 of 11)"]]
    assert table(report, ".used") == [["After 8 weeks", "People who came", "50% (5 of 10)"]]
    impact = periods.chapters(report)[3]
    assert impact.lists[0].items == ("I ask more.",)
    assert "1 of 1 answers" in impact.tables[-1].definition


@pytest.mark.parametrize(
    ("quarter", "label", "months", "start", "end"),
    [
        (None, "2019-20", "April 2019 to March 2020", date(2019, 4, 1), date(2020, 3, 31)),
        (1, "Q1 2019-20", "April to June 2019", date(2019, 4, 1), date(2019, 6, 30)),
        (4, "Q4 2019-20", "January to March 2020", date(2020, 1, 1), date(2020, 3, 31)),
    ],
)
def test_a_financial_year_begins_in_april(quarter, label, months, start, end):
    report = TrainingReport(year=2019, quarter=quarter)

    assert (report.label, report.months, report.start, report.end) == (label, months, start, end)


def test_a_report_is_made_once(lead):
    facts = {"partnership": lead.partnership, "year": 2019, "quarter": None, "by": lead.person}

    assert actions.make_report(**facts) == actions.make_report(**facts)

    with pytest.raises(actions.NotBegun):
        actions.make_report(**facts | {"year": 2999})
    with pytest.raises(PermissionDenied):
        actions.make_report(**facts | {"by": StandingFactory().person})


@pytest.mark.django_db(transaction=True)
def test_two_who_make_a_report_at_once_make_one():
    lead = StandingFactory(role="training_lead")
    together, made = Barrier(2), []

    def make():
        together.wait()
        try:
            report = actions.make_report(
                partnership=lead.partnership, year=2019, quarter=None, by=lead.person
            )
            made.append(report.pk)
        finally:
            connection.close()

    threads = [Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 2
    assert len(set(made)) == 1
