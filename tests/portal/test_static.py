"""What was brought in from elsewhere is what was brought in, and carries nobody else's brand."""

import hashlib
import json
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
GOVUK = STATIC / "govuk"
MANIFEST = json.loads((GOVUK / "manifest.json").read_text())
FONTS = {
    "LiberationSans-Bold.ttf": "ba0e0dc3f7aca5b0afbc31e800531ee43be3aa79ae35b2ef1f6470a9547765c4",
    "LiberationSans-Regular.ttf": (
        "8d91388f1d3604b3b8ae0e3ee2d140e50cd6122f9214514f4aca772540a4076d"
    ),
}


@pytest.mark.parametrize(("name", "expected"), MANIFEST["sha256"].items())
def test_vendored_file_is_the_one_the_manifest_names(name, expected):
    assert hashlib.sha256((GOVUK / name).read_bytes()).hexdigest() == expected


def test_fonts_of_the_paper_are_those_that_were_released():
    """With others the same paper would no longer be the same bytes."""
    there = (STATIC / "paper").glob("*.ttf")

    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in there} == FONTS


def test_manifest_names_every_vendored_file():
    there = {path.name for path in GOVUK.iterdir()} - {"manifest.json"}

    assert there == set(MANIFEST["sha256"])


@pytest.mark.parametrize("word", ["GDS Transport", "crown", "crest", "@font-face", "url("])
def test_style_sheets_carry_no_brand_of_the_government(word):
    sheets = [GOVUK / "govuk-frontend.min.css", STATIC / "app.css"]

    assert [sheet.name for sheet in sheets if word in sheet.read_text()] == []


def test_own_style_sheet_stays_small_and_keeps_to_its_prefix():
    text = (STATIC / "app.css").read_text()
    named = set(re.findall(r"\.([a-z][a-z0-9_-]*)", re.sub(r"/\*.*?\*/", "", text, flags=re.S)))
    strange = {name for name in named if not re.match(r"(app|govuk|htmx)-", name)}

    assert len(text.encode()) < 20_000
    assert strange == set()
