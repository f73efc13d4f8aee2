"""Every list can be taken along, by those who may open it, with the rows it shows them."""

import ast
import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from portal.exports import Ask, answer, exports
from portal.models import Event, Sighting, User
from tests.access.doors import doors
from tests.architecture.sources import ROOT, TEMPLATES, found, tree, views
from tests.exports.rows import ROWS, WHO, fill
from tests.personas import persona
from tests.world import World

pytestmark = pytest.mark.django_db

# Lists that are part of a page about something else, or that hold nothing of their own.
NO_FILE = {
    "partners/views/groups.py:group": "the meetings of one group, below what the group is",
    "training/views/registers.py:register_sheet": "a form; the register is the list",
    "training/views/registers.py:door_list": "the people of the register, to print",
    "reviews/views/referring.py:referral_list": "receipts of what somebody referred",
    "portal/views/outbox.py:outbox": "addresses that wait for a message, for operators only",
}
MUTE = ("partners/group.html", "portal/outbox_results.html", "training/register_sheet.html")
OFFERED = {name: at for name, at in doors().items() if hasattr(at.callback, "export")}
KEYS = sorted(exports)


@pytest.fixture
def world():
    return World()


def door_of(key: str) -> str:
    return next(name for name, at in OFFERED.items() if at.callback.export.key == key)


def address(world, key):
    at = doors()[door_of(key)]
    return reverse(door_of(key), kwargs={name: world.answer(name) for name in at.parameters})


def lines(response) -> list[list[str]]:
    assert response["Content-Type"].startswith("text/csv"), response.content[:300]
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def is_list(function: ast.FunctionDef) -> bool:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    paged = any(getattr(call.func, "id", "") == "paged" for call in calls)
    return paged or function.name.endswith("_list")


def test_every_list_offers_itself_as_a_file():
    lists = {
        f"{path}:{function.name}": function
        for path in views()
        for function in tree(path).body
        if isinstance(function, ast.FunctionDef) and is_list(function)
    }
    without = {
        name
        for name, function in lists.items()
        if not any("offers" in ast.unparse(hung) for hung in function.decorator_list)
    }

    assert len(lists) > 20
    assert without == set(NO_FILE)


def test_every_list_with_pages_shows_where_to_download_it():
    paged = [path for path in TEMPLATES if found(r"parts/pagination\.html", [path])]
    mute = [str(path) for path in paged if not found(r"parts/download\.html", [path])]

    assert len(paged) > 15
    assert [path for path in mute if not path.endswith(MUTE)] == []
    assert (ROOT / "templates/parts/download.html").exists()


def test_every_export_hangs_on_one_door_and_has_rows_to_be_tried_with():
    assert sorted(at.callback.export.key for at in OFFERED.values()) == KEYS
    assert sorted(ROWS) == KEYS


def test_restricted_lists_ask_for_a_second_factor_and_are_noted():
    restricted = {key for key, export in exports.items() if export.seen_as}

    assert restricted == {
        "reviews.register",
        "reviews.handovers",
        "reviews.reviews",
        "reviews.chronology",
        "reviews.participation",
        "reviews.requests",
        "reviews.chain",
        "reviews.recommendations",
        "reviews.assurance",
        "cdop.deaths",
        "cdop.panel_meetings",
    }
    assert all(doors()[door_of(key)].callback.door.proven for key in restricted)


# Taking it along is a line of it: tests/portal/test_chronicle.py asks for its file.
GROWS = {"portal.record"}


@pytest.mark.parametrize("key", sorted(set(KEYS) - GROWS))
def test_the_file_holds_the_rows_of_the_list_and_says_so(key, world, sign_in):
    person = persona(world, WHO.get(key, "business team"))
    fill(world, key, 3)
    where, client = address(world, key), sign_in(person)

    page = client.get(where)
    head, *rows = lines(client.get(where, {"as": "csv"}))
    book = load_workbook(BytesIO(client.get(where, {"as": "xlsx"}).content))

    export = exports[key]
    assert tuple(head) == export.head
    assert len(rows) >= 3
    text = page.content.decode()
    assert "?as=csv" in text
    if "page" in page.context and hasattr(page.context["page"], "paginator"):
        shown = page.context["page"].paginator.count
        assert shown == len(rows) or key == "partners.money"
    sheet, about = book.worksheets
    assert [len(row) for row in sheet.iter_rows(values_only=True)] == [len(head)] * (len(rows) + 1)
    told = dict(about.iter_rows(values_only=True))
    assert (told["Rows"], told["Asked for by"]) == (len(rows), person.name)
    assert told["Marking"] == export.marking
    events = Event.objects.filter(what="list.exported", by=person)
    facts = [event.facts for event in events]
    assert facts == [{"list": key, "format": f, "rows": len(rows)} for f in ("csv", "xlsx")]
    assert bool(Sighting.objects.filter(what=export.seen_as)) == bool(export.seen_as)


# These are one's own wherever one stands.
FOLLOWS_THE_PERSON = {
    "partners.partnerships",
    "training.mine",
    "training.record",
    "portal.notices",
    "portal.packs",
    "portal.pack_faults",
}
# What a person of another partnership sees all the same: their own agency, themselves, and what
# is public.
SEEN_BY_ALL = {
    "partners.agencies": 1,
    "partners.people": 1,
    "training.courses": 3,
    "training.dates": 3,
    "reviews.published": 3,
}


@pytest.mark.parametrize("key", sorted(set(KEYS) - FOLLOWS_THE_PERSON))
def test_another_partnership_takes_nothing_of_it(key, world, sign_in):
    person = persona(world, WHO.get(key, "business team"), "away")
    fill(world, key, 3)

    response = sign_in(person).get(address(world, key), {"as": "csv"})

    rows = lines(response)[1:] if response.status_code == 200 else []
    assert response.status_code in (200, 404)
    assert len(rows) == SEEN_BY_ALL.get(key, 0)


@pytest.mark.parametrize("key", sorted(set(KEYS) - GROWS))
def test_a_file_of_three_costs_no_more_than_a_file_of_one(key, world):
    person = persona(world, WHO.get(key, "business team"))
    fill(world, key, 1)
    costs = []
    for more in (0, 0, 2):  # the first asks what is read once a process
        fill(world, key, more)
        parameters = {name: world.answer(name) for name in doors()[door_of(key)].parameters}
        ask = Ask(User.objects.get(pk=person.pk), QueryDict(), parameters)
        with CaptureQueriesContext(connection) as asked:
            answer(exports[key], ask, "csv")
        costs.append(len(asked))

    assert costs[1] == costs[2]
