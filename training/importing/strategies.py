"""How training strategies, their targets and what was reached come in, and leave again."""

from portal.packs import Column, Reader, register
from training.models import StrategyTarget, TargetCount, TrainingStrategy

register(
    Reader(
        file="training/strategies.csv",
        title="Training strategies of agencies and sectors",
        model=TrainingStrategy,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("agency"),
            Column("sector", help="Where it is for all agencies of a sector; then no agency."),
            Column("title"),
            Column("written_by", help="A team or a job."),
            Column("about", help="What it says, in short. Names nobody."),
            Column("link", help="Where it can be read."),
            Column("starts_on"),
            Column("ends_on"),
        ),
    )
)
register(
    Reader(
        file="training/strategy_targets.csv",
        title="What training strategies aim at",
        model=StrategyTarget,
        scope="strategy__partnership",
        columns=(
            Column("ref"),
            Column("strategy"),
            Column("level", help="As the scheme of these staff calls it."),
            Column("staff", help="Which staff need it."),
            Column("share", help="Per cent of them, 1 to 100."),
            Column("due_on"),
            Column("settled_on"),
            Column("outcome", help="Needed once it is settled."),
        ),
    )
)
register(
    Reader(
        file="training/target_counts.csv",
        title="What of a training strategy was reached on a day",
        model=TargetCount,
        scope="target__strategy__partnership",
        columns=(
            Column("ref"),
            Column("target"),
            Column("counted_on"),
            Column("reached", help="How many had the level. Empty where not available."),
            Column("needed", help="How many needed it. Empty where not available."),
            Column("note"),
        ),
    )
)
