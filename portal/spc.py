"""Statistical process control: the XmR chart of NHS "Making Data Count".

Centre line: the mean. Limits: mean ± 2.66 times the mean moving range (2.66 = 3 / 1.128).
Four rules mark a point as special cause; the first that matches names it. Fewer than 12 points
give trial limits, and no word on a target.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Better = Literal["up", "down", "neither"]
Nature = Literal["common", "improvement", "concern", "neutral"]
Rule = Literal["outside", "trend", "two of three", "shift"]
Assurance = Literal["pass", "fail", "hit or miss", ""]

LIMIT_FACTOR = 2.66
SCREEN_FACTOR = 3.267
ENOUGH_POINTS = 12
ORIENTATION = {"up": 1, "down": -1, "neither": 0}

VARIATION_WORDS = {
    "common": "within usual variation",
    "improvement": "getting better, beyond usual variation",
    "concern": "getting worse, beyond usual variation",
    "neutral": "changed beyond usual variation, and neither direction is better",
}
ASSURANCE_WORDS = {
    "pass": "the target will be met if nothing changes",
    "fail": "the target will be missed if nothing changes",
    "hit or miss": "the target will sometimes be met and sometimes missed",
}


@dataclass(frozen=True)
class Point:
    """One value, which way it stands out (1 high, -1 low, 0 not), and what that means."""

    value: float
    rule: Rule | None = None
    direction: int = 0
    nature: Nature = "common"


@dataclass(frozen=True)
class Analysis:
    """The limits, every point, and what to say of the latest one. Prints how it was reckoned."""

    mean: float
    upper: float
    lower: float
    points: tuple[Point, ...]
    trial: bool
    assurance: Assurance
    method: str

    @property
    def variation(self) -> Nature:
        """The nature of the latest point."""
        return self.points[-1].nature

    @property
    def sentence(self) -> str:
        parts = [VARIATION_WORDS[self.variation]]
        if self.assurance:
            parts.append(ASSURANCE_WORDS[self.assurance])
        sentence = "; ".join(parts)
        return f"{sentence[0].upper()}{sentence[1:]}."


@dataclass(frozen=True)
class Band:
    """The mean and the limits on both sides; the outer third begins at `near`."""

    mean: float
    reach: float

    @property
    def upper(self) -> float:
        return self.mean + self.reach

    @property
    def lower(self) -> float:
        return self.mean - self.reach

    def side(self, value: float) -> int:
        return sign(value - self.mean)

    def is_outside(self, value: float) -> bool:
        return abs(value - self.mean) > self.reach

    def is_near(self, value: float) -> bool:
        """In the outer third, still inside the limits."""
        return self.reach * 2 / 3 < abs(value - self.mean) <= self.reach


Found = list[tuple[Rule, int] | None]


def analyse(
    values: Sequence[float],
    *,
    better: Better = "up",
    target: float | None = None,
    baseline: int | None = None,
    trend_run: int = 7,
    shift_run: int = 7,
    screen: bool = False,
) -> Analysis:
    """Analyse two values or more, oldest first.

    `baseline` fixes the limits on the first points, after somebody decided so. `screen` leaves
    moving ranges of 3.267 times their mean or more out of the limits; the NHS tool does not.
    """
    base = values[:baseline] if baseline else values
    band = limits(base, screen=screen)
    orientation = ORIENTATION[better]
    points = tuple(
        point(value, mark, orientation)
        for value, mark in zip(values, marked(values, band, trend_run, shift_run), strict=True)
    )
    trial = len(base) < ENOUGH_POINTS
    return Analysis(
        mean=band.mean,
        upper=band.upper,
        lower=band.lower,
        points=points,
        trial=trial,
        assurance="" if trial else assurance(band, target, orientation),
        method=method(len(base), trend_run, shift_run, screen=screen),
    )


def limits(base: Sequence[float], *, screen: bool) -> Band:
    if len(base) < 2:
        raise ValueError("Limits need two values or more.")
    ranges = [abs(after - before) for before, after in pairwise(base)]
    typical = sum(ranges) / len(ranges)
    if screen:
        kept = [one for one in ranges if one < SCREEN_FACTOR * typical] or ranges
        typical = sum(kept) / len(kept)
    return Band(sum(base) / len(base), LIMIT_FACTOR * typical)


def marked(values: Sequence[float], band: Band, trend_run: int, shift_run: int) -> Found:
    """The first rule that names each point, in the order of the rules."""
    rules: list[Callable[[], Found]] = [
        lambda: outside(values, band),
        lambda: trends(values, trend_run),
        lambda: two_of_three(values, band),
        lambda: shifts(values, band, shift_run),
    ]
    first: Found = [None] * len(values)
    for rule in rules:
        first = [old or new for old, new in zip(first, rule(), strict=True)]
    return first


def outside(values: Sequence[float], band: Band) -> Found:
    """Rule 1: a point outside a limit."""
    return [("outside", band.side(one)) if band.is_outside(one) else None for one in values]


def trends(values: Sequence[float], run: int) -> Found:
    """Rule 2: `run` points in a row, all rising or all falling."""
    steps = [sign(after - before) for before, after in pairwise(values)]
    found: Found = [None] * len(values)
    for start in range(len(values) - run + 1):
        window = set(steps[start : start + run - 1])
        if window in ({1}, {-1}):
            found[start : start + run] = [("trend", steps[start])] * run
    return found


def two_of_three(values: Sequence[float], band: Band) -> Found:
    """Rule 3: 2 of 3 in a row in the outer third, all three on one side; marks those two."""
    found: Found = [None] * len(values)
    for start in range(len(values) - 2):
        window = range(start, start + 3)
        near = [place for place in window if band.is_near(values[place])]
        if len(near) >= 2 and len({band.side(values[place]) for place in window}) == 1:
            for place in near:
                found[place] = ("two of three", band.side(values[place]))
    return found


def shifts(values: Sequence[float], band: Band, run: int) -> Found:
    """Rule 4: `run` points in a row on one side of the mean; a point on the mean breaks the run."""
    sides = [band.side(one) for one in values]
    found: Found = [None] * len(values)
    for start in range(len(values) - run + 1):
        if set(sides[start : start + run]) in ({1}, {-1}):
            found[start : start + run] = [("shift", sides[start])] * run
    return found


def point(value: float, mark: tuple[Rule, int] | None, orientation: int) -> Point:
    if mark is None:
        return Point(value)
    rule, direction = mark
    natures: dict[int, Nature] = {0: "neutral", 1: "improvement", -1: "concern"}
    return Point(value, rule, direction, natures[direction * orientation])


def assurance(band: Band, target: float | None, orientation: int) -> Assurance:
    """Whether the process as it runs will meet the target: from the target against the limits."""
    if target is None or not orientation:
        return ""
    if band.lower <= target <= band.upper:
        return "hit or miss"
    out_of_reach = (target > band.upper) == (orientation > 0)
    return "fail" if out_of_reach else "pass"


def method(points: int, trend_run: int, shift_run: int, *, screen: bool) -> str:
    """How the limits were reckoned: printed under the chart."""
    trial = f" Trial limits: fewer than {ENOUGH_POINTS} points." if points < ENOUGH_POINTS else ""
    kept = "left out of" if screen else "kept in"
    return (
        f"Limits are the mean of {points} points plus and minus {LIMIT_FACTOR} times the mean "
        f"moving range; extreme ranges are {kept} the limits. Trend: {trend_run} points. "
        f"Shift: {shift_run} points.{trial}"
    )


def sign(number: float) -> int:
    return (number > 0) - (number < 0)
