"""The rows of a work programme as plain data, for its page and for the report."""

from collections.abc import Iterable
from typing import Any

from dashboard.models import ProgrammeMilestone, ProgrammeRow
from portal.vague import PartialDate

Row = dict[str, Any]


def words(day: PartialDate | None) -> str:
    return day.text if day else ""


def programme_rows(rows: Iterable[ProgrammeRow]) -> list[Row]:
    """Rows that come `whole`. Lists of unequal length stay unequal; numbers are the paper's."""
    return [
        {
            "address": row.get_absolute_url(),
            "heading": row.heading,
            "works": row.kind == ProgrammeRow.Kind.WORK,
            "reason": row.reason,
            "next_review": words(row.next_review),
            "outcomes": [{"n": one.n, "text": one.text} for one in row.outcomes.all()],
            "actions": [{"n": one.n, "text": one.text} for one in row.actions.all()],
            "milestones": [milestone(one) for one in row.milestones.all()],
            "leads": [{"n": one.n, "role": one.role} for one in row.lead_roles.all()],
            "progress": [{"text": one.text, "on": words(one.on)} for one in row.progress.all()],
        }
        for row in rows
    ]


def milestone(one: ProgrammeMilestone) -> Row:
    return {
        "n": one.n,
        "text": one.text,
        "due": words(one.due),
        "meeting": one.meeting,
        "same_as": one.same_as.row.heading if one.same_as else "",
    }
