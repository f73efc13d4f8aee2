from datetime import date
from decimal import Decimal

import pytest

from tests.factories.learning_hub import ConferenceFactory, IndicatorFactory, ValueFactory
from tests.factories.partners import AreaFactory
from tests.learning_hub.pages import address, text_of

pytestmark = pytest.mark.django_db


def test_the_scorecard_is_narrowed_and_answers_htmx_with_its_part(sign_in, practitioner, here):
    IndicatorFactory(**here, name="On a plan", polarity="down")
    IndicatorFactory(**here, name="Visits in time", polarity="up")

    response = sign_in(practitioner.person).get(
        address("indicator_list"), {"polarity": "up"}, headers={"HX-Request": "true"}
    )

    page = text_of(response)
    assert page.startswith('<section id="results"')
    assert "Visits in time" in page
    assert "On a plan" not in page
    assert "Not available" in page


def series(indicator, numbers, area):
    for place, number in enumerate(numbers):
        ValueFactory(
            indicator=indicator,
            starts_on=date(2000 + place, 4, 1),
            value=None if number is None else Decimal(number),
            status="not available" if number is None else "final",
            area=area,
        )


def test_three_values_make_a_sparkline_and_two_do_not(sign_in, practitioner, here):
    area = AreaFactory()
    series(IndicatorFactory(**here, name="Long"), [10, 20, 30], area)
    series(IndicatorFactory(**here, name="Short"), [10, 20], area)

    page = text_of(sign_in(practitioner.person).get(address("indicator_list")))

    assert page.count("<svg") == 1
    assert "Too few values" in page


@pytest.mark.parametrize(
    ("numbers", "drawing", "said"),
    [
        ([10], 0, ""),
        ([10, 30], 1, "rose from 10"),
        ([10, None, 30], 1, "rose from 10"),
        ([10, 12] * 6, 1, "usual variation"),
        ([*[10, 12] * 6, None], 1, "rose from 10"),
    ],
)
def test_a_chart_suits_the_number_of_values(sign_in, practitioner, here, numbers, drawing, said):
    indicator = IndicatorFactory(**here)
    series(indicator, numbers, AreaFactory())

    page = text_of(sign_in(practitioner.person).get(indicator.get_absolute_url()))

    assert page.count("<svg") == drawing
    assert said in page


def test_shares_are_drawn_as_shares_even_without_their_base(sign_in, practitioner, here):
    indicator = IndicatorFactory(**here, unit="percent")
    series(indicator, ["10.5", 20], AreaFactory())

    page = text_of(sign_in(practitioner.person).get(indicator.get_absolute_url()))

    assert "rose from 10.5%" in page
    assert "20% (base not recorded)" in page


def test_small_numbers_of_people_are_hidden_on_the_page_and_in_the_csv(sign_in, practitioner, here):
    indicator = IndicatorFactory(**here, name="Long plans", people=True)
    ValueFactory(indicator=indicator, value=Decimal(1), starts_on=date(2018, 4, 1))
    browser = sign_in(practitioner.person)
    download = address("indicator_csv", indicator_id=indicator.pk)

    page = text_of(browser.get(indicator.get_absolute_url()))
    sheet = browser.get(download)

    assert "fewer than 5" in page
    assert download in page
    assert "fewer than 5" in sheet.content.decode("utf-8-sig")
    assert 'filename="long-plans.csv"' in sheet["Content-Disposition"]


def test_conferences_are_counted_on_the_page(sign_in, practitioner, here):
    indicator = IndicatorFactory(**here, counted_from="children", people=True)
    for count in (3, 4):
        ConferenceFactory(
            **here, area=AreaFactory(name="Dorset", short_name="D"), children_count=count
        )
    ConferenceFactory(children_count=50)

    page = text_of(sign_in(practitioner.person).get(indicator.get_absolute_url()))

    assert "Counted from records" in page
    assert '<td class="govuk-table__cell">7</td>' in page


def by_place(indicator, *facts):
    for name, said in facts:
        ValueFactory(
            indicator=indicator,
            starts_on=date(2018, 4, 1),
            area=AreaFactory(name=name) if name else None,
            **said,
        )


def printed(browser, indicator):
    """What the page and the CSV print of each place."""
    page = text_of(browser.get(indicator.get_absolute_url()))
    sheet = browser.get(address("indicator_csv", indicator_id=indicator.pk))
    return page + sheet.content.decode("utf-8-sig")


def test_a_small_number_of_one_area_cannot_be_had_from_the_whole(sign_in, practitioner, here):
    indicator = IndicatorFactory(**here, people=True)
    counts = (("North", 9041), ("South", 3), ("", 9044))
    by_place(indicator, *((name, {"value": Decimal(n)}) for name, n in counts))

    said = printed(sign_in(practitioner.person), indicator)

    assert "fewer than 5" in said
    digits = said.replace(",", "")  # of four: a number of two also stands in a random token
    assert not ("9041" in digits and "9044" in digits)
    assert ',"hidden",' in said


def test_a_small_share_of_one_area_cannot_be_had_from_the_whole(sign_in, practitioner, here):
    indicator = IndicatorFactory(**here, people=True, unit="percent", counts="children")
    counts = (("North", 21, 61), ("South", 38, 40), ("", 59, 101))
    by_place(
        indicator,
        *(
            (name, {"value": Decimal(100 * n // of), "numerator": n, "denominator": of})
            for name, n, of in counts
        ),
    )

    said = printed(sign_in(practitioner.person), indicator)

    assert "of 40" not in said
    assert not ("21 of 61" in said and "59 of 101" in said)
    assert "21 of 61" in said or "59 of 101" in said


def test_areas_without_small_numbers_are_all_printed(sign_in, practitioner, here):
    indicator = IndicatorFactory(**here, people=True)
    counts = (("North", 41), ("South", 13), ("", 54))
    by_place(indicator, *((name, {"value": Decimal(n)}) for name, n in counts))

    said = printed(sign_in(practitioner.person), indicator)

    assert all(str(n) in said for _, n in counts)
    assert ',"hidden",' not in said


def test_numbers_that_make_no_count_do_not_shut_the_whole_scorecard(sign_in, practitioner, here):
    rate = IndicatorFactory(**here, people=True)
    ValueFactory(indicator=rate, value=Decimal("3.5"))
    share = IndicatorFactory(**here, people=True, unit="percent")
    ValueFactory(indicator=share, value=Decimal(40), numerator=50, denominator=30)

    page = text_of(sign_in(practitioner.person).get(address("indicator_list")))

    assert "3.5" in page
    assert "40% (base not recorded)" in page
