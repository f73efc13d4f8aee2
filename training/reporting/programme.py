"""What the programme answered in a period, what it left open, and what agencies gave alone."""

from collections import Counter
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from portal.figures import Chapter, Figure, Listing, Scope, Table
from training.models import AgencyTraining, CourseOrigin, OriginKind, TrainingNeed
from training.reporting import counts

GAPS_PRINTED = 60


def coverage(scope: Scope) -> Chapter:
    """Needs that stood open on the last day of the period, and whether a course answers them."""
    found = list(open_on(scope, scope.end).prefetch_related("courses"))
    gaps = [need for need in found if not answered(need, scope.end)]
    figures = (
        whole("needs", "Training needs", len(found), "Needs open on the last day.", scope),
        Figure(
            key="training.report.needs_answered",
            label="Answered by a course",
            value=len(found) - len(gaps) if found else None,
            unit="percent",
            base=len(found) or None,
            base_label="needs open on the last day",
            definition="Open needs with a course on offer ÷ open needs.",
            period=scope.label,
        ),
        whole("needs_gaps", "Gaps", len(gaps), "Open needs without a course on offer.", scope),
    )
    named = tuple(f"{need.text} ({need.get_kind_display()})" for need in gaps[:GAPS_PRINTED])
    return Chapter(
        "training.coverage",
        "What training is needed for",
        figures,
        (by_source(scope, found, gaps),),
        lists=(
            Listing("Needs without a course", named, "Each open need has a course."),
            Listing("What the courses answered", origins(scope)),
        ),
    )


def open_on(scope: Scope, day: date) -> QuerySet[TrainingNeed]:
    """Needs raised by a day and not settled on it yet; the oldest first."""
    raised = TrainingNeed.objects.filter(partnership=scope.partnership_id, raised_on__lte=day)
    still = Q(settled_on=None) | Q(settled_on__gt=day)
    return raised.filter(still).order_by("raised_on", "ref")


def answered(need: TrainingNeed, day: date) -> bool:
    """Whether a course that answers it was on offer on a day."""
    return any(
        course.withdrawn_on is None or course.withdrawn_on > day for course in need.courses.all()
    )


def by_source(scope: Scope, found: list[TrainingNeed], gaps: list[TrainingNeed]) -> Table:
    every, without = Counter(need.kind for need in found), Counter(need.kind for need in gaps)
    lines = [
        (str(kind.label), every[kind], every[kind] - without[kind], without[kind])
        for kind in OriginKind
        if every[kind]
    ]
    return Table(
        key="training.report.needs",
        caption="Training needs by where they were found",
        head=("Found in", "Needs", "With a course", "Without a course"),
        rows=counts.totalled(lines, 3) if lines else (),
        total_row=bool(lines),
        definition="Needs open on the last day of the period.",
        period=scope.label,
    )


def origins(scope: Scope) -> tuple[str, ...]:
    """For each course delivered, in words that may be published, what it was there for."""
    courses = counts.delivered(scope).order_by().values("course")
    rows = CourseOrigin.objects.filter(course__in=courses).select_related("course", "priority")
    told = rows.order_by("course__title", "kind", "ref")
    return tuple(
        f"{one.course.title}: {one.get_kind_display().lower()}, {one.public_title}"
        for one in told
        if one.public_title
    )


def alone(scope: Scope) -> Chapter:
    """Training of single agencies. It joins no figure of multi-agency training."""
    ours = AgencyTraining.objects.filter(
        partnership=scope.partnership_id, held_on__range=(scope.start, scope.end)
    ).order_by()
    rows = ours.values_list("agency__name").annotate(n=Count("pk"), people=Sum("people"))
    lines = [(name, number, people) for name, number, people in rows.order_by("agency__name")]
    table = Table(
        key="training.report.alone",
        caption="Training agencies gave to their own people",
        head=("Agency", "Trainings", "People"),
        rows=counts.totalled(lines, 2) if lines else (),
        people=("People",),
        total_row=bool(lines),
        definition="What agencies entered of training they gave to their own people. It is not "
        "multi-agency training, and is in no other number of this report.",
        period=scope.label,
    )
    return Chapter("training.alone", "Training by single agencies", tables=(table,))


def whole(key: str, label: str, value: int, definition: str, scope: Scope) -> Figure:
    return Figure(f"training.report.{key}", label, value, definition, period=scope.label)
