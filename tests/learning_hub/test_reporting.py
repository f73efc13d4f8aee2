from datetime import date
from decimal import Decimal

import pytest

from learning_hub import reporting
from portal.figures import Scope
from tests.factories.learning_hub import (
    AuditFactory,
    ConferenceFactory,
    CycleEventFactory,
    CycleFactory,
    FindingFactory,
    HubNoteFactory,
    IndicatorFactory,
    LearningPointFactory,
    RecommendationFactory,
    ResourceFactory,
    StageFactory,
    ValueFactory,
)
from tests.factories.partners import AreaFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def scope(partnership):
    return Scope(partnership.pk, date(2019, 4, 1), date(2020, 3, 31), "2019-20")


def listing(chapter, title):
    return next(one for one in chapter.lists if one.title == title)


def hold(partnership, area, kind, children):
    for count in children:
        ConferenceFactory(partnership=partnership, area=area, kind=kind, children_count=count)


def counted(partnership, what, kind=""):
    return IndicatorFactory(
        partnership=partnership,
        counted_from=what,
        conference_kind=kind,
        people=what == "children",
    )


def test_audits_of_the_year_are_counted_from_rows_and_others_are_not(scope, partnership):
    AuditFactory(partnership=partnership, count=2)
    AuditFactory(partnership=partnership, status="action plan in progress")
    AuditFactory(partnership=partnership, year="2018-19")
    AuditFactory()

    chapter = reporting.chapter(scope)

    assert chapter.figure("audits").text == "3"
    assert chapter.figure("audits_complete").text == "2"
    assert len(chapter.tables[0].rows) == 2


def test_a_share_printed_without_a_base_says_so(scope, partnership):
    audit = AuditFactory(partnership=partnership, title="Disability")
    FindingFactory(audit=audit, ref="f/1", value=Decimal(98), unit="percent")
    FindingFactory(audit=audit, ref="f/2", value=Decimal("10.5"), unit="percent", base=200)
    FindingFactory(audit=audit, ref="f/3", value=Decimal(4), unit="notices", qualifier="about")
    FindingFactory(audit=audit, text="No number")

    chapter = reporting.chapter(scope)

    assert [chapter.figure(f"f/{n}").text for n in (1, 2, 3)] == [
        "98% (base not recorded)",
        "10.5% (of 200)",
        "about 4 notices",
    ]
    assert "Disability" in chapter.figure("f/1").definition
    assert "No number" in listing(chapter, "Disability: what was found").items


def test_what_was_recommended_and_what_is_to_come_are_listed(scope, partnership):
    audit = AuditFactory(partnership=partnership, title="Disability")
    RecommendationFactory(partnership=partnership, audit=audit, text="Put it into training")
    AuditFactory(partnership=partnership, title="Health visiting", year="2020-09", status="planned")

    chapter = reporting.chapter(scope)

    assert listing(chapter, "Disability: what was recommended").items == ("Put it into training",)
    assert listing(chapter, "Audits planned or awaited").items == (
        "Health visiting (multi-agency themed audit, September 2020): planned",
    )


def test_the_hub_tells_its_cycles_events_products_and_plans(scope, partnership):
    here = {"partnership": partnership}
    cycle = CycleFactory(
        partnership=partnership, order=1, theme="Neglect", status="nearly complete"
    )
    StageFactory(cycle=cycle, closed_on=date(2020, 2, 1), output="Scope")
    StageFactory(cycle=cycle, closed_on=date(2020, 5, 1), output="Later")
    CycleEventFactory(
        cycle=cycle, title="What works", places=["east", "west"], outputs=["Tactics named"]
    )
    CycleEventFactory(cycle=cycle, held="2020-05", title="After the year")
    ResourceFactory(**here, title="Toolkit", in_report=True)
    ResourceFactory(
        partnership=partnership,
        title="Story",
        status="soon available",
        published=None,
        in_report=True,
    )
    ResourceFactory(partnership=partnership, title="Not in the report")
    HubNoteFactory(partnership=partnership, kind="purpose", text="Share learning")

    chapter = reporting.hub_chapter(scope)

    assert chapter.tables[0].cells == (
        ("Cycle 1: Neglect", "No lens recorded", "nearly complete", "1 of 2"),
    )
    assert chapter.figure("events").text == "1"
    told = listing(chapter, "What works (February 2020, east and west)")
    assert told.items == ("Tactics named",)
    assert set(listing(chapter, "Products").items) == {
        "Toolkit: published, October 2019",
        "Story: soon available",
    }
    assert listing(chapter, "What the hub is for").items == ("Share learning",)
    assert listing(chapter, "Looking forward").items == ()


def test_only_shared_points_of_the_year_and_what_follows_them_count(scope, partnership):
    here = {"partnership": partnership}
    shared = LearningPointFactory(**here, shared=True)
    draft = LearningPointFactory(**here)
    LearningPointFactory(**here, shared=True, year="2018-19")
    RecommendationFactory(**here, learning_point=shared, audit=None)
    RecommendationFactory(**here, learning_point=draft, audit=None)
    RecommendationFactory(**here)

    chapter = reporting.hub_chapter(scope)

    assert chapter.figure("learning_points").text == "1"
    assert chapter.figure("recommendations").text == "2"


