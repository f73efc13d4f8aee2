"""Reads docs/access.md: which answer each door owes to whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

TABLE = Path(__file__).parents[2] / "docs" / "access.md"
WORDS = {"login", "yes", "no", "hidden"}


@dataclass(frozen=True)
class Row:
    """One line of the table: a door, a method, and a cell for each column of people."""

    door: str
    method: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.door}"

    def answers(self, places: tuple[str, ...]) -> Iterator[tuple[tuple[str, str], str]]:
        """((role, place), answer) for everybody; one word in a cell holds in every place."""
        for role, cell in self.cells.items():
            if role in ("nobody", "stranger"):
                yield (role, ""), cell
                continue
            words = cell.split("/")
            words = words * len(places) if len(words) == 1 else words
            yield from zip([(role, place) for place in places], words, strict=True)


def lines() -> list[list[str]]:
    rows = [line for line in TABLE.read_text().splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("| \n").split("|")] for line in rows]


def headers() -> list[list[str]]:
    return [cells for cells in lines() if cells[0] == "door"]


def rows() -> list[Row]:
    """Every line, without those of the demonstration where that is not installed."""
    found, people = [], []
    for name, *rest in lines():
        if name == "door":
            people = rest[1:]
        elif not name.startswith("-") and installed(name):
            found.append(Row(name, rest[0], dict(zip(people, rest[1:], strict=True))))
    return found


def installed(door: str) -> bool:
    return door.partition(":")[0] != "demo" or apps.is_installed("demo")
