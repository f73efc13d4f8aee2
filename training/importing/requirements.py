"""How what agencies ask of their people, and give them themselves, comes in from elsewhere."""

from portal.packs import Column, Reader, register
from training.models import AgencyTraining

register(
    Reader(
        file="training/agency_training.csv",
        title="Training agencies gave to their own people, counted apart",
        model=AgencyTraining,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("agency"),
            Column("title", help="What it was about."),
            Column("held_on"),
            Column("hours", help="Empty where not recorded."),
            Column("people", help="How many came."),
            Column("given_by"),
        ),
    )
)
