"""One number with its meaning: what may be printed of it, and how it was counted."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from portal.figures.suppression import Mark, is_small, smallest_shown

NOT_AVAILABLE = "Not available"
HIDDEN = "hidden"

Value = int | Decimal | str | None
Unit = Literal["count", "percent", "pounds", "text"]


@dataclass(frozen=True)
class Scope:
    """Whose figures, and from when to when, both days included."""

    partnership_id: int
    start: date
    end: date
    label: str


@dataclass(frozen=True)
class Figure:
    """A number that leaves an app. Print `text`, draw `shown`, never `value`.

    A percentage is given by its counts: `value` of `base`, and `base_label` says of what.
    """

    key: str
    label: str
    value: Value
    definition: str
    base: int | None = None
    base_label: str = ""
    unit: Unit = "count"
    qualifier: str = ""
    people: bool = False
    period: str = ""
    places: int = 0
    withheld: bool = False
    noun: str = ""

    def __post_init__(self) -> None:
        if self.unit == "percent":
            self._insist_on_a_base()
        elif self.people and self.unit == "count" and not isinstance(self.value, int | None):
            raise ValueError(f"{self.key}: a count of people is a whole number or None.")

    def _insist_on_a_base(self) -> None:
        if not self.base_label:
            raise ValueError(f"{self.key}: a percentage says what it is a percentage of.")
        if self.value is None:
            return
        if not isinstance(self.value, int) or self.base is None:
            raise ValueError(f"{self.key}: a percentage is a count and the count it is part of.")
        if not 0 <= self.value <= self.base:
            raise ValueError(f"{self.key}: {self.value} is no part of {self.base}.")

    @property
    def mark(self) -> Mark:
        """What may be printed of this figure standing alone, unless a chapter hid it."""
        if self.withheld:
            return Mark.HIDDEN
        if not any(is_small(count) for count in self.told):
            return Mark.SHOWN
        return Mark.HIDDEN if self.unit == "percent" else Mark.SMALL

    @property
    def told(self) -> tuple[int, ...]:
        """Every count of people that the printed figure tells, or lets the reader work out."""
        if not self.people or not isinstance(self.value, int):
            return ()
        if self.unit == "percent" and self.base is not None:
            return (self.value, self.base - self.value, self.base)
        return (self.value,) if self.unit == "count" else ()

    @property
    def text(self) -> str:
        """What may be printed, everywhere."""
        if self.value is None:
            return NOT_AVAILABLE
        if self.mark is not Mark.SHOWN:
            return HIDDEN if self.mark is Mark.HIDDEN else fewer_than()
        return self._qualified(self._plain())

    def _plain(self) -> str:
        if isinstance(self.value, str) or self.value is None or self.unit == "text":
            return str(self.value)
        if self.unit == "percent":
            share = percent(int(self.value), self.base or 0, self.places)
            return f"{share} ({self.value:,} of {self.base:,})"
        if self.unit == "pounds":
            return pounds(self.value)
        return f"{grouped(self.value)} {self.noun}".rstrip()

    def _qualified(self, text: str) -> str:
        """A lone word goes before the number, "circa £16,000"; a phrase stands by itself."""
        if not self.qualifier:
            return text
        phrase = self.unit == "percent" and " " in self.qualifier
        return f"{self.qualifier}{':' if phrase else ''} {text}"

    @property
    def shown(self) -> Decimal | int | None:
        """The number for a chart or a spreadsheet: None when it is hidden, missing or a text."""
        if self.mark is not Mark.SHOWN or isinstance(self.value, str | None):
            return None
        if self.unit == "percent":
            return rounded(int(self.value), self.base, self.places) if self.base else None
        return self.value

    @property
    def note(self) -> str:
        """Why there is no number, in a sentence; empty when there is one."""
        if self.value is None:
            return "The records do not hold this number."
        return "" if self.mark is Mark.SHOWN else hiding_note()


def fewer_than() -> str:
    return f"fewer than {smallest_shown()}"


def hiding_note() -> str:
    return (
        f"Counts of people below {smallest_shown()} are not printed. Some other numbers are hidden "
        "with them, so that nobody can work them out."
    )


def rounded(part: int, whole: int, places: int = 0) -> Decimal:
    """The percentage, a half always up, as people round by hand. `whole` is not 0."""
    share = Decimal(100 * part) / Decimal(whole)
    return share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent(part: int, whole: int, places: int = 0) -> str:
    return f"{rounded(part, whole, places)}%" if whole else NOT_AVAILABLE


def grouped(number: int | Decimal) -> str:
    """Thousands by commas: 3,637."""
    return f"{number:,}"


def pounds(amount: int | Decimal) -> str:
    """Pence only where there are some: £270,106 and £12.50, and -£25 for what is owed."""
    whole = amount == int(amount)
    text = f"{abs(int(amount)):,}" if whole else f"{abs(amount):,.2f}"
    return f"{'-' if amount < 0 else ''}£{text}"
