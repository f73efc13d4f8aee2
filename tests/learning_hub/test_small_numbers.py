"""Small counts of people stay hidden, however the paper wrote them down: page, CSV and report."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from learning_hub import reporting
from portal.figures import Scope, counts_people
from tests.factories.learning_hub import (
    AuditFactory,
    FindingFactory,
    IndicatorFactory,
    ValueFactory,
)
from tests.learning_hub.pages import text_of

pytestmark = pytest.mark.django_db
TOLD = [
    ({"value": 3, "unit": "children"}, "fewer than 5"),
    ({"value": 1, "unit": "young people"}, "fewer than 5"),
    ({"value": 0, "unit": "children"}, "0 children"),
    ({"value": 7, "unit": "children"}, "7 children"),
    ({"value": 4, "unit": "notices"}, "4 notices"),
    ({"value": Decimal("3.5"), "unit": "children a week"}, "3.5 children a week"),
    ({"value": 10, "unit": "percent", "base": 20}, "hidden"),
    ({"value": 98, "unit": "percent", "base": 60}, "hidden"),
    ({"value": 50, "unit": "percent", "base": 4}, "hidden"),
    ({"value": 50, "unit": "percent", "base": 60}, "50% (of 60)"),
    ({"value": 3, "unit": "percent"}, "3% (base not recorded)"),
]


@pytest.mark.parametrize(("recorded", "said"), TOLD)
def test_a_finding_tells_no_small_count_on_its_page_or_in_the_report(
    sign_in, practitioner, here, recorded, said
):
    audit = AuditFactory(**here)
    FindingFactory(audit=audit, ref="f/1", text="Seen", **recorded)
    year = Scope(audit.partnership_id, date(2019, 4, 1), date(2020, 3, 31), "2019-20")

    page = text_of(sign_in(practitioner.person).get(audit.get_absolute_url()))

    assert f"Measured: {said}" in page
    assert reporting.chapter(year).figure("f/1").text == said


@pytest.mark.parametrize(
    ("kept", "value", "said"),
    [
        ({"unit": "count", "people": True}, {"value": 3}, "fewer than 5"),
        ({"unit": "count", "counts": "children"}, {"value": 3}, "fewer than 5"),
        ({"unit": "count", "counts": "visits"}, {"value": 3}, "3"),
        ({"unit": "percent", "people": True}, {"value": 2, "numerator": 3}, "hidden"),
        ({"unit": "percent", "counts": "children"}, {"value": 50, "denominator": 4}, "hidden"),
        ({"unit": "percent", "people": True}, {"value": 2}, "2% (base not recorded)"),
    ],
)
def test_a_value_tells_no_small_count_on_its_page_in_csv_or_in_the_report(
    sign_in, practitioner, here, kept, value, said
):
    indicator = IndicatorFactory(**here, **kept)
    ValueFactory(indicator=indicator, **value)
    browser = sign_in(practitioner.person)
    year = Scope(indicator.partnership_id, date(2000, 4, 1), date(2099, 3, 31), "ever")

    page = text_of(browser.get(indicator.get_absolute_url()))
    sheet = browser.get(
        reverse("learning_hub:indicator_csv", kwargs={"indicator_id": indicator.pk})
    )
    (cells,) = reporting.indicators(year).tables[0].cells
    (line,) = reporting.lines([indicator])

    assert said in page
    assert said in sheet.content.decode() or (said, line.readings[0].number) == ("3", 3)
    assert cells[3] == said
    assert (line.readings[0].number is None) == (said in ("fewer than 5", "hidden"))


@pytest.mark.parametrize(
    ("words", "people"),
    [("children", True), ("Young people", True), ("records", False), ("childminding", False)],
)
def test_a_word_says_whether_people_are_counted(words, people):
    assert counts_people(words) is people
