"""How reports of training and who has read them come in, and leave again."""

from portal.packs import Column, Reader, register
from training.models import TrainingReport, TrainingSignOff

register(
    Reader(
        file="training/reports.csv",
        title="Reports of training that were made",
        model=TrainingReport,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("year"),
            Column("quarter", help="1 to 4 from April on; empty for the whole year."),
        ),
    )
)
register(
    Reader(
        file="training/sign_offs.csv",
        title="Which group has read which report",
        model=TrainingSignOff,
        scope="report__partnership",
        columns=(
            Column("ref"),
            Column("report"),
            Column("group"),
            Column("seal", help="Of the report as it read."),
            Column("note"),
            Column("signed_on"),
        ),
    )
)
