"""A new version is installed while the old one still answers: migrations take nothing away."""

import ast

import pytest

from tests.architecture.sources import APPS, ROOT

TAKES_AWAY = {"RemoveField", "RenameField", "DeleteModel", "RenameModel", "AlterModelTable"}
# Decided one by one: why the version before does not read what this takes away.
DECIDED = {
    "portal/migrations/0004_outbox_with_states.py": "before any portal held real records",
    "training/migrations/0002_bookings.py": "before any portal held real records",
}
MIGRATIONS = sorted(
    path.relative_to(ROOT)
    for app in APPS
    for path in (ROOT / app / "migrations").glob("[0-9]*.py")
    if not path.stem.startswith("0001_")
)


def taken_away(source: str) -> list[str]:
    """Operations that an older version would stumble over, and SQL that drops something."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    names = [getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls]
    texts = [arg for call in calls for arg in call.args if isinstance(arg, ast.Constant)]
    dropped = [str(text.value) for text in texts if "DROP COLUMN" in str(text.value).upper()]
    return [name for name in names if name in TAKES_AWAY] + dropped


@pytest.mark.parametrize("path", MIGRATIONS, ids=str)
def test_a_migration_takes_nothing_away_that_the_version_before_reads(path):
    if str(path) in DECIDED:
        return

    assert taken_away((ROOT / path).read_text()) == []


@pytest.mark.parametrize(
    "written",
    [
        "migrations.RemoveField(model_name='a', name='b')",
        "migrations.RenameField('a', 'b', 'c')",
        "migrations.RunSQL('alter table a drop column b')",
    ],
)
def test_what_takes_away_is_noticed(written):
    assert taken_away(written)
