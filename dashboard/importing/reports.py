"""How reports and their prose come in."""

from typing import Any

from dashboard.importing.columns import FROM_PAPER, ORDER, PARTNERSHIP, REF, TEXT, Faults
from dashboard.models import Passage, ReportEdition, ReportSection
from partners.models import Agency
from portal.packs import Column, Reader, register


def statement_names_agency(row: dict[str, Any]) -> Faults:
    if row.get("feeds") == ReportSection.Feed.STATEMENT and not row.get("agency"):
        yield "agency", "Name the agency whose statement is printed."


register(
    Reader(
        file="dashboard/reports.csv",
        title="Reports",
        model=ReportEdition,
        scope="partnership",
        columns=(
            REF,
            PARTNERSHIP,
            Column("kind", kind="choice", choices=ReportEdition.Kind.values),
            Column("title", max_length=160),
            Column("period", max_length=60, help="As it is printed, such as 2019-20."),
            Column("start", kind="date"),
            Column("end", kind="date"),
            Column("as_at", kind="partial date"),
            Column("introduced_on", kind="date", required=False),
            Column("introduced_by", required=False, max_length=160, help="A role, not a name."),
            Column("published", kind="partial date", required=False),
            Column("status", kind="choice", choices=ReportEdition.Status.values),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/report_sections.csv",
        title="Sections of reports",
        model=ReportSection,
        scope="edition__partnership",
        checks=(statement_names_agency,),
        columns=(
            REF,
            Column("edition", kind="reference", to=ReportEdition),
            ORDER,
            Column("part", required=False, max_length=60),
            Column("title", max_length=160),
            Column("feeds", kind="choice", choices=ReportSection.Feed.values),
            Column("agency", kind="reference", to=Agency, required=False),
            Column(
                "period",
                required=False,
                max_length=80,
                help="As printed, where the section has a period of its own.",
            ),
            Column("start", kind="date", required=False),
            Column("end", kind="date", required=False),
            *FROM_PAPER,
        ),
    )
)
register(
    Reader(
        file="dashboard/passages.csv",
        title="Prose of reports",
        model=Passage,
        scope="section__edition__partnership",
        columns=(
            REF,
            Column("section", kind="reference", to=ReportSection),
            ORDER,
            Column("kind", kind="choice", choices=Passage.Kind.values),
            TEXT,
            *FROM_PAPER,
        ),
    )
)
