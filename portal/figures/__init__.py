"""Numbers that leave an app. Small ones are hidden before anybody can print them."""

from portal.figures.chapter import Chapter, Listing, protect
from portal.figures.figure import (
    HIDDEN,
    NOT_AVAILABLE,
    Figure,
    Scope,
    fewer_than,
    grouped,
    percent,
    pounds,
    rounded,
)
from portal.figures.suppression import Mark, Sum
from portal.figures.table import Table

__all__ = [
    "HIDDEN",
    "NOT_AVAILABLE",
    "Chapter",
    "Figure",
    "Listing",
    "Mark",
    "Scope",
    "Sum",
    "Table",
    "fewer_than",
    "grouped",
    "percent",
    "pounds",
    "protect",
    "rounded",
]
