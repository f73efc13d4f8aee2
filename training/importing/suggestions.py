"""How improvements of booking come in, and leave again."""

from portal.packs import Column, Reader, register
from training.models import Suggestion

register(
    Reader(
        file="training/suggestions.csv",
        title="Improvements of booking that were asked for",
        model=Suggestion,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("text", help="What should be better. Names nobody."),
            Column("asked_on"),
            Column("answer"),
            Column("answered_on", help="Needed where there is an answer."),
        ),
    )
)
