"""How levels, origins and parts come in from elsewhere."""

from collections.abc import Iterator
from typing import Any

from portal.packs import Column, Reader, register
from training.models import CourseLevel, CourseOrigin, SessionPart

FACT = (Column("in_report"), Column("paper"))
LINKS = ("recommendation", "audit", "priority", "title")


def says_what_it_answers(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not any(row.get(name) for name in LINKS):
        yield "title", "Say what the course answers: a recommendation, audit, priority or title."


register(
    Reader(
        file="training/course_levels.csv",
        title="Levels of training",
        model=CourseLevel,
        scope="partnership",
        columns=(
            Column("ref"),
            Column("partnership"),
            Column("code", help="Such as Level 2."),
            Column("name", help="Who the level is for."),
            Column("order"),
            Column("since"),
            Column("until"),
            *FACT,
        ),
    )
)
register(
    Reader(
        file="training/course_origins.csv",
        title="What courses answer",
        model=CourseOrigin,
        scope="course__partnership",
        columns=(
            Column("ref"),
            Column("course"),
            Column("kind"),
            Column("recommendation"),
            Column("audit"),
            Column("priority"),
            Column("title", help="In words that may be published."),
            *FACT,
        ),
        checks=(says_what_it_answers,),
    )
)
register(
    Reader(
        file="training/session_parts.csv",
        title="Parts of sessions",
        model=SessionPart,
        scope="session__course__partnership",
        columns=(
            Column("ref"),
            Column("session"),
            Column("order"),
            Column("starts_at"),
            Column("ends_at"),
            Column("venue"),
        ),
    )
)
