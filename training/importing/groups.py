"""How groups that answer for training come in, and leave again."""

from portal.packs import Column, Reader, register
from training.models import TrainingGroup

register(
    Reader(
        file="training/groups.csv",
        title="Groups that answer for training, from when to when",
        model=TrainingGroup,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("group"),
            Column("kind"),
            Column("part", help="Which questions it answers."),
            Column("since"),
            Column("until", help="Empty while it still does."),
            Column("takes_over_from", help="The row of the group before it."),
        ),
    )
)
