"""The parts of a chart as SVG: where things lie, lines, columns, shapes and words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise
from math import ceil, floor, log10

from portal.figures import fewer_than, grouped
from portal.spc import Analysis

Number = int | float | Decimal
Values = Sequence[Number | None]
Spot = tuple[float, float]

INK, GRID, BLUE, ORANGE, GREY = "#0b0c0c", "#b1b4b6", "#12436d", "#b04a0b", "#6f777b"
TARGET, PURPLE = "#a8283a", "#5a2d82"
MOST_LABELS = 12
LETTER = 6.2  # mean width of a letter at the size of the labels
# The sign in place of a column that may not be shown.
CROSS = "\N{MULTIPLICATION SIGN}"


@dataclass(frozen=True)
class Frame:
    """Where things lie: the paper, its margins, the scale on the left, one slot for each label."""

    slots: int
    low: float
    high: float
    width: int = 640
    height: int = 300
    left: int = 56
    right: int = 120
    top: int = 14
    bottom: int = 34

    @property
    def slot(self) -> float:
        return (self.width - self.left - self.right) / self.slots

    @property
    def edge(self) -> int:
        return self.width - self.right

    def x(self, place: int) -> float:
        return self.left + self.slot * (place + 0.5)

    def y(self, value: Number) -> float:
        span = self.height - self.top - self.bottom
        return self.top + span * (1 - (float(value) - self.low) / (self.high - self.low))

    def spots(self, values: Values) -> list[Spot | None]:
        return [
            None if value is None else (self.x(place), self.y(value))
            for place, value in enumerate(values)
        ]


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers that cover the values, about `count` steps apart."""
    high = high if high > low else low + 1
    raw = (high - low) / count
    size = 10 ** floor(log10(raw))
    step = next(times * size for times in (1, 2, 2.5, 5, 10) if times * size >= raw)
    first, last = floor(low / step), ceil(high / step)
    return [place * step for place in range(first, last + 1)]


def known(values: Values) -> list[Number]:
    return [value for value in values if value is not None]


def said(value: Number) -> str:
    """A number as people write it: whole when it is, else with one place."""
    exact = Decimal(str(value))
    return grouped(int(exact)) if exact == int(exact) else f"{exact:,.1f}"


def axes(frame: Frame, scale: Sequence[float], labels: Sequence[str], unit: str) -> Iterator[str]:
    mark = unit if len(unit) == 1 else ""
    for tick in scale:
        y = frame.y(tick)
        yield path(f"M{frame.left} {n(y)}H{frame.edge}", GRID, 1)
        yield text(frame.left - 6, y + 4, f"{said(round(tick, 6))}{mark}", anchor="end")
    for place in range(0, len(labels), spacing(frame, labels)):
        yield text(frame.x(place), frame.height - 14, labels[place], anchor="middle")


def spacing(frame: Frame, labels: Sequence[str]) -> int:
    """Every how many labels one is written, so that none touches its neighbour."""
    widest = max(map(len, labels), default=0) * LETTER + LETTER
    return max(1, ceil(len(labels) / MOST_LABELS), ceil(widest / frame.slot))


def columns(frame: Frame, values: Values) -> Iterator[str]:
    width = frame.slot * 0.62
    for place, value in enumerate(values):
        if value is not None:
            y = frame.y(value)
            yield (
                f'<rect x="{n(frame.x(place) - width / 2)}" y="{n(y)}" width="{n(width)}" '
                f'height="{n(frame.y(frame.low) - y)}" fill="{BLUE}"/>'
            )


def trace(frame: Frame, values: Values, colour: str) -> Iterator[str]:
    spots = frame.spots(values)
    for run in runs(spots):
        yield path(run, colour, 2.5)
    for spot in spots:
        if spot:
            yield circle(*spot, 3.5, "#ffffff", colour)


def gaps(frame: Frame, bars: Values, line: Values) -> Iterator[str]:
    """A sign where a column (below) or a point (above) is missing, and what it means."""
    for values, height, colour in (
        (bars, frame.y(frame.low) - 4, INK),
        (line, frame.top + 10, ORANGE),
    ):
        for place, value in enumerate(values):
            if value is None:
                yield text(frame.x(place), height, CROSS, anchor="middle", colour=colour)
    if None in (*bars, *line):
        yield beside(frame, frame.y(frame.low), f"{CROSS} not shown:", INK)
        yield beside(frame, frame.y(frame.low) + 14, f"{fewer_than()},", INK)
        yield beside(frame, frame.y(frame.low) + 28, "hidden or missing", INK)


def levels(frame: Frame, found: Analysis, target: Number | None, unit: str) -> Iterator[str]:
    lines = [
        (found.upper, "Upper limit", GREY, "6 4"),
        (found.mean, f"Mean {said(found.mean)}{unit}", INK, ""),
        (found.lower, "Lower limit", GREY, "6 4"),
    ]
    if target is not None:
        lines.append((float(target), f"Target {said(target)}{unit}", TARGET, "2 3"))
    heights = apart([frame.y(value) for value, *_ in lines])
    for (value, words, colour, dash), height in zip(lines, heights, strict=True):
        yield path(f"M{frame.left} {n(frame.y(value))}H{frame.edge}", colour, 1.5, dash)
        yield beside(frame, height, words, colour)


def apart(heights: list[float], least: float = 14) -> list[float]:
    """Move labels down until none lies on another."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    placed = list(heights)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + least)
    return placed


def shape(nature: str, x: float, y: float) -> str:
    """Meaning is carried by the form first, and by the colour second."""
    if nature == "improvement":
        return f'<rect x="{n(x - 5)}" y="{n(y - 5)}" width="10" height="10" fill="{BLUE}"/>'
    if nature == "concern":
        return f'<path d="M{n(x)} {n(y - 7)}l7 12h-14z" fill="{ORANGE}"/>'
    if nature == "neutral":
        return f'<path d="M{n(x)} {n(y - 6)}l6 6-6 6-6-6z" fill="{PURPLE}"/>'
    return circle(x, y, 4, GREY)


def runs(spots: Sequence[Spot | None]) -> Iterator[str]:
    """Lines between neighbours; a missing value breaks the line."""
    run: list[Spot | None] = []
    for spot in [*spots, None]:
        if spot:
            run.append(spot)
        elif run:
            yield line_through(run)
            run = []


def line_through(spots: Sequence[Spot | None]) -> str:
    return "M" + "L".join(f"{n(spot[0])} {n(spot[1])}" for spot in spots if spot)


def path(d: str, colour: str, width: float, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def circle(x: float, y: float, size: float, fill: str, line: str = "") -> str:
    around = f' stroke="{line}" stroke-width="2"' if line else ""
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{size}" fill="{fill}"{around}/>'


def text(x: float, y: float, words: str, *, anchor: str, colour: str = INK) -> str:
    return (
        f'<text x="{n(x)}" y="{n(y)}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
    )


def beside(frame: Frame, y: float, words: str, colour: str = ORANGE) -> str:
    return text(frame.edge + 6, y + 4, words, anchor="start", colour=colour)


def n(value: float) -> str:
    """Coordinates with one decimal: keeps the drawing small."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
