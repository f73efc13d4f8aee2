"""Tables and sums: nobody can work out what was hidden."""

import itertools
import random
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portal.charts import Chart
from portal.figures import Chapter, Figure, Listing, Mark, Sum, Table
from portal.figures import suppression as rules


def count(key: str, value, **more) -> Figure:
    return Figure(key, key, value, "Counted.", **{"people": True, **more})


def share(key: str, value, base, **more) -> Figure:
    more = {"people": True, "unit": "percent", "base_label": "children", **more}
    return Figure(key, key, value, "Counted.", base=base, **more)


DEATHS = Table(
    "Deaths by area and age",
    ("Area", "Under 1", "1 to 17", "All"),
    (("Dorset", 3, 8, 11), ("BCP", 12, 9, 21), ("All", 15, 17, 32)),
    key="deaths",
    people=True,
    total_row=True,
    total_column=True,
)


def test_a_table_hides_a_second_cell_in_the_row_and_in_the_column():
    assert DEATHS.cells == (
        ("Dorset", "fewer than 5", "hidden", "11"),
        ("BCP", "hidden", "hidden", "21"),
        ("All", "15", "17", "32"),
    )
    assert DEATHS.values[2] == ("All", 15, 17, 32)
    assert DEATHS.column("Under 1") == (None, None)
    assert DEATHS.column("All") == (11, 21)
    assert "not printed" in DEATHS.note


def test_a_table_without_totals_hides_only_the_small_cell():
    table = replace(DEATHS, total_row=False, total_column=False)

    assert table.cells[0] == ("Dorset", "fewer than 5", "8", "11")
    assert table.column("All") == (11, 21, 32)


def test_only_the_named_columns_count_people():
    table = Table(
        "Training",
        ("Course", "Sessions", "People", "On", "Income", "Rating", "Share", "Staff"),
        (
            (
                "Core",
                2,
                3,
                date(2020, 3, 1),
                Decimal("1200"),
                None,
                share("s", 3, 9),
                count("n", 8),
            ),
            ("New", 3, 30, None, Decimal("0"), "good", share("s", 30, 60), count("n", 2)),
        ),
        people=("People",),
    )

    assert table.cells == (
        ("Core", "2", "fewer than 5", "1 March 2020", "1,200", "Not available", "hidden", "8"),
        ("New", "3", "30", "Not available", "0", "good", "50% (30 of 60)", "fewer than 5"),
    )
    assert table.values[0][3] == date(2020, 3, 1)
    assert [table.column(head)[0] for head in table.head[1:]] == [
        2, None, None, Decimal("1200"), None, None, 8,
    ]  # fmt: skip


def test_a_share_that_tells_a_hidden_count_is_hidden_with_it():
    table = Table(
        "Reviews",
        ("Area", "Children", "Of all"),
        (("A", 3, None), ("B", 9, share("s", 9, 40)), ("All", 12, share("s", 12, 40))),
        people=True,
        total_row=True,
    )

    assert table.cells[1:] == (("B", "hidden", "hidden"), ("All", "12", "30% (12 of 40)"))


def test_a_missing_part_is_no_sum_unless_the_rest_adds_up():
    adds_up = Table("T", ("A", "N"), (("a", 3), ("b", None), ("c", 7), ("All", 10)), people=True)
    open_end = replace(adds_up, rows=(("a", 3), ("b", None), ("All", 12)), total_row=True)

    assert replace(adds_up, total_row=True).cells[2] == ("c", "hidden")
    assert open_end.cells[2] == ("All", "12")


def test_a_total_that_is_missing_is_no_sum():
    table = Table("T", ("A", "N"), (("a", 3), ("All", None)), people=True, total_row=True)

    assert table.cells == (("a", "fewer than 5"), ("All", "Not available"))
    assert table.note
    assert replace(table, rows=(("a", 9),), total_row=False).note == ""


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((("a", 6), ("All", 7)), "do not add up to 7"),
        ((("a", 6, 1), ("All", 7)), "every row needs 2 cells"),
    ],
)
def test_a_table_is_checked(rows, sentence):
    with pytest.raises(ValueError, match=sentence):
        Table("T", ("A", "N"), rows, people=True, total_row=True)


def test_a_chapter_ties_figures_to_tables_and_back():
    chapter = Chapter(
        "x",
        "X",
        (count("all", 12), count("b", 9), share("of all", 9, 40)),
        (
            Table("T", ("A", "N"), (("a", 3), ("b", 9), ("All", 12)), "t", people=True,
                  total_row=True),
            Table("U", ("A", "N", "Of"), (("b", 9, share("s", 9, 40)), ("c", "no", 1.5))),
        ),
        sums=(Sum("all", ("t:2:1",)), Sum("b", ("t:1:1",))),
    )  # fmt: skip

    assert [figure.text for figure in chapter.figures] == ["12", "hidden", "hidden"]
    assert chapter.tables[0].cells[1] == ("b", "hidden")
    assert chapter.tables[1].cells[0] == ("b", "9", "hidden")
    assert chapter.tables[1].key == "table 2"


