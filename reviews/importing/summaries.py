"""How what the reviews of a year taught comes in, and leaves again; not who wrote it."""

import re

from partners.models import Role
from portal.packs import Column, Reader, register
from reviews.importing.archive import plain
from reviews.importing.files import Faults, Row
from reviews.models import LearningSummary


def is_a_year(row: Row) -> Faults:
    if not re.fullmatch(r"20\d\d-\d\d", str(row.get("year"))):
        yield "year", "Write a financial year, such as 2020-21."


def is_settled_on_a_day(row: Row) -> Faults:
    if (row.get("status") == LearningSummary.Status.SETTLED) != bool(row.get("settled_on")):
        yield "settled_on", "Give the day when it is settled; leave it empty for a draft."


register(
    Reader(
        role=Role.REVIEW_LEAD,
        file="reviews/learning_summaries.csv",
        title="What the reviews of each year taught, without a name",
        model=LearningSummary,
        scope="partnership",
        columns=(
            *plain("ref", "partnership", "year", "text", "status", "written_on"),
            Column("settled_on", help="empty while it is a draft"),
        ),
        checks=(is_a_year, is_settled_on_a_day),
    )
)
