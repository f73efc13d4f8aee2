"""What one app says of itself in the dashboard and in reports, safe to print as a whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from portal.figures.figure import Figure
from portal.figures.suppression import Mark, Sum, marks
from portal.figures.table import Table, address, quieted

if TYPE_CHECKING:
    from portal.charts import Chart


@dataclass(frozen=True)
class Listing:
    """A short list of sentences or titles. `empty` is printed when there is none."""

    title: str
    items: tuple[str, ...]
    empty: str = "None recorded."


@dataclass(frozen=True)
class Chapter:
    """One app's figures, tables, charts and lists for one scope.

    `sums` says which figures add up to which, by key; a cell of a table is "key:row:column", both
    counted from 0. Draw charts from tables that `protect` has seen when sums reach into tables.
    """

    key: str
    title: str
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple["Chart", ...] = ()
    lists: tuple[Listing, ...] = ()
    sums: tuple[Sum, ...] = ()

    def __post_init__(self) -> None:
        figures, tables = protect(self.figures, self.tables, self.sums)
        object.__setattr__(self, "figures", figures)
        object.__setattr__(self, "tables", tables)

    def figure(self, key: str) -> Figure:
        return next(figure for figure in self.figures if figure.key == key)

    def as_json(self) -> dict[str, Any]:
        """The chapter frozen for a published report: only what may be printed."""
        return {
            "key": self.key,
            "title": self.title,
            "figures": [frozen_figure(figure) for figure in self.figures],
            "tables": [frozen_table(table) for table in self.tables],
            "charts": [
                {"sentence": chart.sentence, "head": chart.head, "rows": chart.rows}
                for chart in self.charts
            ],
            "lists": [{"title": one.title, "items": one.items} for one in self.lists],
        }


def frozen_figure(figure: Figure) -> dict[str, str]:
    names = ("key", "label", "text", "definition", "base_label", "period", "note")
    return {name: getattr(figure, name) for name in names}


def frozen_table(table: Table) -> dict[str, Any]:
    names = ("key", "caption", "head", "cells", "definition", "period", "note")
    return {name: getattr(table, name) for name in names}


def protect(
    figures: Sequence[Figure], tables: Sequence[Table], sums: Sequence[Sum] = ()
) -> tuple[tuple[Figure, ...], tuple[Table, ...]]:
    """Hide among all of them what would give a small number away; those hidden stay hidden."""
    together = keyed(tables)
    counts = {figure.key: figure.told[0] for figure in figures if figure.told}
    whole, implied = shares_of_one_whole(figures)
    counts |= whole
    for table in together:
        counts |= {address(table.key, place): count for place, count in table.counts.items()}
    every = [*sums, *implied, *(one for table in together for one in table.sums)]
    insist_they_add_up(counts, every)
    found = marks(counts, every, hidden_before(figures, together))
    kept_back = {counts[key] for key, mark in found.items() if mark is not Mark.SHOWN}
    return (
        tuple(hushed(figure, found, kept_back) for figure in figures),
        tuple(masked(table, found, kept_back) for table in together),
    )


def keyed(tables: Sequence[Table]) -> list[Table]:
    """Tables by names of their own, so that no two cells share an address."""
    return [
        table if table.key else replace(table, key=f"table {number}")
        for number, table in enumerate(tables, 1)
    ]


def shares_of_one_whole(figures: Sequence[Figure]) -> tuple[dict[str, int], list[Sum]]:
    """Percentages of one base that make it up between them: the last follows from the others."""
    groups: dict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.unit == "percent" and figure.told and figure.base:
            groups[figure.base_label, figure.period, figure.base].append(figure)
    whole: dict[str, int] = {}
    sums = []
    for (label, period, base), shares in groups.items():
        if len(shares) > 1 and sum(share.told[0] for share in shares) == base:
            total = f"all {label} {period} {base}"
            whole[total] = base
            sums.append(Sum(total, tuple(share.key for share in shares)))
    return whole, sums


def insist_they_add_up(counts: dict[str, int], sums: Sequence[Sum]) -> None:
    for one in sums:
        strange = [key for key in (one.total, *one.parts) if key not in counts]
        if strange:
            raise ValueError(f"{strange[0]} is in a sum but is no count of people.")
        if counts[one.total] != sum(counts[key] for key in one.parts):
            raise ValueError(f"{one.total}: {', '.join(one.parts)} do not add up to it.")


def hidden_before(figures: Sequence[Figure], tables: Sequence[Table]) -> frozenset[str]:
    found = {figure.key for figure in figures if figure.withheld and figure.told}
    for table in tables:
        found |= {
            address(table.key, place) for place, mark in table.marked.items() if mark is Mark.HIDDEN
        }
    return frozenset(found)


def hushed(figure: Figure, found: dict[str, Mark], kept_back: set[int]) -> Figure:
    if found.get(figure.key) is Mark.HIDDEN:
        return replace(figure, withheld=True)
    quiet = quieted(figure, kept_back)
    return quiet if isinstance(quiet, Figure) else figure


def masked(table: Table, found: dict[str, Mark], kept_back: set[int]) -> Table:
    places = frozenset(
        place for place in table.counts if found[address(table.key, place)] is Mark.HIDDEN
    )
    rows = tuple(tuple(quieted(cell, kept_back) for cell in row) for row in table.rows)
    return replace(table, rows=rows, withheld=places)
