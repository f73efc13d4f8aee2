"""How child death review comes in from elsewhere, and leaves again. No column names a child."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cdop.models import CdopFact, Death, Factor, PanelMeeting, PanelReview, ReviewFactor
from partners.models import Role
from portal.packs import Column, Reader, register

Row = dict[str, Any]
Faults = Iterable[tuple[str, str]]

PRINTED = (
    Column("in_report", help="yes when it is printed in the yearly report"),
    Column("paper", help="title of the paper it comes from"),
)
GENERATED = Column("generated", help="yes when it was invented for demonstration")


def plain(*names: str) -> tuple[Column, ...]:
    """Columns that say all about themselves in the model."""
    return tuple(Column(name) for name in names)


def is_told_after_the_death(row: Row) -> Faults:
    died, told = row.get("died_on"), row.get("notified_on")
    if isinstance(died, date) and isinstance(told, date) and told < died:
        yield "notified_on", "Give a day on or after the day of death."


def responds_to_the_unexpected(row: Row) -> Faults:
    if row.get("joint_agency_response") and row.get("expected") is not False:
        yield (
            "joint_agency_response",
            "Write no, or write no under expected: only an unexpected death has one.",
        )
    if row.get("joint_agency_response_on") and not row.get("joint_agency_response"):
        yield "joint_agency_response_on", "Leave the day empty, or write yes for the response."


def passes_on_who_lived_elsewhere(row: Row) -> Faults:
    if row.get("passed_on") and not row.get("out_of_county"):
        yield "passed_on", "Leave the day empty, or write yes under out_of_county."


def says_which_figure(row: Row) -> Faults:
    if row.get("kind") == CdopFact.Kind.PRINTED and not row.get("measure"):
        yield "measure", 'Say which figure these words stand beside, such as "neonatal".'


register(
    Reader(
        role=Role.CDOP_COORDINATOR,
        file="cdop/deaths.csv",
        title="Deaths of children, by number, band and dates",
        model=Death,
        scope="partnership",
        columns=(
            *plain("ref", "partnership", "number", "area", "died_on", "notified_on", "age_band"),
            Column("expected", help="empty where it is not recorded"),
            *plain("joint_agency_response", "joint_agency_response_on", "out_of_county"),
            *plain("passed_on", "review_meeting_on"),
            GENERATED,
        ),
        checks=(
            is_told_after_the_death,
            responds_to_the_unexpected,
            passes_on_who_lived_elsewhere,
        ),
    )
)
register(
    Reader(
        role=Role.CDOP_COORDINATOR,
        file="cdop/panel_meetings.csv",
        title="Meetings of the child death overview panel",
        model=PanelMeeting,
        scope="partnership",
        columns=(*plain("ref", "partnership", "group", "held_on"), GENERATED),
    )
)
register(
    Reader(
        role=Role.CDOP_COORDINATOR,
        file="cdop/panel_reviews.csv",
        title="What the panel found in each death",
        model=PanelReview,
        scope="death__partnership",
        columns=(
            *plain("ref", "death", "meeting", "reviewed_on"),
            Column("modifiable", help="empty where it is not recorded"),
            Column("category", help="1 to 10; the highest in the national list that fits"),
            GENERATED,
        ),
    )
)
register(
    Reader(
        role=Role.CDOP_COORDINATOR,
        file="cdop/factors.csv",
        title="Factors that can be changed, as the panel names them",
        model=Factor,
        scope="partnership",
        columns=(*plain("ref", "partnership", "name", "order"), *PRINTED),
    )
)
register(
    Reader(
        role=Role.CDOP_COORDINATOR,
        file="cdop/review_factors.csv",
        title="How far each factor bears on each death",
        model=ReviewFactor,
        scope="panel_review__death__partnership",
        columns=plain("ref", "panel_review", "factor", "relevance"),
    )
)
register(
    Reader(
        role=Role.CDOP_COORDINATOR,
        file="cdop/facts.csv",
        title="What a paper says of the panel and its year",
        model=CdopFact,
        scope="partnership",
        columns=(
            *plain("ref", "partnership", "year", "kind", "order", "text"),
            Column(
                "measure", help='the figure that printed words stand beside, such as "neonatal"'
            ),
            Column("note"),
            *PRINTED,
        ),
        checks=(says_which_figure,),
    )
)
