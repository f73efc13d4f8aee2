"""House rules that no linter knows. Each fails with the line to look at."""

import ast
import re

import pytest
from celery import current_app
from django.conf import settings

from portal import access
from portal.access import keepers
from tests.access.doors import doors
from tests.architecture.sources import (
    CODE,
    NOTICES,
    ROOT,
    TEMPLATES,
    TESTS,
    found,
    installed_models,
    text,
    tree,
    views,
    without_tags,
)

DRAWERS = {
    "utils",
    "util",
    "helpers",
    "services",
    "selectors",
    "managers",
    "mixins",
    "common",
    "misc",
    "signals",
}
MAY_MARK_SAFE = {"portal/charts.py"}
MANAGERS = ("objects", "_default_manager", "_base_manager")


def calls(path, name):
    """Calls of a function by that name, however it was reached."""
    every = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return [c for c in every if name in (getattr(c.func, "id", ""), getattr(c.func, "attr", ""))]


def attributes(path, name):
    """Uses of an attribute by that name."""
    every = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)]
    return [node for node in every if node.attr == name]


RESTRICTED = ("reviews", "cdop")


def test_f22_every_door_to_something_restricted_asks_for_a_second_factor():
    """A door for everybody shows nothing restricted; so do those that give access and operate."""
    every = [(name, at.callback.door) for name, at in doors().items()]
    shut = [
        (name, door)
        for name, door in every
        if (name.partition(":")[0] in RESTRICTED and door.policy is not access.anyone)
        or door.policy is access.operates
    ]

    assert len(shut) > 20
    assert [name for name, door in shut if not door.proven] == []


def test_every_view_is_a_door():
    bare = [name for name, address in doors().items() if not hasattr(address.callback, "door")]

    assert bare == []


@pytest.mark.parametrize("path", views(), ids=str)
def test_views_reach_data_only_through_access(path):
    reached = [node for name in MANAGERS for node in attributes(path, name)]

    assert [f"{path}:{node.lineno}" for node in reached] == []


@pytest.mark.parametrize("path", CODE, ids=str)
def test_a_status_is_never_assigned_only_updated_where_it_still_holds(path):
    assigned: list = [n for n in attributes(path, "status") if isinstance(n.ctx, ast.Store)]
    for call in calls(path, "setattr"):
        assigned += [n for n in call.args if isinstance(n, ast.Constant) and n.value == "status"]

    assert [f"{path}:{node.lineno}" for node in assigned] == []


def test_no_drawer_for_odds_and_ends():
    assert [str(path) for path in CODE + TESTS if DRAWERS & {path.stem, *path.parts}] == []


@pytest.mark.parametrize("path", CODE + TESTS, ids=str)
def test_files_stay_readable(path):
    assert len(text(path).splitlines()) <= 400


@pytest.mark.parametrize("path", CODE, ids=str)
def test_every_job_named_exists(path):
    enqueued = calls(path, "enqueue")
    named = [call.args[0] for call in enqueued if call.args]
    named += [word.value for call in enqueued for word in call.keywords if word.arg == "name"]
    unknown = [
        f"{path}:{name.lineno}"
        for name in named
        if not isinstance(name, ast.Constant) or name.value not in current_app.tasks
    ]

    assert unknown == []


def test_every_job_of_the_timetable_exists():
    entries = settings.CELERY_BEAT_SCHEDULE.values()

    assert [entry["task"] for entry in entries if entry["task"] not in current_app.tasks] == []


def test_only_charts_write_markup_of_their_own():
    writers = [p for p in CODE if attributes(p, "mark_safe") or calls(p, "mark_safe")]
    writers += [p for p in CODE if calls(p, "SafeString") or calls(p, "SafeText")]
    writers += [p for p in CODE if "def __html__" in text(p)]

    assert {str(path) for path in writers} <= MAY_MARK_SAFE


def test_no_seed_file_is_named():
    folders = (ROOT / "docs", ROOT / "demo", ROOT / "static")
    papers = [*ROOT.glob("*.md"), *(p for folder in folders for p in folder.rglob("*.*"))]
    read = [p.relative_to(ROOT) for p in papers if p.suffix in (".md", ".csv", ".json", ".txt")]

    assert found(r"\b00\d_[0-9a-f]{16}", [*CODE, *TESTS, *TEMPLATES, *read]) == []


# Why a model needs no keeper of its own: most are read through the thing they are part of.
UNKEPT = {
    "dashboard.Element": "Tile",
    "dashboard.LeadRole": "Row of a work programme",
    "dashboard.Outcome": "Row of a work programme",
    "dashboard.Passage": "ReportEdition, through its section",
    "dashboard.ProgrammeAction": "Row of a work programme",
    "dashboard.ProgrammeMilestone": "Row of a work programme",
    "dashboard.ProgressNote": "Row of a work programme",
    "dashboard.Rating": "Tile",
    "dashboard.ReportSection": "ReportEdition",
    "dashboard.RiskReview": "Risk",
    "dashboard.SignOff": "ReportEdition",
    "portal.ChainHead": "one row, read when the record is written",
    "portal.Deadline": "portal.agenda shows a person's own and those of subjects they see",
    "portal.Drill": "shown to operators, the latest one only",
    "portal.Event": "portal.chronicle says whose lines of the record a person reads",
    "portal.Heartbeat": "a name and a moment, on the operators' page",
    "portal.Refusal": "portal.chronicle says whose lines of the record a person reads",
    "portal.RefusalTally": "read when a refusal is written",
    "portal.Sighting": "shown to whoever answers for the case, through its keeper",
    "portal.SpentCode": "a mark of the portal's own, for nobody's eyes",
    "portal.User": "a person is shown by the rows that name them",
}


def test_every_model_has_a_keeper_or_a_reason():
    unkept = {model._meta.label for model in installed_models() - set(keepers)}

    assert unkept == set(UNKEPT)


def banned_words() -> list[str]:
    """The left column of the last table in docs/glossary.md."""
    table = (ROOT / "docs/glossary.md").read_text().partition("## Words we do not write")[2]
    rows = [line.strip("|").split("|")[0].strip() for line in table.splitlines() if "|" in line]
    return [word for word in rows[2:] if word]


def test_the_glossary_bans_words():
    assert "click here" in banned_words()


@pytest.mark.parametrize("path", TEMPLATES + NOTICES, ids=str)
def test_templates_use_the_words_of_the_glossary(path):
    words = without_tags(path)
    used = [w for w in banned_words() if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", words, re.I)]

    assert used == []


@pytest.mark.parametrize("path", NOTICES, ids=str)
def test_a_notice_begins_with_its_subject_and_names_no_child(path):
    first, _, body = text(path).partition("\n")
    subject = re.sub(r"{%.*?%}", "", first)
    variables = " ".join(re.findall(r"{{(.*?)}}", text(path)))

    assert subject.strip()
    assert body.strip()
    assert not re.search(r"child|pseudonym|initials|birth|deceased", variables)
