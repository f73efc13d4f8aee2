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
from portal.figures.people import counts_people
from portal.figures.suppression import Mark, Sum, is_small
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
    "counts_people",
    "fewer_than",
    "grouped",
    "is_small",
    "percent",
    "pounds",
    "protect",
    "rounded",
]
