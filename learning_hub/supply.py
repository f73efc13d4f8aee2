"""Figures that casework and training give the hub: what was taught, and what it changed.

An app above the hub marks a function in its `reporting`; the hub asks each and knows none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from portal.figures import Chapter


@dataclass(frozen=True)
class Supply:
    """Chapters of one period, each safe to print: the same that the app prints in its report."""

    label: str
    chapters: tuple[Chapter, ...]


Supplier = Callable[[int, date], Supply | None]
suppliers: list[Supplier] = []


def supplies(supplier: Supplier) -> Supplier:
    """Mark a function of (partnership id, day): what is there to tell on that day, or nothing."""
    suppliers.append(supplier)
    return supplier


def told(partnership_id: int, day: date) -> list[Supply]:
    """What every app tells the hub of a partnership."""
    found = (supplier(partnership_id, day) for supplier in suppliers)
    return [one for one in found if one is not None]
