"""How the hub's records come in from elsewhere, and leave again."""

from collections.abc import Iterable

from learning_hub.models import (
    Audit,
    Conference,
    Cycle,
    CycleEvent,
    Finding,
    HubNote,
    Indicator,
    LearningPoint,
    Recommendation,
    Resource,
    Stage,
    Theme,
    Value,
)
from portal.packs import Column, Reader, register

Row = dict[str, object]
Faults = Iterable[tuple[str, str]]


def columns(*names: str) -> tuple[Column, ...]:
    """Columns of which the model says everything."""
    return tuple(Column(name) for name in names)


PRINTED = (
    Column("in_report", help="yes when it is part of the yearly report"),
    Column("paper", help="title of the paper it was printed in"),
)


def was_printed(row: Row) -> Faults:
    if row.get("status") != LearningPoint.Status.DRAFT and not row.get("paper"):
        yield (
            "paper",
            "Give the paper it was printed in, or bring it as a draft.",
        )


def follows_something(row: Row) -> Faults:
    if not row.get("learning_point") and not row.get("audit"):
        yield "audit", "Give the audit or the learning point that this recommendation follows."


def refuses_with_reason(row: Row) -> Faults:
    if row.get("accepted") is False and not row.get("reason"):
        yield "reason", "Give the reason why it was not accepted."


def says_what_the_impact_was(row: Row) -> Faults:
    if row.get("impact_on") and not row.get("impact"):
        yield "impact", "Say what the check of impact found, or leave its day empty."


def closes_with_output(row: Row) -> Faults:
    if row.get("closed_on") and not row.get("output"):
        yield "output", "Say what the stage made: it cannot be closed without its output."


def has_one_scope(row: Row) -> Faults:
    if bool(row.get("area")) == bool(row.get("agency")):
        yield "area", "Give an area or an agency as the scope: one of them, not both."


def has_a_unit(row: Row) -> Faults:
    if row.get("value") is not None and not row.get("unit"):
        yield "unit", "Give the unit of the value, such as percent."


def is_there_or_not_available(row: Row) -> Faults:
    missing = row.get("value") is None
    if missing != (row.get("status") == Value.Status.NOT_AVAILABLE):
        yield "value", "Give a value, or the status “not available” and no value."


def ends_after_it_starts(row: Row) -> Faults:
    starts, ends = row.get("starts_on"), row.get("ends_on")
    if starts and ends and str(ends) < str(starts):
        yield "ends_on", "The period must end on or after the day it starts."


