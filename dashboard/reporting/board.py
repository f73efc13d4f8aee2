"""The dashboard on a day: the colour of each tile, how many of each, and what has changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.models import NOT_RECORDED, Colour, Element, Legend, Rating, Tile, words_of

ORDER = (Colour.GREEN, Colour.AMBER, Colour.RED, "")


@dataclass(frozen=True)
class TileState:
    """One tile on one day, and on another day when two are compared."""

    tile: Tile
    words: dict[str, str]
    rating: Rating | None
    elements: tuple[tuple[Element, Rating | None], ...]
    has_work: bool
    compared: bool = False
    before: Rating | None = None

    @property
    def colour(self) -> str:
        return self.rating.colour if self.rating else ""

    @property
    def word(self) -> str:
        return self.words.get(self.colour, NOT_RECORDED)

    @property
    def hint(self) -> str:
        return self.rating.colour_hint if self.rating else ""

    @property
    def red(self) -> list[Element]:
        """The elements that stand at red. The colour of the tile does not follow from them."""
        return [part for part, rating in self.elements if rating and rating.colour == Colour.RED]

    @property
    def unanswered(self) -> bool:
        """Something is red and no row of the work programme deals with it."""
        return bool(self.red or self.colour == Colour.RED) and not self.has_work

    @property
    def mix(self) -> str:
        """How many elements have which colour, as a sentence; empty when there are none."""
        if not self.elements:
            return ""
        counts = Counter(rating.colour if rating else "" for _, rating in self.elements)
        named = [f"{counts[c]} {c or 'not recorded'}" for c in ORDER if counts[c]]
        return f"{', '.join(named)} of {len(self.elements)} elements"

    @property
    def change(self) -> str:
        """What became of the tile between the two days, in words."""
        was = self.words.get(self.before.colour if self.before else "", NOT_RECORDED)
        return (
            f"No change: {was.lower()}" if was == self.word else f"{was}, now {self.word.lower()}"
        )


@dataclass(frozen=True)
class Board:
    """All tiles on a day."""

    day: date
    legend: tuple[Legend, ...]
    states: tuple[TileState, ...]
    against: date | None = None

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Colour, its word and how many tiles have it; the best first, not recorded last."""
        found = Counter(state.colour for state in self.states)
        words = words_of(self.legend)
        return [(colour, words.get(colour, NOT_RECORDED), found[colour]) for colour in ORDER]

    @property
    def line(self) -> str:
        """The count line: "0 on track, 2 more to do, 7 not recorded"."""
        return ", ".join(f"{number} {word.lower()}" for _, word, number in self.counts)


def board(
    tiles: Iterable[Tile],
    *,
    legend: Iterable[Legend],
    day: date,
    against: date | None = None,
    worked: frozenset[int] = frozenset(),
) -> Board:
    """The tiles, which come `with_ratings`, on a day. `worked`: tiles that have a row of work."""
    legend = tuple(legend)
    words = words_of(legend)
    states = (
        TileState(
            tile=tile,
            words=words,
            rating=tile.rating_at(day),
            elements=tuple(tile.elements_at(day)),
            has_work=tile.pk in worked,
            compared=against is not None,
            before=tile.rating_at(against) if against else None,
        )
        for tile in tiles
    )
    return Board(day=day, legend=legend, states=tuple(states), against=against)
