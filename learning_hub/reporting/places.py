"""Places that add up: a small number of one must not follow from the whole and the others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from portal.figures import Figure, Mark, Sum, protect

if TYPE_CHECKING:
    from learning_hub.reporting.series import Reading


def kept_together(readings: Iterable["Reading"]) -> list["Reading"]:
    """The readings of one indicator; of each period so many hidden that none can be worked out."""
    periods: dict[tuple[date, date], list[Reading]] = defaultdict(list)
    for reading in readings:
        periods[reading.starts_on, reading.ends_on].append(reading)
    return [reading for places in periods.values() for reading in quiet(places)]


def quiet(places: list["Reading"]) -> list["Reading"]:
    """Of one period. A share is three counts: who is in it, who is not, and all of them."""
    if all(reading.figure.mark is Mark.SHOWN for reading in places):
        return places
    counts = {
        f"{place}:{part}": count
        for place, reading in enumerate(places)
        for part, count in enumerate(reading.figure.told)
    }
    figures = [Figure(key, "", count, "", people=True) for key, count in counts.items()]
    safe, _ = protect(figures, (), tuple(sums(counts)))
    hidden = {figure.key.partition(":")[0] for figure in safe if figure.mark is Mark.HIDDEN}
    return [
        hushed(reading) if str(place) in hidden else reading for place, reading in enumerate(places)
    ]


def sums(counts: dict[str, int]) -> Iterator[Sum]:
    """Wherever one place is as much as all the others together, it is their whole."""
    by_part: dict[str, list[str]] = defaultdict(list)
    for key in counts:
        by_part[key.partition(":")[2]].append(key)
    for keys in by_part.values():
        everything = sum(counts[key] for key in keys)
        for key in keys:
            others = tuple(other for other in keys if other != key)
            if others and counts[key] * 2 == everything:
                yield Sum(key, others)


def hushed(reading: "Reading") -> "Reading":
    return replace(reading, figure=replace(reading.figure, withheld=True), number=None)