def test_exploitation_is_told_in_order(scope, partnership):
    HubNoteFactory(partnership=partnership, kind="exploitation", order=2, text="Second")
    HubNoteFactory(partnership=partnership, kind="exploitation", order=1, text="First")
    HubNoteFactory(kind="exploitation", text="Elsewhere")

    assert reporting.exploitation(scope).lists[0].items == ("First", "Second")


def test_conferences_and_children_are_sums_over_rows(partnership):
    area = AreaFactory(name="Dorset")
    hold(partnership, area, "initial", [3, 4])
    hold(partnership, area, "review", [2, 2, 2])
    hold(PartnershipFactory(), area, "review", [9])
    asked = [
        counted(partnership, what, kind)
        for what in ("conferences", "children")
        for kind in ("initial", "review", "")
    ]

    found = reporting.series(asked)

    assert [found[one.pk][0].figure.text for one in asked] == ["2", "3", "5", "7", "6", "13"]
    reading = found[asked[0].pk][0]
    assert (reading.period, reading.place, reading.ends_on) == (
        "2018-19",
        "Dorset",
        date(2019, 3, 31),
    )
    assert reading.status == "Counted from records"


def test_a_small_number_of_children_takes_another_into_hiding(partnership):
    area = AreaFactory()
    hold(partnership, area, "initial", [3])
    hold(partnership, area, "review", [20, 20])
    initial, review, every = (
        counted(partnership, "children", k) for k in ("initial", "review", "")
    )

    found = reporting.series([initial, review, every])
    texts = [found[one.pk][0].figure.text for one in (initial, review, every)]

    assert texts[0] == "fewer than 5"
    assert "hidden" in texts[1:]
    assert found[initial.pk][0].number is None


def test_readings_take_two_queries_however_many(partnership, django_assert_num_queries):
    area = AreaFactory()
    hold(partnership, area, "initial", [3, 4])
    for indicator in IndicatorFactory.create_batch(3, partnership=partnership):
        ValueFactory(indicator=indicator)
    asked = [*partnership.indicators.all(), counted(partnership, "children")]

    with django_assert_num_queries(2):
        reporting.series(asked)


def test_values_are_printed_as_what_they_are(partnership):
    here = {"partnership": partnership}
    people = IndicatorFactory(**here, people=True)
    share = IndicatorFactory(**here, unit="percent", counts="first conferences")
    days = IndicatorFactory(**here)
    given = [
        ValueFactory(indicator=people, value=Decimal(328)),
        ValueFactory(indicator=people, value=Decimal(1)),
        ValueFactory(indicator=people, value=None, status="not available", area=None),
        ValueFactory(indicator=share, value=Decimal("10.5")),
        ValueFactory(indicator=share, value=Decimal(60), qualifier="over"),
        ValueFactory(indicator=share, value=Decimal(50), numerator=20, denominator=40),
        ValueFactory(indicator=share, value=Decimal("33.3"), numerator=20, denominator=60),
        ValueFactory(indicator=days, value=Decimal("2.50")),
    ]

    readings = [r for some in reporting.series([people, share, days]).values() for r in some]
    texts = {r.figure.key: r.figure.text for r in readings}

    assert [texts[value.ref] for value in given] == [
        "328",
        "fewer than 5",
        "Not available",
        "10.5% (base not recorded)",
        "over 60% (base not recorded)",
        "50% (20 of 40)",
        "33.3% (20 of 60)",
        "2.5",
    ]
    numbers = {r.figure.key: r.number for r in readings}
    assert numbers[given[3].ref] == Decimal("10.5")
    assert numbers[given[1].ref] is None


def test_the_data_set_shows_the_last_value_before_the_period_ends(scope, partnership):
    indicator = IndicatorFactory(partnership=partnership, name="On a plan")
    for year, value in ((2017, 300), (2018, 328), (2020, 999)):
        ValueFactory(
            indicator=indicator, starts_on=date(year, 4, 1), value=Decimal(value), area=None
        )
    IndicatorFactory(partnership=partnership, name="Never measured")

    table = reporting.indicators(scope).tables[0]

    assert table.cells == (("On a plan", "2018-19", "Not recorded", "328", "Final"),)
    assert table.caption == "Indicators up to 31 March 2020"


def test_all_values_of_an_indicator_make_a_table(partnership):
    value = ValueFactory(indicator__partnership=partnership, starts_on=date(2018, 4, 1))
    line = reporting.lines([value.indicator])[0]

    table = reporting.values_table(line)

    assert table.cells[0][:3] == ("2018-19", "1 April 2018", "31 March 2019")
    assert line.latest.figure.text == "40"
    assert reporting.lines([IndicatorFactory()])[0].latest is None