def test_a_frozen_chapter_holds_only_what_may_be_printed():
    drawn = Chart("c", "<svg/>", "Rose from 5 to 6.", ("Year", "N"), (("2020", "6"),))
    chapter = Chapter(
        "x", "X", (count("all", 3),), (DEATHS,), (drawn,), (Listing("Themes", ("Neglect",)),)
    )

    frozen = chapter.as_json()

    assert frozen["figures"][0]["text"] == "fewer than 5"
    assert frozen["tables"][0]["cells"] == DEATHS.cells
    assert frozen["charts"][0]["sentence"] == "Rose from 5 to 6."
    assert frozen["lists"] == [{"title": "Themes", "items": ("Neglect",)}]
    assert "value" not in frozen["figures"][0]


def possible(counts, sums, found) -> dict[str, set[int]]:
    """By trying everything up to three away: what each cell may be, for a reader of the print."""
    may = {
        key: [value]
        if found[key] is Mark.SHOWN
        else range(1, 5)
        if found[key] is Mark.SMALL
        else range(max(0, value - 3), value + 4)
        for key, value in counts.items()
    }
    totals = {one.total: one.parts for one in sums}
    parts = [key for key in counts if key not in totals]
    seen: dict[str, set[int]] = {key: set() for key in counts}
    for values in itertools.product(*(may[key] for key in parts)):
        tried = dict(zip(parts, values, strict=True))
        for total, keys in totals.items():
            tried[total] = sum(tried[key] for key in keys)
        if all(tried[key] in may[key] for key in totals):
            for key, value in tried.items():
                seen[key].add(value)
    return seen


def grid(seed: int) -> tuple[dict[str, int], list[Sum]]:
    """A table of two rows and two columns, or a list of up to four parts, with its totals."""
    chance = random.Random(seed)
    draw = [0, 1, 1, 2, 3, 4, 4, 5, 6, 9]
    if seed % 2:
        keys = [f"p{number}" for number in range(chance.choice([1, 2, 3, 4]))]
        counts = {key: chance.choice(draw) for key in keys}
        return counts | {"all": sum(counts.values())}, [Sum("all", tuple(keys))]
    counts = {key: chance.choice(draw) for key in ("a1", "a2", "b1", "b2")}
    sums = [
        Sum("a", ("a1", "a2")),
        Sum("b", ("b1", "b2")),
        Sum("1", ("a1", "b1")),
        Sum("2", ("a2", "b2")),
    ]
    counts |= {one.total: sum(counts[key] for key in one.parts) for one in sums}
    return counts | {"all": counts["a"] + counts["b"]}, [
        *sums,
        Sum("all", ("a1", "a2", "b1", "b2")),
    ]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("patience", [5000, 0], ids=["searching", "giving up"])
def test_no_small_number_can_be_worked_out(seed, patience, monkeypatch):
    monkeypatch.setattr(rules, "PATIENCE", patience)
    counts, sums = grid(seed)

    found = rules.marks(counts, sums)
    left = possible(counts, sums, found)

    narrow = {
        key: left[key] for key, value in counts.items() if 0 < value < 5 and len(left[key]) < 3
    }
    assert narrow == {}
    assert all(found[key] is not Mark.SHOWN for key, value in counts.items() if 0 < value < 5)


def test_four_ones_cannot_be_told_from_their_small_total():
    counts = {"a": 1, "b": 1, "c": 1, "d": 1, "all": 4}

    found = rules.marks(counts, [Sum("all", ("a", "b", "c", "d"))])

    assert Mark.SHOWN not in found.values()
    assert Mark.HIDDEN in found.values()


def test_a_wide_table_is_settled_quickly():
    chance = random.Random(3)
    heads = tuple(f"Ward {number}" for number in range(8))
    rows = [[chance.choice([0, 2, 3, 7, 12, 40]) for _ in heads] for _ in range(20)]
    body = [(f"Row {n}", *row, sum(row)) for n, row in enumerate(rows)]
    sums = [sum(column) for column in zip(*(row[1:] for row in body), strict=True)]

    table = Table(
        "Wide",
        ("Row", *heads, "All"),
        (*body, ("All", *sums)),
        people=True,
        total_row=True,
        total_column=True,
    )

    assert table.values[-1][-1] == sums[-1]


RAW = re.compile(r"figure\.(value|base|told)\b|table\.(rows|counts)\b")


def test_no_template_prints_a_raw_number():
    templates = Path(__file__).parents[2] / "templates"

    assert [path.name for path in templates.rglob("*.html") if RAW.search(path.read_text())] == []
