"""Numbers in rows and columns, with the small ones hidden before anybody can print them."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from portal.figures.figure import HIDDEN, NOT_AVAILABLE, Figure, fewer_than, grouped, hiding_note
from portal.figures.suppression import Mark, Sum, marks

Cell = int | Decimal | str | date | Figure | None
Row = tuple[Cell, ...]
Place = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """A table that leaves an app. Print `cells`, put `values` in spreadsheets, never `rows`.

    The first cell of a row is its heading. `people`: True when every whole number counts people,
    or the heads of the columns that do. `total_row`, `total_column`: the last one adds the rest up.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    key: str = ""
    people: bool | tuple[str, ...] = False
    total_row: bool = False
    total_column: bool = False
    definition: str = ""
    period: str = ""
    withheld: frozenset[Place] = frozenset()
    marked: dict[Place, Mark] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"{self.caption}: every row needs {len(self.head)} cells.")
        hidden = frozenset(address(self.key, place) for place in self.withheld)
        counts = {address(self.key, place): count for place, count in self.counts.items()}
        found = marks(counts, self.sums, hidden)
        marked = {place: found[address(self.key, place)] for place in self.counts}
        object.__setattr__(self, "marked", marked)
        kept_back = {self.counts[place] for place, mark in marked.items() if mark is not Mark.SHOWN}
        rows = tuple(tuple(quieted(cell, kept_back) for cell in row) for row in self.rows)
        object.__setattr__(self, "rows", rows)

    @property
    def counts(self) -> dict[Place, int]:
        """The counts of people, each by its row and column."""
        return {
            (down, across): count
            for down, row in enumerate(self.rows)
            for across, cell in enumerate(row)
            if (count := self._count(cell, across)) is not None
        }

    def _count(self, cell: Cell, across: int) -> int | None:
        if isinstance(cell, Figure):
            return cell.told[0] if cell.unit == "count" and cell.told else None
        return cell if across and isinstance(cell, int) and self._counts_people(across) else None

    def _counts_people(self, across: int) -> bool:
        return self.people if isinstance(self.people, bool) else self.head[across] in self.people

    @property
    def sums(self) -> tuple[Sum, ...]:
        """Which cells add up to which total, by their addresses."""
        lines: list[list[Place]] = []
        if self.total_row:
            lines += [[(d, a) for d in range(len(self.rows))] for a in range(1, len(self.head))]
        if self.total_column:
            lines += [[(d, a) for a in range(1, len(self.head))] for d in range(len(self.rows))]
        return tuple(one for line in lines if (one := self._sum(line)))

    def _sum(self, line: list[Place]) -> Sum | None:
        counts = self.counts
        *parts, total = line
        known = [place for place in parts if place in counts]
        if total not in counts or not known:
            return None
        missing = len(known) < len(parts)
        if counts[total] != sum(counts[place] for place in known):
            if missing:
                return None
            raise ValueError(f"{self.caption}: the parts do not add up to {counts[total]}.")
        return Sum(address(self.key, total), tuple(address(self.key, place) for place in known))

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """What may be printed, everywhere."""
        return tuple(
            tuple(self._text(down, across) for across in range(len(row)))
            for down, row in enumerate(self.rows)
        )

    @property
    def values(self) -> tuple[tuple[int | Decimal | str | date, ...], ...]:
        """The same for a spreadsheet: numbers and days stay numbers and days where shown."""
        return tuple(
            tuple(self._value(down, across) for across in range(len(row)))
            for down, row in enumerate(self.rows)
        )

    def column(self, head: str) -> tuple[int | Decimal | None, ...]:
        """A column for a chart, without the total row: None leaves a gap."""
        across = self.head.index(head)
        last = len(self.rows) - (1 if self.total_row else 0)
        return tuple(self.shown(down, across) for down in range(last))

    def shown(self, down: int, across: int) -> int | Decimal | None:
        """The number in a cell, or None when it is hidden, missing or no number."""
        cell = self.rows[down][across]
        if self._mark(down, across) is not Mark.SHOWN or isinstance(cell, str | date):
            return None
        return cell.shown if isinstance(cell, Figure) else cell

    def _mark(self, down: int, across: int) -> Mark:
        return self.marked.get((down, across), Mark.SHOWN)

    def _value(self, down: int, across: int) -> int | Decimal | str | date:
        cell = self.rows[down][across]
        if isinstance(cell, int | Decimal | date) and self._mark(down, across) is Mark.SHOWN:
            return cell
        return self._text(down, across)

    def _text(self, down: int, across: int) -> str:
        mark = self._mark(down, across)
        if mark is not Mark.SHOWN:
            return HIDDEN if mark is Mark.HIDDEN else fewer_than()
        return text_of(self.rows[down][across])

    @property
    def note(self) -> str:
        """Why numbers are missing, in a sentence; empty when none is hidden."""
        hidden = {fewer_than(), HIDDEN}
        return hiding_note() if any(hidden & set(row) for row in self.cells) else ""


def quieted(cell: Cell, kept_back: set[int]) -> Cell:
    """A percentage that would tell a count hidden elsewhere is hidden too."""
    if not isinstance(cell, Figure) or cell.unit != "percent":
        return cell
    return replace(cell, withheld=True) if kept_back & set(cell.told) else cell


def text_of(cell: Cell) -> str:
    if isinstance(cell, Figure):
        return cell.text
    if cell is None:
        return NOT_AVAILABLE
    if isinstance(cell, date):
        return f"{cell.day} {cell:%B %Y}"
    return cell if isinstance(cell, str) else grouped(cell)


def address(key: str, place: Place) -> str:
    """The name of a cell among the figures of a chapter: "deaths:0:2"."""
    return f"{key}:{place[0]}:{place[1]}"
