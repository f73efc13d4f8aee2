"""How what became of registers comes in from elsewhere."""

from collections.abc import Iterable
from typing import Any

from portal.packs import Column, Reader, register
from training.models import PART_MARKS, Closing, Correction, PartMark, WalkIn


def came_or_not(row: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Nobody attends one part in part."""
    if row.get("mark") not in PART_MARKS:
        yield "mark", "Say attended or absent."


register(
    Reader(
        file="training/closings.csv",
        title="Registers that were closed, and opened again",
        model=Closing,
        scope="session__course__partnership",
        columns=(
            Column("ref"),
            Column("session"),
            Column("name", help="Who closed it."),
            Column("closed_at"),
            Column("reopened_at", help="Empty while the closing holds."),
            Column("reopened_because"),
        ),
    )
)
register(
    Reader(
        file="training/part_marks.csv",
        title="Who came to which part of a session",
        model=PartMark,
        scope="booking__session__course__partnership",
        columns=(
            Column("ref"),
            Column("booking"),
            Column("part"),
            Column("mark", help="Attended or absent; no row where nobody has said."),
        ),
        checks=(came_or_not,),
    )
)
register(
    Reader(
        file="training/corrections.csv",
        title="Marks put right after a register was closed",
        model=Correction,
        scope="booking__session__course__partnership",
        columns=(
            Column("ref"),
            Column("booking"),
            Column("was"),
            Column("became"),
            Column("because"),
            Column("part", help="Empty where the mark of the whole was put right."),
            Column("name", help="Who put it right."),
            Column("made_at"),
        ),
    )
)
register(
    Reader(
        file="training/walk_ins.csv",
        title="People who came without a booking",
        model=WalkIn,
        scope="booking__session__course__partnership",
        columns=(
            Column("ref"),
            Column("booking"),
            Column("address", help="Work email address, where they gave one."),
            Column("added_place", help="Every place was taken, so one was added."),
            Column("because"),
            Column("at"),
        ),
    )
)
