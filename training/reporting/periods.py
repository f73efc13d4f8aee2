"""The report of a quarter or a year of training, for its page, its file and its paper."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet

from learning_hub.models import Answer, Question, Quote
from portal import documents
from portal.figures import Chapter, Figure, Listing, Scope, Sum, Table
from training import signing
from training.access import runs_training_for
from training.models import (
    EvaluationRequest,
    EvaluationRound,
    Rating,
    Session,
    SessionQuerySet,
    TrainingReport,
)
from training.models.reports import QUARTERS
from training.reporting import counts, evaluations, income, programme, quality, ratings

NAMES = dict(Session.Mode.choices)
KINDS = dict(Session.Kind.choices)
Cell = tuple[str, str, str, object]


def scope_of(report: TrainingReport) -> Scope:
    return Scope(report.partnership_id, report.start, report.end, report.label)


def chapters(report: TrainingReport) -> tuple[Chapter, ...]:
    """Each part of the report, safe to print as a whole."""
    scope = scope_of(report)
    return (
        delivery(report, scope),
        attendance(scope),
        reaction(scope),
        impact(scope),
        quality.providers(scope),
        quality.design(scope),
        programme.coverage(scope),
        programme.alone(scope),
        income.money(scope),
    )


def delivery(report: TrainingReport, scope: Scope) -> Chapter:
    why = counts.reasons(scope)
    tables = [counts.sessions_by_state(scope), *([why] if why else [])]
    tables += [
        counts.sessions_by(scope, "way of attending", "mode", NAMES),
        counts.sessions_by(scope, "kind", "kind", KINDS),
        counts.sessions_by(scope, "area", "area__name"),
        counts.sessions_by(scope, "level", "course__level__code"),
        counts.sessions_by(scope, "course", "course__title"),
    ]
    if report.quarter is None:
        tables.append(by_quarter(report))
    return Chapter("training.delivery", "What was delivered", counts.figures(scope), tuple(tables))


def by_quarter(report: TrainingReport) -> Table:
    """The four quarters, which add up to the year."""
    lines: list[tuple[Any, ...]] = []
    for number, months in enumerate(QUARTERS, start=1):
        quarter = TrainingReport(
            partnership_id=report.partnership_id, year=report.year, quarter=number
        )
        held = counts.delivered(scope_of(quarter))
        lines.append((f"Q{number}, {months}", *tally(held, scope_of(quarter))))
    total = ("Year", *(sum(line[n] for line in lines) for n in range(1, 5)))
    return Table(
        key="training.report.by_quarter",
        caption=f"By quarter, {report.label}",
        head=("Quarter", "Delivered", "Cancelled", "Places", "Attendances"),
        rows=(*lines, total),
        people=("Attendances",),
        total_row=True,
        definition="Sessions by the quarter in which they began, or were to begin.",
        period=report.label,
    )


def tally(held: SessionQuerySet, scope: Scope) -> tuple[int, int, int, int]:
    cancelled = counts.begun(scope).filter(status=Session.Status.CANCELLED).count()
    places = sum(held.values_list("places", flat=True))
    came = counts.outcomes(scope).get(counts.States.ATTENDED, 0)
    return held.count(), cancelled, places, came


def attendance(scope: Scope) -> Chapter:
    agencies = counts.people_by(scope, "agency", "agency__name")
    sectors = counts.people_by(scope, "sector", "agency__sector")
    together = agencies_of_sectors(scope, agencies, sectors)
    return Chapter("training.people", "Who came", tables=(agencies, sectors), sums=together)


def agencies_of_sectors(scope: Scope, agencies: Table, sectors: Table) -> tuple[Sum, ...]:
    """Which agencies add up to which sector, so that neither table gives away the other."""
    pairs = counts.booked(scope).order_by().values_list("agency__sector", "agency__name").distinct()
    place = {row[0]: down for down, row in enumerate(agencies.rows)}
    members: dict[str, list[int]] = {}
    for sector, agency in pairs:
        members.setdefault(sector or counts.UNKNOWN, []).append(place[agency or counts.UNKNOWN])
    return tuple(
        Sum(
            f"{sectors.key}:{down}:{across}",
            tuple(f"{agencies.key}:{member}:{across}" for member in members[str(row[0])]),
        )
        for down, row in enumerate(sectors.rows[:-1])
        for across in range(1, len(sectors.head))
    )


def reaction(scope: Scope) -> Chapter:
    """Ratings at the end of a session, with how many of those who came returned one."""
    told = Rating.objects.filter(booking__session__in=counts.delivered(scope))
    said = told.counts()
    attended = counts.outcomes(scope).get(counts.States.ATTENDED, 0)
    counted = told.order_by().values_list("score").annotate(n=Count("pk"))
    scores = dict(counted.values_list("score", "n"))
    rows = [(label, scores.get(score, 0)) for score, label in Rating.Score.choices]
    table = Table(
        key="training.report.scores",
        caption="How people rated sessions",
        head=("Rating", "People"),
        rows=(*rows, ("All", said["returned"])),
        people=("People",),
        total_row=True,
        definition="Ratings returned at the end of delivered sessions.",
        period=scope.label,
    )
    figures = (
        counts.rate("returned", "Ratings returned", said["returned"], attended,
                    "attendances", "Ratings returned ÷ attendances.", scope),
        counts.rate("good", "Good or excellent", said["good"], said["returned"],
                    "ratings returned", "Ratings of good or excellent ÷ ratings returned.", scope),
        counts.rate("online", "Would train online", said["online"], said["asked"],
                    "people who answered the question", "Answers of yes ÷ all answers.", scope),
    )  # fmt: skip
    good = Sum("training.report.good", tuple(f"{table.key}:{down}:1" for down in range(2)))
    if not said["returned"]:
        return Chapter("training.reaction", "What people made of it", figures, (table,))
    given_by, sums = ratings.by_provider(scope, table)
    tables = (table, given_by) if given_by else (table,)
    return Chapter(
        "training.reaction", "What people made of it", figures, tables, sums=(good, *sums)
    )


def impact(scope: Scope) -> Chapter:
    """What changed: asked later, of people who came and of their managers."""
    sessions = counts.delivered(scope).order_by().values("pk")
    rounds = EvaluationRound.objects.filter(session__in=sessions).order_by().values("pk")
    asked = EvaluationRequest.objects.filter(round__in=rounds)
    change = evaluations.confidence_of(sessions)
    tables = [responses(scope, asked), used(scope, rounds), *([change] if change else [])]
    return Chapter(
        "training.impact",
        "What it changed",
        tables=(*tables, themes(scope, rounds)),
        lists=(quotes(rounds),),
    )


def responses(scope: Scope, asked: QuerySet[EvaluationRequest]) -> Table:
    counted = asked.values_list("round__stage__when", "asked").annotate(
        all=Count("pk"), answered=Count("pk", filter=Q(status="answered"))
    )
    found = {(when, who): (every, answered) for when, who, every, answered in counted.order_by()}
    rows = [
        (when.label, label, answered, every, evaluations.response_rate("r", answered, every))
        for when in evaluations.When
        for who, label in evaluations.WHO.items()
        for every, answered in [found.get((when, who), (0, 0))]
        if every
    ]
    return Table(
        key="training.report.responses",
        caption="Evaluations asked for and answered",
        head=("When", "Of whom", "Answered", "Asked", "Response rate"),
        rows=tuple(rows),
        period=scope.label,
    )


def used(scope: Scope, rounds: evaluations.Rounds) -> Table:
    """Whether people used what they learned, as they and their managers say."""
    said = Answer.objects.filter(
        question__measure=Question.Measure.USED,
        option__isnull=False,
        response__evaluation__round__in=rounds,
    ).values_list(
        "response__evaluation__round__stage__when",
        "response__evaluation__asked",
        "question__good_from",
        "option",
    )
    found: dict[tuple[str, str], list[bool]] = {}
    for when, who, good_from, option in said:
        found.setdefault((when, who), []).append((option or 0) >= (good_from or 1))
    rows = [
        (when.label, label, used_share(found[when, who]))
        for when in evaluations.When
        for who, label in evaluations.WHO.items()
        if (when, who) in found
    ]
    return Table(
        key="training.report.used",
        caption="Whether it was used at work",
        head=("When", "Who says so", "Used it"),
        rows=tuple(rows),
        definition="Those who used it at least once, of those who answered the question.",
        period=scope.label,
    )


def used_share(answers: list[bool]) -> Figure:
    return Figure(
        key="training.report.used.share",
        label="Used it",
        value=sum(answers),
        unit="percent",
        base=len(answers),
        base_label="people who answered the question",
        definition="",
        people=True,
    )


def themes(scope: Scope, rounds: evaluations.Rounds) -> Table:
    """What people wrote about, as somebody who read it says."""
    written = Answer.objects.written().filter(response__evaluation__round__in=rounds)
    counted = written.filter(themes__isnull=False).values_list("themes__name")
    rows = counted.annotate(n=Count("pk")).order_by("themes__name")
    return Table(
        key="training.report.themes",
        caption="What people wrote about",
        head=("Theme", "Answers"),
        rows=tuple((name, n) for name, n in rows),
        definition=f"{written.exclude(coded_on=None).count()} of {written.count()} answers in "
        "people's own words have been read. One answer may be about several themes.",
        period=scope.label,
    )


def quotes(rounds: evaluations.Rounds) -> Listing:
    found: list[Quote] = evaluations.quotes_of(rounds)
    return Listing(
        "In their words", tuple(quote.text for quote in found), "No words have been cleared."
    )


def seal_of(told: tuple[Chapter, ...]) -> str:
    """SHA-256 of the report as it reads."""
    text = json.dumps([one.as_json() for one in told], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def lines(report: TrainingReport) -> Iterator[Cell]:
    """Everything the report prints, one value a line: part, row, column, value."""
    for chapter in chapters(report):
        for figure in chapter.figures:
            yield chapter.title, figure.label, figure.base_label or "Number", figure.text
        for table in chapter.tables:
            for row in table.values:
                for head, value in zip(table.head[1:], row[1:], strict=True):
                    yield table.caption, str(row[0]), head, value


def paper(report: TrainingReport) -> dict[str, object]:
    told = chapters(report)
    return {"report": report, "chapters": told, "signed": signing.of(report, seal_of(told))}


TRAINING_REPORT = documents.Kind(
    key="training.report",
    label="Training report",
    template="training/documents/training_report.html",
    context=paper,
    title=lambda report: f"{report}, {report.partnership.short_name}",
    to=lambda user, report: runs_training_for(user, report.partnership_id),
)
