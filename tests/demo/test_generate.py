"""The pack of the demonstration is the same every time, and names no source by its file."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from demo.facts import load, told
from demo.generate import pack
from demo.generate.conferences import span
from demo.generate.sheets import Sheets, ref
from demo.management.commands.build_demo_pack import Command
from portal.packs.importing import import_pack
from portal.packs.readers import declared

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def texts():
    return pack()


def rows(texts, name) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(texts[name])))


def test_the_pack_is_the_same_bytes_every_time(texts):
    assert pack() == texts


def test_the_pack_fills_every_file_that_packs_can_bring_but_people(texts):
    assert set(declared()) - set(texts) == {
        "portal/people.csv",
        "partners/agency_names.csv",
        "partners/meetings.csv",
        "partners/decisions.csv",
        "partners/spending.csv",
        "dashboard/elements.csv",
        "dashboard/risk_reviews.csv",
        # Restricted work is made by actions (demo/cases.py and others beside it) and not by a pack.
        "reviews/challenges.csv",
        "reviews/common_themes.csv",
        "reviews/contributions.csv",
        "reviews/gap_lines.csv",
        "reviews/impact_checks.csv",
        "reviews/learning_summaries.csv",
        "reviews/national_publications.csv",
        "reviews/occasions.csv",
        "reviews/recommendation_decisions.csv",
        "reviews/recommendations.csv",
        "reviews/related.csv",
        "reviews/thematic_files.csv",
        "training/sign_offs.csv",
    }


def test_rows_made_up_behind_a_figure_are_marked(texts):
    for name in ("cdop/deaths.csv", "cdop/panel_reviews.csv", "training/sessions.csv"):
        assert {row["generated"] for row in rows(texts, name)} == {"yes"}
    bookings = rows(texts, "training/bookings.csv")
    unmarked = {row["ref"] for row in bookings if row["generated"] != "yes"}
    assert unmarked == {f"pdscp/booking/{number}" for number in (9801, 9802, 9803)}


def test_what_became_of_registers_stands_beside_bookings_that_are_there(texts):
    bookings = {row["ref"]: row for row in rows(texts, "training/bookings.csv")}
    parts = {row["ref"]: row["session"] for row in rows(texts, "training/session_parts.csv")}
    marks = rows(texts, "training/part_marks.csv")

    assert len(marks) == 18
    assert all(bookings[one["booking"]]["session"] == parts[one["part"]] for one in marks)
    assert [one["mark"] for one in marks].count("attended") == 15
    assert len(rows(texts, "training/walk_ins.csv")) == 5
    assert len(rows(texts, "training/corrections.csv")) == 2
    assert [row["found"] for row in rows(texts, "training/matchings.csv")] == ["no"]


def test_delegates_have_numbers_and_no_names(texts):
    names = {row["delegate"] for row in rows(texts, "training/bookings.csv")}

    assert all(re.fullmatch(r"(D|Northmere d)elegate \d+", name) for name in names)


def test_what_is_not_recorded_stays_empty(texts):
    [scr26] = [row for row in rows(texts, "reviews/reviews.csv") if row["title"] == "SCR 26"]
    tiles = [r for r in rows(texts, "dashboard/ratings.csv") if r["ref"].startswith("pdscp/")]

    assert (scr26["completed"], scr26["published"]) == ("2018-06", "")
    assert {row["colour"] for row in tiles} == {""}
    assert [row["colour_hint"] for row in tiles].count("near to green") == 2
    paid = [r for r in rows(texts, "partners/contributions.csv") if r["ref"].endswith("2019-20")]
    assert [(row["amount"], row["agency"]) for row in paid] == [("270106", "")]


def test_every_fact_names_its_paper_by_title():
    papers = set(re.findall(r'"paper": "([^"]*)"', json.dumps(load())))

    assert (
        papers
        == {
            "Annual Report 2020 (September 2020)",
            "Annual Report 2023-24",
            "Council safeguarding annual report, 10 December 2019",
            "Partnership plan, 2019",
        }
        & papers
    )
    assert len(papers) >= 3
    assert told({"text": "no source"}) == {"in_report": None, "paper": None}


def test_a_column_no_reader_knows_stops_the_making():
    with pytest.raises(KeyError, match="has no column colour"):
        Sheets().add("partners/areas", "x", colour="red")


def test_refs_of_facts_become_refs_of_the_pack():
    assert ref("area:bcp") == "area/bcp"
    assert ref("group:qa") == "pdscp/group/qa"
    assert ref("pship:pdscp") == "pdscp"
    assert ref(None) is None


def test_periods_have_a_first_and_a_last_day():
    assert [str(day) for day in span("2018-09 to 2019-01")] == ["2018-09-01", "2019-01-31"]
    assert [str(day) for day in span("2019-03-31")] == ["2019-03-31", "2019-03-31"]


def test_the_command_writes_a_folder_that_imports_twice_to_the_same(db, tmp_path, capsys):
    call_command(Command(), str(tmp_path / "pack"))

    assert "files are in" in capsys.readouterr().out
    assert import_pack(tmp_path / "pack").changes > 8000
    assert import_pack(tmp_path / "pack").changes == 0


def test_the_command_leaves_what_is_there_alone(tmp_path):
    with pytest.raises(CommandError, match="already there"):
        call_command(Command(), str(tmp_path))
