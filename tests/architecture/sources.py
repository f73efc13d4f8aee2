"""The files of the house, for the rules to read."""

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parents[2]
APPS = [
    "portal",
    "partners",
    "learning_hub",
    "reviews",
    "cdop",
    "training",
    "dashboard",
    "demo",
]
CODE = sorted(
    path.relative_to(ROOT)
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)
TESTS = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted(path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.html"))
NOTICES = sorted(path.relative_to(ROOT) for path in (ROOT / "templates/notices").glob("*.txt"))
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def line_of(path: Path, position: int) -> str:
    return f"{path}:{text(path).count(chr(10), 0, position) + 1}"


def found(pattern: str, paths: list[Path], flags: int = re.IGNORECASE) -> list[str]:
    """Where a pattern stands, as `file:line`."""
    return [
        line_of(path, match.start())
        for path in paths
        for match in re.finditer(pattern, text(path), flags)
    ]


def views() -> list[Path]:
    return [path for path in CODE if path.name == "views.py" or "views" in path.parts]


def without_tags(path: Path) -> str:
    """The words of a template: no tags, no variables, no comments; positions stay."""
    blank = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)
    return blank.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text(path))


def installed_models() -> set[type]:
    return {
        model
        for app in APPS
        if apps.is_installed(app)
        for model in apps.get_app_config(app).get_models()
    }
