"""Which numbers of people stay hidden, so that none below the smallest shown can be worked out.

A small number (1 to 4) prints as "fewer than 5". Numbers that add up to a printed total could give
it away, so others are hidden with it, cheapest first, until the reader of everything printed
is left with at least three possible values for every small number. The proof is by example: for
each value we find another set of numbers that prints exactly the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from heapq import heappop, heappush

from django.conf import settings

# Besides the true value, this many others must stay possible for every small number.
DOUBT = 2
# A search that has looked at this many positions gives up, and hides all that hangs together.
PATIENCE = 5000
# Hiding a true zero, or turning "fewer than 5" into "hidden", is the last thing to do.
ZERO_COSTS = 1_000_000
WEAKENING_COSTS = 1_000


class Mark(Enum):
    """What may be printed in a cell: its value, "fewer than 5", or that it is hidden."""

    SHOWN = "shown"
    SMALL = "small"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Sum:
    """A total and the parts that add up to it, by their keys. One part: the same number twice."""

    total: str
    parts: tuple[str, ...]


def smallest_shown() -> int:
    return int(settings.SMALLEST_SHOWN)


def is_small(count: int) -> bool:
    """A true zero is no small number: it says that nobody is there."""
    return 0 < count < smallest_shown()


def marks(
    counts: Mapping[str, int], sums: Sequence[Sum], hidden: frozenset[str] = frozenset()
) -> dict[str, Mark]:
    """Decide for counts of people that are printed together. `hidden` ones stay hidden."""
    found = {key: Mark.SMALL if is_small(count) else Mark.SHOWN for key, count in counts.items()}
    found |= dict.fromkeys(hidden, Mark.HIDDEN)
    sheet = Sheet(counts, sums, found)
    for key, count in counts.items():
        if is_small(count):
            sheet.protect(key)
    return found


@dataclass(frozen=True)
class Step:
    """One cell that moves by one, so that a sum holds again."""

    key: str
    by: int


Gaps = frozenset[tuple[int, int]]
Change = dict[str, int]


@dataclass(order=True)
class Path:
    """A change under way: what it costs to hide so far, and which sums do not hold yet."""

    cost: int
    turn: int
    change: Change = field(compare=False)
    gaps: Gaps = field(compare=False)
    opened: tuple[str, ...] = field(compare=False)


class Sheet:
    """Numbers printed together, the sums that tie them, and what the reader is told of each."""

    def __init__(
        self, counts: Mapping[str, int], sums: Sequence[Sum], found: dict[str, Mark]
    ) -> None:
        self.counts = counts
        self.found = found
        self.weights = [weights(one) for one in sums]
        self.ties: dict[str, list[int]] = {key: [] for key in counts}
        for number, weight in enumerate(self.weights):
            for key in weight:
                self.ties[key].append(number)

    def protect(self, key: str) -> None:
        """Hide more until `DOUBT` other values of this cell print the same as the true one."""
        while self.room(key) < DOUBT:
            cheapest = self.cheapest_way_out(key)
            if cheapest is None:
                self.found.update(dict.fromkeys(self.together(key), Mark.HIDDEN))
                return
            for cell in cheapest:
                self.found[cell] = Mark.HIDDEN

    def room(self, key: str) -> int:
        """How many other values the cell could have, for all the reader knows."""
        return sum(len(self.climb(key, by)) - 1 for by in (1, -1))

    def climb(self, key: str, by: int) -> list[Change]:
        """The true numbers, then others that print the same, each one step further."""
        rungs: list[Change] = [dict(self.counts)]
        while len(rungs) <= DOUBT:
            path = self.search(rungs[-1], Step(key, by), free=True)
            if path is None:
                break
            rungs.append(moved(rungs[-1], path.change))
        return rungs

    def cheapest_way_out(self, key: str) -> tuple[str, ...] | None:
        """The cells to hide so that this one may be one more, or one less, than it now can."""
        ways = (self.search(self.climb(key, by)[-1], Step(key, by), free=False) for by in (1, -1))
        found = [path for path in ways if path]
        return min(found, key=lambda path: path.cost).opened if found else None

    def search(self, numbers: Mapping[str, int], first: Step, *, free: bool) -> Path | None:
        """The cheapest change that begins with `first` and leaves every sum standing."""
        if numbers[first.key] + first.by < 0:
            return None
        turn = 0
        queue = [self.extend(Path(0, 0, {}, frozenset(), ()), first, numbers, turn)]
        seen: set[Gaps] = set()
        while queue and turn < PATIENCE:
            path = heappop(queue)
            if not path.gaps or (free and path.cost):
                return None if free and path.cost else path
            steps = () if path.gaps in seen else self.repairs(path, numbers)
            seen.add(path.gaps)
            for step in steps:
                turn += 1
                heappush(queue, self.extend(path, step, numbers, turn))
        return None

    def repairs(self, path: Path, numbers: Mapping[str, int]) -> Iterator[Step]:
        """Every single step that closes the first gap, and takes no number below nothing."""
        tie, gap = min(path.gaps)
        for key, weight in self.weights[tie].items():
            step = Step(key, -gap * weight)
            if key not in path.change and numbers[key] + step.by >= 0:
                yield step

    def extend(self, path: Path, step: Step, numbers: Mapping[str, int], turn: int) -> Path:
        gaps = dict(path.gaps)
        for tie in self.ties[step.key]:
            gaps[tie] = gaps.get(tie, 0) + step.by * self.weights[tie][step.key]
        still = frozenset((tie, gap) for tie, gap in gaps.items() if gap)
        price = self.price(step.key, step.by, numbers)
        opened = (*path.opened, step.key) if price else path.opened
        change = {**path.change, step.key: step.by}
        return Path(path.cost + price, turn, change, still, opened)

    def price(self, key: str, by: int, numbers: Mapping[str, int]) -> int:
        """What it costs to let the cell move so: nothing, when the reader could not tell."""
        mark, count = self.found[key], self.counts[key]
        if mark is Mark.HIDDEN or (mark is Mark.SMALL and is_small(numbers[key] + by)):
            return 0
        if mark is Mark.SMALL:
            return WEAKENING_COSTS + count
        return count or ZERO_COSTS

    def together(self, key: str) -> set[str]:
        """Every cell that hangs on this one through some chain of sums."""
        cells = {key}
        waiting = [key]
        while waiting:
            for tie in self.ties[waiting.pop()]:
                waiting += [cell for cell in self.weights[tie] if cell not in cells]
                cells |= set(self.weights[tie])
        return cells


def weights(one: Sum) -> dict[str, int]:
    """A sum as an equation: its parts count 1, its total -1, and all together make nothing."""
    return {**dict.fromkeys(one.parts, 1), one.total: -1}


def moved(numbers: Mapping[str, int], change: Change) -> Change:
    return {key: count + change.get(key, 0) for key, count in numbers.items()}
