"""Totals that add up, shares with their base, printed words beside them, small numbers hidden."""

from datetime import date, timedelta

import pytest

from cdop.models import CdopFact
from cdop.reporting import chapter
from portal.figures import Scope
from tests.factories.cdop import (
    CdopFactFactory,
    DeathFactory,
    FactorFactory,
    PanelMeetingFactory,
    PanelReviewFactory,
    ReviewFactorFactory,
)
from tests.factories.partners import AreaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope(partnership):
    return Scope(partnership.pk, date(2019, 4, 1), date(2020, 3, 31), "2019-20")


@pytest.fixture
def year(partnership):
    """32 deaths, 11 and 21 by area, 15 of them neonatal and 13 with a joint agency response."""
    small = AreaFactory(name="Dorset", short_name="Dorset", ref="area:dorset")
    large = AreaFactory(name="Bournemouth", short_name="BCP", ref="area:bcp")
    for n in range(32):
        DeathFactory(
            partnership=partnership,
            area=small if n < 11 else large,
            age_band="neonatal" if n % 2 else "1-4",
            expected=None if n == 31 else n >= 13,
            joint_agency_response=n < 13,
        )
    last = partnership.deaths.filter(age_band="neonatal").last()
    last.age_band = "5-9"
    last.save()


def test_year_is_counted_from_its_rows_and_adds_up(year, scope):
    found = chapter(scope)

    assert found.figure("cdop.deaths").text == "32"
    assert found.figure("cdop.deaths.area:dorset").text == "11"
    assert found.figure("cdop.deaths.area:bcp").text == "21"
    assert found.figure("cdop.joint_responses").text == "13"


def test_printed_words_stand_beside_the_counted_share(year, scope, partnership):
    CdopFactFactory(
        partnership=partnership,
        kind=CdopFact.Kind.PRINTED,
        measure="neonatal",
        text="almost 50%",
    )

    neonatal = chapter(scope).figure("cdop.neonatal")

    assert neonatal.text == "almost 50%: 47% (15 of 32)"
    assert "The paper prints “almost 50%”" in neonatal.definition
    assert neonatal.base_label == "deaths recorded in the year"


def test_numbers_from_invented_rows_say_so(year, scope, partnership):
    honest = chapter(scope)
    partnership.deaths.filter(number__endswith="1").update(generated=True)

    owned_up = chapter(scope)

    assert "invented" not in str(honest.as_json())
    assert all("invented for the demonstration" in f.definition for f in owned_up.figures)
    assert all("invented for the demonstration" in t.definition for t in owned_up.tables)


def test_responses_are_not_available_while_one_is_not_recorded(year, scope, partnership):
    DeathFactory(partnership=partnership, expected=True, joint_agency_response=None)
    before = chapter(scope).figure("cdop.joint_responses").text
    DeathFactory(partnership=partnership, expected=False, joint_agency_response=None)

    assert (before, chapter(scope).figure("cdop.joint_responses").text) == ("13", "Not available")


def test_children_of_other_places_and_other_years_are_left_out(year, scope, partnership):
    DeathFactory(partnership=partnership, out_of_county=True)
    DeathFactory()
    DeathFactory(partnership=partnership, died_on=date(2020, 3, 30), notified_on=date(2020, 4, 1))

    assert chapter(scope).figure("cdop.deaths").value == 32


def test_reviews_count_by_meeting_and_say_who_died_before(year, scope, partnership):
    for n in range(28):
        died = date(2018, 11, 5) if n < 16 else date(2019, 5, 6)
        PanelReviewFactory(
            meeting=PanelMeetingFactory(
                partnership=partnership, held_on=date(2020, 1, 6) + timedelta(days=n)
            ),
            death__died_on=died,
            death__notified_on=died,
            modifiable="yes" if n < 12 else "no",
        )

    found = chapter(scope)

    assert found.figure("cdop.reviewed").text == "28"
    assert found.figure("cdop.reviewed_died_before").text == "57% (16 of 28)"
    assert found.figure("cdop.modifiable").text == "43% (12 of 28)"


def test_share_of_modifiable_is_not_available_while_an_outcome_is_missing(scope, partnership):
    PanelReviewFactory(meeting=PanelMeetingFactory(partnership=partnership), modifiable="")

    assert chapter(scope).figure("cdop.modifiable").text == "Not available"


def test_trend_covers_three_years_and_gives_no_split_that_was_not_recorded(
    year, scope, partnership
):
    for n in range(25):
        day = date(2018, 6, 6)
        DeathFactory(partnership=partnership, died_on=day, notified_on=day, expected=n < 13)

    table = chapter(scope).tables[0]

    assert table.cells == (
        ("2017-18", "Not available", "Not available", "Not available"),
        ("2018-19", "13", "12", "25"),
        ("2019-20", "Not available", "Not available", "32"),
    )


def test_small_numbers_are_hidden_with_what_would_give_them_away(scope, partnership):
    first, second = AreaFactory(ref="area:a"), AreaFactory(ref="area:b")
    DeathFactory.create_batch(2, partnership=partnership, area=first)
    DeathFactory.create_batch(20, partnership=partnership, area=second, age_band="1-4")

    found = chapter(scope)

    assert found.figure("cdop.deaths.area:a").text == "fewer than 5"
    assert "20" not in (
        found.figure("cdop.deaths.area:b").text,
        *(cell for row in found.tables[0].cells for cell in row),
    )
    assert found.figure("cdop.neonatal").text == "hidden"


def test_empty_year_counts_nothing_and_shares_nothing(scope):
    found = chapter(scope)

    assert found.figure("cdop.deaths").text == "0"
    assert found.figure("cdop.neonatal").text == "Not available"
    assert len(found.tables) == 1


def test_factors_are_named_and_counted_where_the_panel_scored_them(scope, partnership):
    FactorFactory(partnership=partnership, name="Smoking in pregnancy", in_report=True)
    factor = FactorFactory(partnership=partnership, name="Co-sleeping")
    for _ in range(6):
        review = PanelReviewFactory(meeting=PanelMeetingFactory(partnership=partnership))
        ReviewFactorFactory(panel_review=review, factor=factor)
    ReviewFactorFactory(panel_review=review, factor__partnership=partnership, relevance=1)

    found = chapter(scope)

    assert found.tables[1].cells == (("Co-sleeping", "6"),)
    assert found.lists[-1].items == ("Smoking in pregnancy",)


def test_a_factor_of_few_deaths_is_named_and_not_counted(scope, partnership):
    review = PanelReviewFactory(meeting=PanelMeetingFactory(partnership=partnership))
    ReviewFactorFactory(
        panel_review=review, factor=FactorFactory(partnership=partnership, name="Co-sleeping")
    )

    assert chapter(scope).tables[1].cells == (("Co-sleeping", "fewer than 5"),)


def test_facts_actions_and_focus_are_lists(scope, partnership):
    CdopFactFactory(partnership=partnership, text="Merged with Somerset")
    focus = {"kind": CdopFact.Kind.FOCUS, "partnership": partnership}
    CdopFactFactory(**focus, year="2020-21", text="Suicide")
    CdopFactFactory(**focus, text="What last year looked forward to")

    lists = {one.title: one.items for one in chapter(scope).lists}

    assert lists["About the panel"] == ("Merged with Somerset",)
    assert lists["Focus of next year"] == ("Suicide",)
    assert lists["What was done"] == ()
