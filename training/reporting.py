"""What others may count of training."""

from datetime import date

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth, TruncQuarter

from portal import charts, clock
from portal.figures import Chapter, Figure, Listing, Scope, Table
from training.models import Attendance, Course, Rating, Session, SessionQuerySet, TrainingNote

ATTENDED = Count("attendances", filter=Q(attendances__status="attended"))


def delivered(scope: Scope) -> SessionQuerySet:
    held = Session.objects.held_between(scope.start, scope.end)
    return held.filter(course__partnership_id=scope.partnership_id)


def figures(scope: Scope) -> tuple[Figure, ...]:
    sessions = delivered(scope)
    places = sessions.aggregate(all=Sum("places"))["all"] or 0
    attended = Attendance.objects.attended().filter(session__in=sessions).count()
    ratings = Rating.objects.filter(attendance__session__in=sessions)
    asked = ratings.exclude(would_train_online=None)
    return (
        Figure(
            key="training.sessions",
            label="Courses delivered",
            value=sessions.count(),
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
            value=attended if places else None,
            unit="percent",
            base=places or None,
            base_label="places on delivered sessions",
            definition="Attendances divided by the places of delivered sessions.",
            people=True,
            period=scope.label,
        ),
        Figure(
            key="training.rated_good",
            label="Rated good or excellent",
            value=ratings.good_or_excellent().count() if ratings.exists() else None,
            unit="percent",
            base=ratings.count() or None,
            base_label="evaluations returned at the end of a session",
            definition="Evaluations that rate the session good or excellent, "
            "divided by all evaluations returned.",
            people=True,
            period=scope.label,
        ),
        Figure(
            key="training.online",
            label="Would consider training online",
            value=asked.filter(would_train_online=True).count() if asked.exists() else None,
            unit="percent",
            base=asked.count() or None,
            base_label="people who answered the question",
            definition="Answers of yes, divided by all answers to the question.",
            people=True,
            period=scope.label,
        ),
    )


def by_quarter(scope: Scope) -> Table:
    quarters = (
        delivered(scope)
        .order_by()
        .annotate(quarter=TruncQuarter("starts_at"))
        .values("quarter")
        .annotate(held=Count("pk", distinct=True), came=ATTENDED)
        .order_by("quarter")
    )
    rows = [(quarter_name(clock.london_day(q["quarter"])), q["held"], q["came"]) for q in quarters]
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


def quarter_name(first: date) -> str:
    months = {1: "January to March", 4: "April to June", 7: "July to September"}
    return f"{months.get(first.month, 'October to December')} {first.year}"


def by_month(scope: Scope) -> Table:
    months = (
        delivered(scope)
        .order_by()
        .annotate(month=TruncMonth("starts_at"))
        .values("month")
        .annotate(held=Count("pk", distinct=True), came=ATTENDED)
        .order_by("month")
    )
    days = [(clock.london_day(m["month"]), m["held"], m["came"]) for m in months]
    return Table(
        key="training.by_month",
        caption=f"Attendances and courses by month, {scope.label}",
        head=("Month", "Courses delivered", "Attendances"),
        rows=tuple((f"{day:%b} {day:%y}", held, came) for day, held, came in days),
        people=("Attendances",),
        definition="Delivered sessions by the month in which they began.",
        period=scope.label,
    )


def listings(scope: Scope) -> tuple[Listing, ...]:
    notes = TrainingNote.objects.filter(partnership_id=scope.partnership_id, in_report=True)
    funded = Course.objects.filter(
        partnership_id=scope.partnership_id, in_report=True, fee=Course.Fee.FREE
    )
    told = {kind: tuple(n.text for n in notes if n.kind == kind) for kind in ("fact", "future")}
    return (
        Listing("This year", told["fact"]),
        Listing("Free courses paid from the budget surplus", tuple(c.title for c in funded)),
        Listing("Future developments", told["future"]),
    )


def chapter(scope: Scope) -> Chapter:
    """Training in figures: what was delivered, who came, what they thought of it."""
    monthly = by_month(scope)
    return Chapter(
        key="training",
        title="Multi-agency safeguarding training",
        figures=figures(scope),
        tables=(by_quarter(scope),),
        charts=tuple(chart for chart in (month_chart(monthly),) if chart),
        lists=listings(scope),
    )


def month_chart(table: Table) -> "charts.Chart | None":
    return None
