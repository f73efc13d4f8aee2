"""Faults the portal must survive: each has a test, and somebody saw that test fail."""

import csv

import pytest

from tests.architecture.sources import ROOT
from tests.architecture.test_functions import is_there

with (ROOT / "docs/security/faults.csv").open(newline="") as file:
    ROWS = [pytest.param(row, id=row["id"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", ROWS)
def test_a_fault_names_tests_that_exist(row):
    tests = row["tests"].split()

    assert tests, "no test"
    assert [name for name in tests if not is_there(name)] == []


@pytest.mark.parametrize("row", ROWS)
def test_a_fault_says_how_its_test_was_seen_failing(row):
    assert len(row["seen_failing"].split()) > 3
