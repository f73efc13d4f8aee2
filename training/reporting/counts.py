"""How a period of training is counted: sessions that began in it, and what became of bookings."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Lower

from portal.figures import Figure, Scope, Table
from training.models import Booking, Session, SessionQuerySet

States = Booking.Status
CAME = Q(bookings__status=States.ATTENDED)
UNKNOWN = "Not recorded"
# What a booking of a delivered session came to, as columns; the rest has no column of its own.
MARKS = (
    ("Attended", States.ATTENDED),
    ("In part", States.PART),
    ("Did not attend", States.ABSENT),
    ("Cancelled in time", States.CANCELLED),
    ("Cancelled late", States.LATE),
)
PEOPLE = tuple(head for head, _ in MARKS)


def begun(scope: Scope) -> SessionQuerySet:
    """Sessions of the period, whatever became of them."""
    ours = Session.objects.filter(course__partnership_id=scope.partnership_id)
    return ours.begun_between(scope.start, scope.end)


def delivered(scope: Scope) -> SessionQuerySet:
    return begun(scope).delivered()


def booked(scope: Scope) -> QuerySet[Booking]:
    """Bookings of delivered sessions."""
    return Booking.objects.filter(session__in=delivered(scope))


def sessions_by_state(scope: Scope) -> Table:
    counted = begun(scope).order_by().values_list("status").annotate(n=Count("pk"))
    counts = dict(counted.values_list("status", "n"))
    states = (
        ("Delivered", Session.Status.DELIVERED),
        ("Cancelled", Session.Status.CANCELLED),
        ("Not closed yet", Session.Status.PLANNED),
    )
    rows = [(label, counts.get(state, 0)) for label, state in states]
    return Table(
        key="training.report.sessions",
        caption="Sessions planned for the period",
        head=("State", "Sessions"),
        rows=(*rows, ("All", sum(count for _, count in rows))),
        definition="Sessions that began, or were to begin, in the period.",
        period=scope.label,
    )


def reasons(scope: Scope) -> Table | None:
    """Why sessions were cancelled, the commonest first; None when none was."""
    called_off = begun(scope).filter(status=Session.Status.CANCELLED).order_by()
    counted = called_off.values_list("cancelled_because").annotate(n=Count("pk"))
    rows = sorted(counted, key=lambda row: (-row[1], row[0]))
    if not rows:
        return None
    return Table(
        key="training.report.reasons",
        caption="Why sessions were cancelled",
        head=("Reason", "Sessions"),
        rows=tuple((reason, count) for reason, count in rows),
        period=scope.label,
    )


def outcomes(scope: Scope) -> dict[str, int]:
    """How many bookings of delivered sessions came to what."""
    counted = booked(scope).order_by().values_list("status").annotate(n=Count("pk"))
    return dict(counted.values_list("status", "n"))


def people_by(scope: Scope, name: str, path: str) -> Table:
    """Bookings of delivered sessions by something about the agency they were made for."""
    counts = {
        f"n{number}": Count("pk", filter=Q(status=state)) for number, (_, state) in enumerate(MARKS)
    }
    rows: Iterable[Any] = booked(scope).order_by().values(of=F(path)).annotate(**counts)
    lines = [
        (str(row["of"] or UNKNOWN), *(row[f"n{n}"] for n in range(len(MARKS)))) for row in rows
    ]
    return Table(
        key=f"training.report.by_{name}",
        caption=f"People by {name}",
        head=(name.capitalize(), *PEOPLE),
        rows=totalled(lines, len(MARKS)),
        people=PEOPLE,
        total_row=True,
        definition="What became of bookings on delivered sessions.",
        period=scope.label,
    )


def sessions_by(scope: Scope, name: str, path: str, words: dict[str, str] | None = None) -> Table:
    """Delivered sessions, their places and attendances by something about the session."""
    rows = delivered(scope).order_by().values(of=F(path)).annotate(held=Count("pk"))
    sums = delivered(scope).order_by().values_list(path).annotate(n=Sum("places"))
    places = dict(sums.values_list(path, "n"))
    came = dict(
        booked(scope)
        .filter(status=States.ATTENDED)
        .order_by()
        .values_list(f"session__{path}")
        .annotate(n=Count("pk"))
        .values_list(f"session__{path}", "n")
    )
    lines = [
        (
            (words or {}).get(row["of"], str(row["of"] or UNKNOWN)),
            row["held"],
            places.get(row["of"], 0),
            came.get(row["of"], 0),
        )
        for row in rows
    ]
    return Table(
        key=f"training.report.by_{name}",
        caption=f"Sessions by {name}",
        head=(name.capitalize(), "Sessions", "Places", "Attendances"),
        rows=totalled(lines, 3),
        people=("Attendances",),
        total_row=True,
        definition="Delivered sessions, their places, and places marked as attended.",
        period=scope.label,
    )


def totalled(lines: Sequence[tuple[Any, ...]], columns: int) -> tuple[tuple[Any, ...], ...]:
    """Lines in the order of their names, what is not recorded last, and a line for all."""
    ordered = sorted(lines, key=lambda line: (line[0] == UNKNOWN, line[0]))
    total = ("All", *(sum(line[n] for line in lines) for n in range(1, columns + 1)))
    return (*ordered, total)


def figures(scope: Scope) -> tuple[Figure, ...]:
    """The period in a few numbers; both rates with their formula."""
    came_to = outcomes(scope)
    held = delivered(scope).aggregate(number=Count("pk"), places=Coalesce(Sum("places"), 0))
    places, attended = held["places"], came_to.get(States.ATTENDED, 0)
    expected = sum(came_to.get(state, 0) for state in (States.ATTENDED, States.PART, States.ABSENT))
    walked_in = booked(scope).filter(walk_in__isnull=False).count()
    return (
        Figure("training.report.delivered", "Sessions delivered", held["number"],
               "Sessions recorded as delivered that began in the period.", period=scope.label),
        Figure("training.report.places", "Places", places,
               "Places of the delivered sessions.", period=scope.label),
        people("attendances", "Attendances", attended, "Places marked as attended.", scope),
        people("people", "Different people", different_people(scope),
               "Those who attended, each once however often they came. Not available while "
               "any attendance names neither an account nor an address.", scope),
        people("walked_in", "Came without a booking", walked_in,
               "People let in at the door of a delivered session.", scope),
        rate("occupancy", "Occupancy", attended, places, "places on delivered sessions",
             "Attendances ÷ places of the sessions that were delivered.", scope),
        rate("attendance_rate", "Attendance rate", attended, expected, "people expected",
             "Attendances ÷ people expected: those who attended, attended in part or did not "
             "attend. Places given up before are not counted.", scope),
    )  # fmt: skip


def different_people(scope: Scope) -> int | None:
    """How many people attended, however often; None where some cannot be told from others.

    The same address is the same person, with an account or without one.
    """
    reached = Lower(Coalesce("person__email", "address"))
    known = booked(scope).filter(status=States.ATTENDED).annotate(reached=reached)
    told = known.aggregate(
        different=Count("reached", distinct=True), unnamed=Count("pk", filter=Q(reached=""))
    )
    return None if told["unnamed"] else told["different"]


def people(key: str, label: str, value: int | None, definition: str, scope: Scope) -> Figure:
    return Figure(
        f"training.report.{key}", label, value, definition, people=True, period=scope.label
    )


def rate(
    key: str, label: str, part: int, base: int, of: str, definition: str, scope: Scope
) -> Figure:
    """A share with its base; not given where more came than the base holds."""
    return Figure(
        f"training.report.{key}",
        label,
        part if base and part <= base else None,
        definition,
        base=base or None,
        base_label=of,
        unit="percent",
        people=True,
        period=scope.label,
    )
