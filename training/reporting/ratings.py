"""Ratings at the end of a session, by who was commissioned to give it."""

from typing import Any

from django.db.models import Count, Q

from portal.figures import Scope, Sum, Table
from training.models import Rating
from training.reporting import counts

NOBODY = "No provider recorded"
GOOD = (Rating.Score.EXCELLENT, Rating.Score.GOOD)
PEOPLE = ("Ratings returned", "Good or excellent", "Fair or poor")


def by_provider(scope: Scope, scores: Table) -> tuple[Table | None, tuple[Sum, ...]]:
    """How people rated the sessions of each provider, and which numbers are those of `scores`.

    None while no delivered session of the period names a provider.
    """
    told = Rating.objects.filter(booking__session__in=counts.delivered(scope)).order_by()
    rows = told.values_list("booking__session__provider__name").annotate(
        sessions=Count("booking__session", distinct=True),
        returned=Count("pk"),
        good=Count("pk", filter=Q(score__in=GOOD)),
    )
    lines: list[tuple[Any, ...]] = [
        (name or NOBODY, sessions, returned, good, returned - good)
        for name, sessions, returned, good in rows
    ]
    if not any(line[0] != NOBODY for line in lines):
        return None, ()
    ordered = sorted(lines, key=lambda line: (line[0] == NOBODY, line[0]))
    total = ("All", *(sum(line[n] for line in lines) for n in range(1, 5)))
    table = Table(
        key="training.report.by_provider",
        caption="Ratings by provider",
        head=("Provider", "Sessions rated", *PEOPLE),
        rows=(*ordered, total),
        people=PEOPLE,
        total_row=True,
        definition="Ratings returned at the end of delivered sessions, by who gave the session.",
        period=scope.label,
    )
    return table, linked(table, scores)


def linked(table: Table, scores: Table) -> tuple[Sum, ...]:
    """Each line adds up, and the last line counts the same people as the table of scores."""
    last, order = len(table.rows) - 1, [score for score, _ in Rating.Score.choices]
    across = [Sum(f"{table.key}:{n}:2", (f"{table.key}:{n}:3", f"{table.key}:{n}:4"))
              for n in range(last + 1)]  # fmt: skip
    good = tuple(f"{scores.key}:{n}:1" for n, score in enumerate(order) if score in GOOD)
    other = tuple(f"{scores.key}:{n}:1" for n, score in enumerate(order) if score not in GOOD)
    same = (
        Sum(f"{scores.key}:{len(order)}:1", (f"{table.key}:{last}:2",)),
        Sum(f"{table.key}:{last}:3", good),
        Sum(f"{table.key}:{last}:4", other),
    )
    return (*across, *same)
