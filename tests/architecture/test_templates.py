"""What a page may hold: no script or style of its own, and forms that work without JavaScript."""

import re

import pytest
from django.urls import get_resolver

from tests.access.doors import doors
from tests.architecture.sources import FORM, TEMPLATES, found, line_of, text

# Drawn on paper by WeasyPrint, not shown by a browser under our policy.
PAGES = [path for path in TEMPLATES if "documents" not in path.parts]


@pytest.mark.parametrize(
    "pattern",
    [
        r"<script\b(?![^>]*\bsrc=)",
        r"<style\b",
        r"<[a-z][^<>]*\sstyle=",
        r"<[a-z][^<>]*\son[a-z]+=",
        r"javascript:",
        r"\bhx-(on|vars|boost)\b",
        r"\bjs:",
    ],
)
def test_pages_carry_no_script_and_no_style(pattern):
    assert found(pattern, PAGES) == []


@pytest.mark.parametrize("pattern", [r"\|\s*safe\b", r"\|\s*safeseq\b", r"autoescape\s+off"])
def test_nothing_typed_becomes_markup(pattern):
    assert found(pattern, TEMPLATES) == []


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_only_a_form_or_a_link_that_works_alone_is_helped_by_htmx(path):
    """A form may be sent by htmx, and a link followed; nothing else waits for a person's hand."""
    asking = re.findall(
        r"<([a-z]+)\b([^<>]*\bhx-(?:get|post|put|patch|delete)=[^<>]*)>", text(path)
    )
    wrong = [
        name
        for name, attributes in asking
        if not (
            (name == "form" and not re.search(r"hx-(put|patch|delete)=", attributes))
            or (name == "a" and re.search(r"(?<!-)\bhref=", attributes) and "hx-get=" in attributes)
            or 'hx-trigger="every' in attributes  # asks by itself, and says nothing new
        )
    ]

    assert wrong == []


PASSKEY = '{% include "proof/parts/passkey_button.html"'


def test_what_asks_by_itself_is_no_sign_of_life():
    """Else a page that is left open would keep its owner signed in."""
    polls = found(r'hx-trigger="every (?![^<>]*X-Quiet)', PAGES)

    assert polls == []


def post_forms() -> list:
    """The markup of every form that changes something."""
    forms = []
    for path in PAGES:
        for match in FORM.finditer(text(path)):
            opening = match.group().partition(">")[0]
            if re.search(r"""method=["']post""", opening, re.IGNORECASE):
                forms.append(pytest.param(match.group(), id=line_of(path, match.start())))
    return forms


@pytest.mark.parametrize("markup", post_forms())
def test_a_form_needs_no_javascript(markup):
    """It has a token and a button of its own, and htmx sends it nowhere else.

    A passkey is the exception: no browser asks for one without a script. Another way stands by it.
    """
    opening = markup.partition(">")[0]
    action = re.search(r'\baction="([^"]*)"', opening)
    swapped = re.search(r'\bhx-post="([^"]*)"', opening)

    assert "{% csrf_token %}" in markup
    assert PASSKEY in markup or re.search(r"<button\b(?![^>]*type=.(button|reset))", markup)
    if swapped:
        assert action
        assert action.group(1) == swapped.group(1)


@pytest.mark.urls("tests.demo.urls")  # a form of the demonstration leads to a door of it
@pytest.mark.parametrize("markup", post_forms())
def test_a_form_leads_to_a_door_that_takes_it(markup):
    """Doors that take a POST are asked without JavaScript by the access table, for everybody."""
    named = re.search(r"""\baction="{%\s*url\s+['"]([^'"]+)['"]""", markup)
    if named is None:
        return  # to the page itself, or to an address the view gave
    name = named.group(1)
    at = doors().get(name)

    assert ("POST" in at.methods) if at else name in get_resolver().reverse_dict  # or allauth's
