"""Finding in a text who a child is, however it is written. All names here are invented."""

from datetime import date

import pytest

from reviews import anonymity
from reviews.anonymity import DAY, NAME, PLACE, SCHOOL, Sought, days_of, search, words_of


def found(sought, text):
    return [text[one.start : one.end] for one in search(sought, {"Report": text})]


@pytest.mark.parametrize(
    "text",
    [
        "Zoe lived there",
        "ZOË lived there",
        "it was Zoe's turn",
        "it was Zoe\u2019s turn",
        "both Zoes came",
        "the Zoe-Sample family",
    ],
)
def test_a_name_is_found_with_marks_endings_and_hyphens(text):
    assert found(words_of(NAME, "Zoë Sample"), text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jordan", "Jordon was seen"),
        ("Jordan", "Jordann was seen"),
        ("Specimen", "the Specmen household"),
    ],
)
def test_a_longer_name_is_found_with_one_wrong_letter(name, text):
    assert found(words_of(NAME, name), text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoe", "the zone was safe"),
        ("Ann", "an annual plan"),
        ("Jordan", "a border and a gorge"),
        ("Jordan", "Jonas was seen"),
        ("Sample of the Road", "of the road"),
        ("7 Jo", "7 jo"),  # numbers and two letters alone tell nobody
    ],
)
def test_other_words_are_not_found(name, text):
    assert not found(words_of(NAME, name), text)


def test_an_address_is_found_by_its_telling_words_and_its_postcode():
    home = list(words_of(PLACE, "12 Quarrymead Lane, Northmere, NM1 2AB"))

    assert found(home, "a flat in Quarrymead Lane, nm12ab, near Northmere.") == [
        "Quarrymead",
        "nm12ab",
        "Northmere",
    ]
    assert not found(home, "Lane 12 of the register")


def test_a_school_is_found_by_its_own_name():
    assert found(words_of(SCHOOL, "St Wilfrid's Primary School"), "at St Wilfrids School") == [
        "Wilfrids"
    ]


@pytest.mark.parametrize(
    "told", ["3 March 2017", "03/03/2017", "3.3.2017", "2017-03-03", "3-Mar-2017"]
)
def test_a_day_is_read_in_the_notations_people_use(told):
    assert [one.day for one in days_of(told)] == [date(2017, 3, 3)]


def test_what_is_no_day_is_not_read_as_one():
    assert not list(days_of("31 February 2017, 12 Sometime 2017, unknown"))


@pytest.mark.parametrize(
    "text",
    [
        "on 3 March 2017",
        "on 3rd March",
        "on the 3rd of March 2017",
        "on 3 Mar 17",
        "on March 3, 2017",
        "in March 2017",
        "on 03/03/2017",
        "on 3.3.17",
        "on 2017-03-03",
    ],
)
def test_a_day_is_found_in_every_notation(text):
    assert len(found([Sought(DAY, day=date(2017, 3, 3))], f"Born {text}, at home.")) == 1


@pytest.mark.parametrize(
    "text", ["on 13 March 2018", "on 3 May 2017", "in March 2018", "33/03/2017"]
)
def test_another_day_is_not_found(text):
    assert not found([Sought(DAY, day=date(2017, 3, 3))], text)


def test_every_place_is_told_with_its_text_and_kind_in_the_order_of_reading():
    texts = {"Report": "Zoe and Zoe", "Synopsis": "the school of Zoe"}

    places = search(words_of(NAME, "Zoe"), texts)

    assert [(one.text, one.start, one.kind) for one in places] == [
        ("Report", 0, NAME),
        ("Report", 8, NAME),
        ("Synopsis", 14, NAME),
    ]


def test_a_month_inside_a_whole_day_is_told_once():
    sought = [Sought(DAY, day=date(2017, 3, 3)), Sought(DAY, day=date(2017, 3, 9))]

    assert found(sought, "on 3 March 2017") == ["3 March 2017"]


def test_a_mark_knows_the_same_words_again_and_tells_none():
    assert anonymity.mark_of("ZOË  Sample") == anonymity.mark_of("zoe sample")
    assert anonymity.mark_of("Zoe") != anonymity.mark_of("Joe")
    assert "zoe" not in anonymity.mark_of("Zoe")


def test_what_stands_around_is_cut_to_a_line():
    long = "a" * 80 + " Zoe " + "b" * 80

    before, words, after = anonymity.around(long, 81, 84)

    assert (before[0], words, after[-1]) == ("…", "Zoe", "…")
    assert anonymity.around("Zoe", 0, 3) == ("", "Zoe", "")
