"""How providers, contracts and what was observed come in from elsewhere."""

from portal.packs import Column, Reader, register
from training.models import (
    Change,
    Contract,
    Improvement,
    Measure,
    MeasureCheck,
    Observation,
    Provider,
)

register(
    Reader(
        file="training/providers.csv",
        title="Providers of training",
        model=Provider,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("name"),
            Column("contact", help="Who to write to."),
            Column("address"),
            Column("until", help="Last day on which they give training; empty: still."),
        ),
    )
)
register(
    Reader(
        file="training/contracts.csv",
        title="Contracts for training, and how they were awarded",
        model=Contract,
        scope="provider__partnership",
        columns=(
            Column("ref"),
            Column("provider"),
            Column("title", help="What is bought."),
            Column("route"),
            Column("need", help="What is needed, and why."),
            Column("bids"),
            Column("why", help="Why this provider."),
            Column("run_by", help="Who ran the procurement, by role."),
            Column("awarded_on"),
            Column("starts_on"),
            Column("ends_on"),
        ),
    )
)
register(
    Reader(
        file="training/measures.csv",
        title="What contracts for training are held to",
        model=Measure,
        scope="contract__provider__partnership",
        columns=(Column("ref"), Column("contract"), Column("order"), Column("text")),
    )
)
register(
    Reader(
        file="training/measure_checks.csv",
        title="Whether measures of contracts were met",
        model=MeasureCheck,
        scope="measure__contract__provider__partnership",
        columns=(
            Column("ref"),
            Column("measure"),
            Column("checked_on"),
            Column("outcome"),
            Column("note"),
        ),
    )
)
register(
    Reader(
        file="training/observations.csv",
        title="What was observed in sessions",
        model=Observation,
        scope="session__course__partnership",
        columns=(
            Column("ref"),
            Column("session"),
            Column("provider"),
            Column("role", help="In which role the observer came."),
            Column("observed_on"),
            Column("score", help="1 is poor, 4 is excellent."),
            Column("well"),
            Column("improve"),
        ),
    )
)
register(
    Reader(
        file="training/changes.csv",
        title="Change notices to providers",
        model=Change,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("kind"),
            Column("title"),
            Column("text", help="What courses must say."),
            Column("sent_on"),
            Column("due_on"),
        ),
    )
)
register(
    Reader(
        file="training/improvements.csv",
        title="What is to become better in courses and by providers",
        model=Improvement,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("provider"),
            Column("course", help="A provider, a course, or both."),
            Column("kind"),
            Column("text", help="What is to change. Names nobody."),
            Column("because", help="What shows the need."),
            Column("raised_on"),
            Column("due_on"),
            Column("settled_on"),
            Column("outcome", help="Needed once it is settled."),
        ),
    )
)
