"""Charts: positions, words for everybody, nothing that may not be shown, nothing that CSP stops."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from portal import charts, documents, drawing, spc
from portal.figures import Table
from tests.paper.pdfua import problems

MONTHS = ("Apr 19", "May 19", "Jun 19", "Jul 19")
TABLE = Table(
    "Training by month",
    ("Month", "Courses", "Attendances"),
    tuple(zip(MONTHS, (10, 12, 9, 14), (200, 240, 3, 260), strict=True)),
    people=("Attendances",),
)
SVG = "{http://www.w3.org/2000/svg}"


def control(**more):
    values = [50, 52, 51, 49] * 4 + [70, 30]
    labels = [f"M{number}" for number in range(18)]
    analysis = spc.analyse(values, target=more.get("target"), better=more.pop("better", "up"))
    return charts.xmr("x", "On time", labels, analysis, unit="%", **more)


EVERY = {
    "columns": charts.bar_line("a", TABLE, "Courses"),
    "columns and line": charts.bar_line("b", TABLE, "Courses", "Attendances"),
    "columns with a gap": charts.bar_line("c", TABLE, "Attendances", unit=" people"),
    "control": control(target=60),
    "control without target": control(better="neither"),
    "sparkline": charts.sparkline("d", "Rate", MONTHS, (1, None, 2.5, 4)),
    "sparkline that ends in a gap": charts.sparkline("e", "Rate", MONTHS, (1, 1, 2, None)),
    "sparkline of nothing": charts.sparkline("f", "Rate", MONTHS, (None,) * 4),
}


@pytest.mark.parametrize("chart", EVERY.values(), ids=EVERY)
def test_a_chart_has_words_and_no_style_attribute(chart):
    root = ElementTree.fromstring(chart.svg)  # noqa: S314 - our own drawing

    named = {part.get("id"): part.text for part in root if part.get("id")}
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == list(named) == [
        f"{chart.ident}-t", f"{chart.ident}-d",
    ]  # fmt: skip
    assert named[f"{chart.ident}-t"] == chart.sentence
    assert not re.search(r"\bstyle\s*=|<style|<script|\bon\w+=", chart.svg)
    assert "nan" not in chart.svg


@pytest.mark.parametrize("chart", EVERY.values(), ids=EVERY)
def test_every_chart_passes_on_paper(chart):
    html = documents.written("portal/paper.html", {}, created=date(2020, 9, 1), title="Charts")
    page = html.replace("</body>", f"<figure>{chart.svg}</figure></body>")

    assert problems(documents.run_press(page).pdf) == []


def test_a_number_that_may_not_be_shown_is_a_gap_with_a_sign():
    chart = EVERY["columns with a gap"]

    assert len(re.findall("<rect", chart.svg)) == 3
    assert "fewer than 5" in chart.svg
    assert chart.rows[2] == ("Jun 19", "9", "fewer than 5")
    assert chart.sentence == ("Attendances rose from 200 people in Apr 19 to 260 people in Jul 19.")


def test_a_gap_breaks_the_line():
    svg = EVERY["columns and line"].svg

    assert len(re.findall(r'stroke-width="2.5"', svg)) == 2
    assert len(re.findall("<circle", svg)) == 3
    assert f'fill="{drawing.ORANGE}">{drawing.CROSS}</text>' in svg


def test_a_line_of_nothing_still_has_its_name():
    hidden = Table("T", ("Month", "A", "B"), (("May", 6, 1), ("June", 7, 2)), people=True)

    chart = charts.bar_line("x", hidden, "A", "B")

    assert "○ B" in chart.svg
    assert chart.sentence == "A rose from 6 in May to 7 in June; B: no number may be shown."


def test_the_total_row_is_no_column():
    table = Table("T", ("Area", "N"), (("A", 6), ("B", 7), ("All", 13)), total_row=True)

    chart = charts.bar_line("x", table, "N")

    assert len(re.findall("<rect", chart.svg)) == 2
    assert chart.rows[-1] == ("All", "13")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((5, 6), "N rose from 5% in May to 6% in June"),
        ((6, 5.5), "N fell from 6% in May to 5.5% in June"),
        ((1200, 1200), "N: 1,200% both in May and in June"),
        ((None, 5), "N: 5% in June"),
        ((None, None), "N: no number may be shown"),
    ],
)
def test_the_sentence_says_what_happened(values, sentence):
    assert charts.change("N", ("May", "June"), values, "%") == sentence


def test_forms_say_the_nature_of_a_point():
    chart = control(target=60)

    assert len(re.findall("<circle", chart.svg)) == 16
    assert "l7 12h-14z" in chart.svg
    assert "Target 60%" in chart.svg
    assert "Getting worse" in chart.sentence
    assert "Trend: 7 points" in chart.svg
    assert chart.rows[-1] == ("M17", "30%", "outside")
    assert drawing.PURPLE in control(better="neither").svg


def test_what_a_person_typed_is_escaped():
    table = Table("<b>", ("Month", '<img src="x">'), (("<i>", 6),))

    svg = charts.bar_line('"><script>', table, '<img src="x">').svg

    assert not re.search("<(b|i|img|script)[ >]", svg)


def test_positions():
    frame = drawing.Frame(4, 0, 100)

    assert [frame.x(0), frame.x(3)] == [114, 462]
    assert [frame.y(0), frame.y(100)] == [266, 14]
    assert drawing.ticks(0, 14) == [0, 5, 10, 15]
    assert drawing.ticks(3, 3) == pytest.approx([3, 3.2, 3.4, 3.6, 3.8, 4])
    assert drawing.apart([10, 12, 40, 11]) == [10, 38, 52, 24]


def test_labels_that_would_touch_are_left_out():
    months = tuple(f"{name} 19" for name in ("Apr", "May", "Jun", "Jul", "Aug", "Sep"))
    frame = drawing.Frame(12, 0, 10)

    assert drawing.spacing(frame, months * 2) == 2
    assert drawing.spacing(frame, ("A", "B") * 6) == 1
