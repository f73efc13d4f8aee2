"""What is owed, sorted as people ask for it: overdue, this week, later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from portal import access, clock, deadlines
from portal.models import Deadline, User
from portal.models.clocks import DeadlineQuerySet

VIEWS = {"mine": "Mine", "agency": "My agency", "all": "All I may see"}
MOST = 100


@dataclass(frozen=True)
class Owed:
    """One open deadline as a line of the agenda."""

    deadline: Deadline
    kind: deadlines.Kind
    days_left: int

    @property
    def unsure(self) -> bool:
        """Whether bank holidays in the year it falls due may still be announced."""
        return clock.is_beyond_known_holidays(self.deadline.due_on)


@dataclass(frozen=True)
class Part:
    """One heading of the agenda and what stands under it."""

    name: str
    title: str
    owed: list[Owed]


def of_view(user: User, whose: str) -> DeadlineQuerySet:
    """Open deadlines that are this person's, their agency's, or all they may see.

    What an agency owes and nobody of it in particular is for each of those who answer for it.
    """
    seen = deadlines.open_to(user)
    if whose == "all":
        return seen
    teams = access.teams_for(user)
    if whose == "agency":
        return seen.filter(team__in=teams)
    return seen.filter(Q(owner=user) | Q(owner=None, team__in=teams))


def agenda(user: User, whose: str, day: date) -> list[Part]:
    """The first hundred open deadlines under three headings. A week ends on Sunday."""
    sunday = day + timedelta(days=6 - day.weekday())
    rows = of_view(user, whose).select_related("owner").prefetch_related("subject")[:MOST]
    lines = [Owed(row, deadlines.kinds[row.kind], (row.due_on - day).days) for row in rows]
    return [
        Part("overdue", "Overdue", [o for o in lines if o.days_left < 0]),
        Part("week", "Due this week", [o for o in lines if day <= o.deadline.due_on <= sunday]),
        Part("later", "Due later", [o for o in lines if o.deadline.due_on > sunday]),
    ]


def clocks_of_case(rows: Iterable[Deadline]) -> list[dict[str, Any]]:
    """The clocks of one case as `parts/deadlines.html` shows them, with limit and legal source."""
    today = clock.today()
    return [
        {
            "label": kind.label,
            "due_on": row.due_on,
            "late": row.met_at is None and row.due_on < today,
            "met_on": row.met_at,
            "basis": " · ".join(
                [kind.limit, f"{kind.basis.capitalize()}: {kind.source}"]
                + (["check this limit before you rely on it"] if kind.check else [])
            ),
        }
        for row in rows
        if (kind := deadlines.kinds.get(row.kind))
    ]
