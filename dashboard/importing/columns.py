"""Columns that many files of this app have."""

from collections.abc import Iterable

from dashboard.models import Tile
from partners.models import Partnership
from portal.packs import Column

Faults = Iterable[tuple[str, str]]

REF = Column("ref")
PARTNERSHIP = Column("partnership", kind="reference", to=Partnership)
TILE = Column("tile", kind="reference", to=Tile)
ORDER = Column("order", kind="integer")
TEXT = Column("text", kind="text")
FROM_PAPER = (
    Column("in_report", kind="boolean", required=False, help="Printed in the yearly report."),
    Column("paper", required=False, max_length=160, help="Title of the paper it comes from."),
)
