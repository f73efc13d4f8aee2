"""How what became of registers comes in from elsewhere."""

from portal.packs import Column, Reader, register
from training.models import Closing, Correction, WalkIn

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
