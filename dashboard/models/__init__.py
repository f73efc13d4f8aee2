"""The facts of the dashboard: tiles, work programme, risks and reports."""

from dashboard.models.programmes import (
    LeadRole,
    Outcome,
    ProgrammeAction,
    ProgrammeMilestone,
    ProgrammeRow,
    ProgrammeRowQuerySet,
    ProgressNote,
    WorkProgramme,
    WorkProgrammeQuerySet,
)
from dashboard.models.reports import (
    Passage,
    ReportEdition,
    ReportEditionQuerySet,
    ReportSection,
    SignOff,
)
from dashboard.models.risks import HIGHEST, LOWEST, Risk, RiskQuerySet, RiskReview
from dashboard.models.tiles import (
    NOT_RECORDED,
    Colour,
    DashboardNote,
    Element,
    Legend,
    Rating,
    Tile,
    TileQuerySet,
    words_of,
)

__all__ = [
    "HIGHEST",
    "LOWEST",
    "NOT_RECORDED",
    "Colour",
    "DashboardNote",
    "Element",
    "LeadRole",
    "Legend",
    "Outcome",
    "Passage",
    "ProgrammeAction",
    "ProgrammeMilestone",
    "ProgrammeRow",
    "ProgrammeRowQuerySet",
    "ProgressNote",
    "Rating",
    "ReportEdition",
    "ReportEditionQuerySet",
    "ReportSection",
    "Risk",
    "RiskQuerySet",
    "RiskReview",
    "SignOff",
    "Tile",
    "TileQuerySet",
    "WorkProgramme",
    "WorkProgrammeQuerySet",
    "words_of",
]
