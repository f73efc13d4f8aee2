"""How work programmes come in."""

from typing import Any

from dashboard.importing.columns import FROM_PAPER, ORDER, PARTNERSHIP, REF, TEXT, TILE, Faults
from dashboard.models import (
    LeadRole,
    Outcome,
    ProgrammeAction,
    ProgrammeMilestone,
    ProgrammeRow,
    ProgressNote,
    WorkProgramme,
)
from portal.packs import Column, Reader, register

ROW = Column("row", kind="reference", to=ProgrammeRow)
NUMBER = Column("n", kind="integer", help="The number the paper gives it. 0 is a remark on all.")


def reason_when_no_work(row: dict[str, Any]) -> Faults:
    if row.get("kind") == ProgrammeRow.Kind.NO_NEW_WORK:
        if not row.get("reason"):
            yield "reason", "Say why there is no new work."
        if not row.get("next_review"):
            yield "next_review", "Say when it will be looked at next."


register(
    Reader(
        file="dashboard/work_programmes.csv",
        title="Work programmes",
        model=WorkProgramme,
        scope="partnership",
        columns=(
            REF,
            PARTNERSHIP,
            Column("title", max_length=160),
            Column("status", kind="choice", choices=WorkProgramme.Status.values),
            Column("date_from", kind="partial date"),
            Column("date_to", kind="partial date"),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/programme_rows.csv",
        title="Rows of work programmes",
        model=ProgrammeRow,
        scope="programme__partnership",
        checks=(reason_when_no_work,),
        columns=(
            REF,
            Column("programme", kind="reference", to=WorkProgramme),
            TILE,
            ORDER,
            Column("heading", max_length=120),
            Column("kind", kind="choice", choices=ProgrammeRow.Kind.values),
            Column("reason", kind="text", required=False),
            Column("next_review", kind="partial date", required=False),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/outcomes.csv",
        title="Impact and outcomes needed",
        model=Outcome,
        scope="row__programme__partnership",
        columns=(REF, ROW, NUMBER, TEXT, *FROM_PAPER),
    )
)
register(
    Reader(
        file="dashboard/programme_actions.csv",
        title="Actions of work programmes",
        model=ProgrammeAction,
        scope="row__programme__partnership",
        columns=(REF, ROW, NUMBER, TEXT, *FROM_PAPER),
    )
)
register(
    Reader(
        file="dashboard/programme_milestones.csv",
        title="Milestones of work programmes",
        model=ProgrammeMilestone,
        scope="row__programme__partnership",
        columns=(
            REF,
            ROW,
            NUMBER,
            TEXT,
            Column("due", kind="partial date", required=False),
            Column("meeting", required=False, max_length=120),
            Column(
                "same_as",
                kind="reference",
                to=ProgrammeMilestone,
                required=False,
                help="The milestone of another row that this one repeats.",
            ),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/lead_roles.csv",
        title="Lead roles of work programmes",
        model=LeadRole,
        scope="row__programme__partnership",
        columns=(
            REF,
            ROW,
            Column(
                "n", kind="integer", required=False, help="The action led; empty for the whole row."
            ),
            Column("role", max_length=200),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/progress_notes.csv",
        title="Progress on work programmes",
        model=ProgressNote,
        scope="row__programme__partnership",
        columns=(REF, ROW, Column("on", kind="partial date"), TEXT, *FROM_PAPER),
    )
)
