"""What the portal does of all that partnerships' papers ask for, and the proof of it."""

import ast
import csv
from functools import cache

import pytest

from tests.access.doors import doors
from tests.architecture.sources import ROOT

# How many functions the list of papers holds, by prefix.
ASKED = {
    "PAR": 101,
    "REV": 51,
    "CDP": 36,
    "TRN": 60,
    "LHB": 79,
    "DAT": 55,
    "DSH": 37,
    "RPT": 33,
    "WEB": 17,
    "XCT": 9,
}
STATES = {"works", "partly", "not yet"}
with (ROOT / "docs/functions.csv").open(newline="") as file:
    ROWS = list(csv.DictReader(file))
WORKING = [pytest.param(row, id=row["id"]) for row in ROWS if row["state"] == "works"]
CLAIMED = [pytest.param(row, id=row["id"]) for row in ROWS if row["state"] != "not yet"]


def test_every_function_is_listed_once():
    wanted = [f"{prefix}-{n:02}" for prefix, last in ASKED.items() for n in range(1, last + 1)]

    assert sorted(row["id"] for row in ROWS) == sorted(wanted)
    assert all(row["function"] for row in ROWS)
    assert {row["state"] for row in ROWS} <= STATES


def is_there(name: str) -> bool:
    """Whether `tests/x/test_y.py`, or a test in it as pytest names it, is there."""
    path, _, test = name.partition("::")
    return (ROOT / path).is_file() and (not test or test in named_in(path))


@cache
def named_in(path: str) -> frozenset[str]:
    """Every `test_z`, and `TestOfX::test_z` the way pytest is asked for it."""
    tree = ast.parse((ROOT / path).read_text())
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    inside = [f"{of.name}::{name}" for of in classes for name in functions_in(of)]
    return frozenset([*functions_in(tree), *inside])


def functions_in(part: ast.AST) -> list[str]:
    return [node.name for node in ast.walk(part) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("row", CLAIMED)
def test_what_is_named_as_proof_exists(row):
    missing = [name for name in row["doors"].split() if name not in doors()]
    missing += [name for name in row["tests"].split() if not is_there(name)]

    assert missing == []


@pytest.mark.parametrize("row", WORKING)
def test_what_works_is_proved(row):
    assert row["tests"].split()


def test_what_is_not_there_yet_claims_nothing():
    assert [row["id"] for row in ROWS if row["state"] == "not yet" and row["tests"]] == []