register(
    Reader(
        file="learning_hub/themes.csv",
        title="Themes",
        model=Theme,
        columns=columns("ref", "name"),
    )
)
register(
    Reader(
        file="learning_hub/notes.csv",
        title="What the hub says about itself",
        model=HubNote,
        scope="partnership",
        columns=(*columns("ref", "partnership", "kind", "order", "text"), *PRINTED),
    )
)
register(
    Reader(
        file="learning_hub/resources.csv",
        title="Resources",
        model=Resource,
        scope="partnership",
        columns=(
            *columns("ref", "partnership", "title", "kind"),
            Column("partner", help="the agency it was made with"),
            Column("status"),
            Column("published"),
            Column("version"),
            Column("review_by"),
            Column("note"),
            Column("public", help="yes when people without an account may see it"),
            *PRINTED,
        ),
    )
)
register(
    Reader(
        file="learning_hub/cycles.csv",
        title="Cycles",
        model=Cycle,
        scope="partnership",
        columns=(
            *columns("ref", "partnership", "order", "theme", "lens"),
            Column("status", help="as recorded"),
            *columns("note", "planned_from", "planned_to", "actual_from", "actual_to"),
            *PRINTED,
        ),
    )
)
register(
    Reader(
        file="learning_hub/stages.csv",
        title="Stages of cycles",
        model=Stage,
        scope="cycle__partnership",
        columns=columns(
            "ref", "cycle", "number", "month", "name", "planned_on", "closed_on", "output"
        ),
        checks=(closes_with_output,),
    )
)
register(
    Reader(
        file="learning_hub/events.csv",
        title="Events of cycles",
        model=CycleEvent,
        scope="cycle__partnership",
        columns=(
            *columns("ref", "cycle", "held", "title"),
            Column("places", kind="list"),
            Column("outputs", kind="list"),
            *PRINTED,
        ),
    )
)
register(
    Reader(
        file="learning_hub/audits.csv",
        title="Audits",
        model=Audit,
        scope="partnership",
        columns=(
            *columns("ref", "partnership", "title", "kind", "method", "aim"),
            Column("area", help="an area or an agency, not both"),
            Column("agency"),
            Column("year", help="as recorded, such as 2019-20 or 2020-09"),
            Column("status"),
            Column("count", help="how many, where the paper counts several as one"),
            Column("cycle"),
            *PRINTED,
        ),
        checks=(has_one_scope,),
    )
)
register(
    Reader(
        file="learning_hub/findings.csv",
        title="Findings of audits",
        model=Finding,
        scope="audit__partnership",
        columns=(
            *columns("ref", "audit", "parent", "order", "kind", "text", "value", "unit"),
            Column("base", help="empty where the paper gives none"),
            Column("base_label"),
            Column("qualifier"),
            *PRINTED,
        ),
        checks=(has_a_unit,),
    )
)
register(
    Reader(
        file="learning_hub/learning_points.csv",
        title="Learning points",
        model=LearningPoint,
        scope="partnership",
        columns=(
            *columns("ref", "partnership"),
            Column("text", help="nothing that could lead back to a child"),
            Column("source_kind"),
            Column("year", help="as recorded, such as 2019-20"),
            Column("area"),
            Column("themes"),
            Column("status"),
            *PRINTED,
        ),
        checks=(was_printed,),
    )
)
register(
    Reader(
        file="learning_hub/recommendations.csv",
        title="Recommendations",
        model=Recommendation,
        scope="partnership",
        columns=(
            *columns(
                "ref", "partnership", "learning_point", "audit", "finding", "to", "text", "count"
            ),
            Column("qualifier"),
            Column("accepted", help="empty when the agency has not answered"),
            *columns("reason", "actions", "resources", "impact", "impact_on"),
            *PRINTED,
        ),
        checks=(follows_something, refuses_with_reason, says_what_the_impact_was),
    )
)
register(
    Reader(
        file="learning_hub/indicators.csv",
        title="Indicators",
        model=Indicator,
        scope="partnership",
        columns=(
            *columns("ref", "partnership", "name", "order", "unit"),
            Column("counts", help="what is counted, such as children"),
            Column(
                "people",
                required=True,
                help="yes when it counts people: small numbers are hidden",
            ),
            Column("polarity"),
            Column("kind"),
            Column("definition"),
            Column("frequency"),
            Column("source"),
            Column("counted_from"),
            Column("conference_kind", help="when counted from conferences; empty for all"),
            *PRINTED,
        ),
    )
)
register(
    Reader(
        file="learning_hub/values.csv",
        title="Values of indicators",
        model=Value,
        scope="indicator__partnership",
        columns=(
            *columns("ref", "indicator"),
            Column("period", help="as printed, such as 2018-19"),
            Column("starts_on"),
            Column("ends_on"),
            Column("area"),
            Column("value"),
            Column("qualifier"),
            Column("status"),
            Column("numerator"),
            Column("denominator"),
            *PRINTED,
        ),
        checks=(is_there_or_not_available, ends_after_it_starts),
    )
)
register(
    Reader(
        file="learning_hub/conferences.csv",
        title="Child protection conferences",
        model=Conference,
        scope="partnership",
        columns=columns("ref", "partnership", "area", "held_on", "kind", "children_count"),
    )
)
