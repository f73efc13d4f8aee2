"""How programme years, needs and conferences come in from elsewhere."""

from portal.packs import Column, Reader, register
from training.models import (
    Conference,
    FollowUp,
    ProgrammeCourse,
    ProgrammeItem,
    ProgrammeYear,
    TrainingNeed,
)

FACT = (Column("in_report"), Column("paper"))


def columns(names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in ("ref", *names.split()))


register(
    Reader(
        file="training/programme_years.csv",
        title="Training programmes, year by year",
        model=ProgrammeYear,
        scope="partnership",
        columns=columns("partnership begins_on status commissioned_on note"),
    )
)
register(
    Reader(
        file="training/programme_courses.csv",
        title="Courses of a year's programme",
        model=ProgrammeCourse,
        scope="programme__partnership",
        columns=columns("programme course sessions note"),
    )
)
register(
    Reader(
        file="training/needs.csv",
        title="What training is needed for",
        model=TrainingNeed,
        scope="partnership",
        columns=(
            *columns("partnership text kind recommendation audit priority source raised_on status"),
            Column("settled_because", help="Needed once it is met or set aside."),
            Column("settled_on", help="Needed once it is met or set aside."),
            Column("courses", help="Courses that answer it."),
            *FACT,
        ),
    )
)
register(
    Reader(
        file="training/conferences.csv",
        title="Conferences for practitioners",
        model=Conference,
        scope="partnership",
        columns=(
            *columns("partnership title about"),
            Column("expected", help="As exactly as it is known."),
            Column("priorities"),
            Column("session", help="Its day, once that is planned."),
            *FACT,
        ),
    )
)
register(
    Reader(
        file="training/programme_items.csv",
        title="Programmes of conferences",
        model=ProgrammeItem,
        scope="conference__partnership",
        columns=(
            *columns("conference at title kind speaker"),
            Column("consent_on", help="Needed for lived experience."),
        ),
    )
)
register(
    Reader(
        file="training/follow_ups.csv",
        title="What conferences promised to make",
        model=FollowUp,
        scope="conference__partnership",
        columns=columns("conference title status due resource"),
    )
)
