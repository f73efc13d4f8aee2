"""What may be printed of a number of people, and that nobody can work the rest out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.figures import Chapter, Figure, Sum, percent, pounds, rounded


def count(key: str, value, **more) -> Figure:
    return Figure(key, key, value, "Counted.", **{"people": True, **more})


def share(key: str, value, base, **more) -> Figure:
    more = {"people": True, "unit": "percent", "base_label": "children", **more}
    return Figure(key, key, value, "Counted.", base=base, **more)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1, "fewer than 5"),
        (4, "fewer than 5"),
        (5, "5"),
        (3637, "3,637"),
        (None, "Not available"),
    ],
)
def test_a_count_of_people(value, text):
    assert count("x", value).text == text


def test_a_count_of_things_is_never_hidden():
    assert Figure("x", "Courses", 3, "Counted.").text == "3"


def test_the_threshold_is_a_setting(settings):
    settings.SMALLEST_SHOWN = 10

    assert count("x", 9).text == "fewer than 10"
    assert "below 10" in count("x", 9).note


@pytest.mark.parametrize(
    ("value", "base", "text"),
    [
        (3637, 4041, "90% (3,637 of 4,041)"),
        (0, 20, "0% (0 of 20)"),
        (20, 20, "100% (20 of 20)"),
        (3, 20, "hidden"),
        (17, 20, "hidden"),
        (0, 3, "hidden"),
        (0, 0, "Not available (0 of 0)"),
        (None, None, "Not available"),
    ],
)
def test_a_percentage_of_people_prints_its_base_or_hides(value, base, text):
    assert share("x", value, base).text == text


def test_a_percentage_of_things_is_never_hidden():
    assert share("x", 1, 3, people=False).text == "33% (1 of 3)"
    assert share("x", 1, 3, people=False, places=1).text == "33.3% (1 of 3)"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"base_label": ""}, "says what it is a percentage of"),
        ({"base": None}, "a count and the count it is part of"),
        ({"value": "half"}, "a count and the count it is part of"),
        ({"value": 33}, "33 is no part of 32"),
        ({"value": -1}, "-1 is no part of 32"),
    ],
)
def test_a_percentage_without_its_base_cannot_be_made(more, sentence):
    with pytest.raises(ValueError, match=sentence):
        replace(share("x", 15, 32), **more)


def test_a_count_of_people_is_whole():
    with pytest.raises(ValueError, match="whole number"):
        count("x", Decimal("2.5"))


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (share("x", 15, 32, qualifier="almost half"), "almost half: 47% (15 of 32)"),
        (share("x", 15, 32, qualifier="about"), "about 47% (15 of 32)"),
        (Figure("x", "Fund", 16000, "Read.", unit="pounds", qualifier="circa"), "circa £16,000"),
        (Figure("x", "Rated good", "90% to 95%", "Read.", unit="text"), "90% to 95%"),
        (Figure("x", "Cases", None, "Read.", qualifier="several"), "Not available"),
        (count("x", 3, qualifier="about"), "fewer than 5"),
        (count("x", 3, unit="pounds"), "£3"),
    ],
)
def test_qualifiers_stand_before_the_number(figure, text):
    assert figure.text == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (270106, "£270,106"),
        (Decimal("12.50"), "£12.50"),
        (Decimal("12.00"), "£12"),
        (-25, "-£25"),
        (Decimal("-0.50"), "-£0.50"),
    ],
)
def test_pounds(amount, text):
    assert pounds(amount) == text


def test_halves_are_rounded_up():
    assert [rounded(1, 8, 0), rounded(25, 200, 0), rounded(1, 16, 1)] == [13, 13, Decimal("6.3")]
    assert percent(1, 0) == "Not available"


@pytest.mark.parametrize(
    ("figure", "shown", "note"),
    [
        (count("x", 12), 12, ""),
        (count("x", 3), None, "not printed"),
        (count("x", None), None, "do not hold"),
        (share("x", 15, 32), 47, ""),
        (share("x", 0, 0), None, ""),
        (Figure("x", "x", "90%", "Read.", unit="text"), None, ""),
    ],
)
def test_charts_get_only_what_may_be_printed(figure, shown, note):
    assert figure.shown == shown
    assert note in figure.note
    assert bool(note) == bool(figure.note)


def test_when_one_part_is_small_the_other_is_hidden_and_the_total_stays():
    chapter = Chapter(
        "cdop",
        "Child deaths",
        (count("all", 32), count("dorset", 3), count("bcp", 29), share("of bcp", 29, 58)),
        sums=(Sum("all", ("dorset", "bcp")),),
    )

    assert [figure.text for figure in chapter.figures] == ["32", "fewer than 5", "hidden", "hidden"]
    assert chapter.figure("bcp").withheld


def test_when_no_part_is_small_all_is_printed():
    chapter = Chapter(
        "cdop",
        "Child deaths",
        (count("all", 32), count("dorset", 11), count("bcp", 21)),
        sums=(Sum("all", ("dorset", "bcp")),),
    )

    assert [figure.text for figure in chapter.figures] == ["32", "11", "21"]


def test_shares_of_one_whole_hide_one_another():
    chapter = Chapter("x", "X", (share("a", 9, 20), share("b", 8, 20), share("c", 3, 20)))

    assert [figure.text for figure in chapter.figures] == ["45% (9 of 20)", "hidden", "hidden"]


def test_shares_that_are_no_whole_stand_alone():
    chapter = Chapter("x", "X", (share("a", 9, 20), share("b", 8, 20), share("c", 0, 0)))

    assert chapter.figure("a").text == "45% (9 of 20)"


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (Sum("all", ("a", "nowhere")), "nowhere is in a sum"),
        (Sum("all", ("a",)), "a do not add up to it"),
    ],
)
def test_sums_are_checked(one, sentence):
    with pytest.raises(ValueError, match=sentence):
        Chapter("x", "X", (count("all", 12), count("a", 11)), sums=(one,))


def test_what_is_hidden_stays_hidden():
    first = Chapter(
        "x",
        "X",
        (count("all", 32), count("a", 3), count("b", 29)),
        sums=(Sum("all", ("a", "b")),),
    )

    again = Chapter("x", "X", first.figures)

    assert [figure.text for figure in again.figures] == ["32", "fewer than 5", "hidden"]
