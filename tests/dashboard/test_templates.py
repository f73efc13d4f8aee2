"""No figure is typed into a template: it comes from a count, or it is not printed."""

import re
from pathlib import Path

import pytest

TEMPLATES = sorted(Path("templates/dashboard").rglob("*.html"))
MARKUP = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>|SHA-256", re.DOTALL)
NUMBER = re.compile(r"\d[\d,.]*\d")


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_number_of_two_digits_or_more_is_typed(path):
    assert NUMBER.findall(MARKUP.sub(" ", path.read_text())) == []


@pytest.mark.parametrize("typed", ["<p>3,637 came</p>", "<li>32</li>", "about 90% of {{ x }}"])
def test_a_typed_figure_is_found(typed):
    assert NUMBER.findall(MARKUP.sub(" ", typed)) != []
