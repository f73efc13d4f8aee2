"""What others may count of training."""

from datetime import date
from typing import NamedTuple

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from portal import clock
from portal.charts import bar_line
from portal.figures import Chapter, Figure, Listing, Scope, Sum, Table, protect
from training import papers
from training.models import Booking, Course, Rating, Session, SessionQuerySet, TrainingNote
from training.reporting import programme
from training.reporting.income import of_accounts

SURPLUS = "budget surplus"
PAPERS = (papers.DOOR_LIST, papers.CERTIFICATE)


class MonthCount(NamedTuple):
    """What one month held."""

    first: date
    held: int
    came: int


ATTENDED = Count("bookings", filter=Q(bookings__status="attended"))


def delivered(scope: Scope) -> SessionQuerySet:
    held = Session.objects.held_between(scope.start, scope.end)
    return held.filter(course__partnership_id=scope.partnership_id)


def figures(scope: Scope) -> tuple[Figure, ...]:
    sessions = delivered(scope)
    held = sessions.aggregate(number=Count("pk"), places=models.Sum("places"))
    places = held["places"] or 0
    attended = Booking.objects.attended().filter(session__in=sessions).count()
    told = Rating.objects.filter(booking__session__in=sessions).counts()
    return (
        Figure(
            key="training.sessions",
            label="Courses delivered",
            value=held["number"],
            definition="Sessions recorded as delivered that began in the period. "
            "Cancelled sessions are not counted.",
            period=scope.label,
        ),
        Figure(
            key="training.attendances",
            label="Attendances",
            value=attended,
            definition="Places marked as attended on delivered sessions. "
            "Somebody who came to two sessions counts twice.",
            people=True,
            period=scope.label,
        ),
        Figure(
            key="training.occupancy",
            label="Occupancy",
            value=attended if attended <= places and places else None,
            unit="percent",
            base=places or None,
            base_label="places on delivered sessions",
            definition="Attendances divided by the places of delivered sessions. "
            "Not given when more people came than there were places.",
            people=True,
            period=scope.label,
        ),
        Figure(
            key="training.rated_good",
            label="Rated good or excellent",
            value=told["good"] if told["returned"] else None,
            unit="percent",
            base=told["returned"] or None,
            base_label="evaluations returned at the end of a session",
            definition="Evaluations that rate the session good or excellent, "
            "divided by all evaluations returned.",
            people=True,
            period=scope.label,
        ),
        Figure(
            key="training.online",
            label="Would consider training online",
            value=told["online"] if told["asked"] else None,
            unit="percent",
            base=told["asked"] or None,
            base_label="people who answered the question",
            definition="Answers of yes, divided by all answers to the question.",
            people=True,
            period=scope.label,
        ),
        *of_accounts(scope),
    )


def by_quarter(scope: Scope, months: list[MonthCount]) -> Table:
    rows = [
        (name, sum(m.held for m in of_quarter), sum(m.came for m in of_quarter))
        for name, of_quarter in quarters(months).items()
    ]
    total = ("Year", sum(row[1] for row in rows), sum(row[2] for row in rows))
    return Table(
        key="training.by_quarter",
        caption=f"Training by quarter, {scope.label}",
        head=("Quarter", "Courses delivered", "Attendances"),
        rows=(*rows, total),
        people=("Attendances",),
        total_row=True,
        definition="Delivered sessions by the quarter in which they began, "
        "and places marked as attended on them.",
        period=scope.label,
    )


def by_month(scope: Scope, months: list[MonthCount]) -> Table:
    return Table(
        key="training.by_month",
        caption=f"Attendances and courses by month, {scope.label}",
        head=("Month", "Courses delivered", "Attendances"),
        rows=tuple((f"{m.first:%b} {m.first:%y}", m.held, m.came) for m in months),
        people=("Attendances",),
        definition="Delivered sessions by the month in which they began.",
        period=scope.label,
    )


def month_counts(scope: Scope) -> list[MonthCount]:
    """Delivered sessions and attendances of each month that had any, in order of time."""
    months = (
        delivered(scope)
        .order_by()
        .annotate(month=TruncMonth("starts_at"))
        .values("month")
        .annotate(held=Count("pk", distinct=True), came=ATTENDED)
        .order_by("month")
    )
    return [MonthCount(clock.london_day(m["month"]), m["held"], m["came"]) for m in months]


def quarters(months: list[MonthCount]) -> dict[str, list[MonthCount]]:
    found: dict[str, list[MonthCount]] = {}
    for month in months:
        found.setdefault(quarter_name(month.first), []).append(month)
    return found


def quarter_name(day: date) -> str:
    names = ("January to March", "April to June", "July to September", "October to December")
    return f"{names[(day.month - 1) // 3]} {day.year}"


def months_of_quarters(months: list[MonthCount]) -> tuple[Sum, ...]:
    """Which months add up to which quarter, so that neither table gives away the other."""
    place = {month.first: row for row, month in enumerate(months)}
    return tuple(
        Sum(
            f"training.by_quarter:{row}:2",
            tuple(f"training.by_month:{place[month.first]}:2" for month in of_quarter),
        )
        for row, of_quarter in enumerate(quarters(months).values())
    )


def listings(scope: Scope) -> tuple[Listing, ...]:
    notes = TrainingNote.objects.filter(partnership_id=scope.partnership_id, in_report=True)
    funded = Course.objects.filter(
        partnership_id=scope.partnership_id,
        in_report=True,
        fee=Course.Fee.FREE,
        fund=SURPLUS,
    )
    told = {kind: tuple(n.text for n in notes if n.kind == kind) for kind in ("fact", "future")}
    return (
        Listing("This year", told["fact"]),
        Listing("What the courses answered", programme.origins(scope)),
        Listing("Free courses paid from the budget surplus", tuple(c.title for c in funded)),
        Listing("Future developments", told["future"]),
    )


def chapter(scope: Scope) -> Chapter:
    """Training in figures: what was delivered, who came, what they thought of it."""
    months = month_counts(scope)
    tables = (by_quarter(scope, months), by_month(scope, months))
    together = (*months_of_quarters(months), year_of_attendances(tables[0]))
    told, (quarterly, monthly) = protect(figures(scope), tables, together)
    drawn = (bar_line("training-months", monthly, "Attendances"),) if months else ()
    return Chapter(
        key="training",
        title="Multi-agency safeguarding training",
        figures=told,
        tables=(quarterly,),
        charts=drawn,
        lists=listings(scope),
    )


def year_of_attendances(table: Table) -> Sum:
    """The figure and the last row of the table are one number."""
    return Sum("training.attendances", (f"training.by_quarter:{len(table.rows) - 1}:2",))
