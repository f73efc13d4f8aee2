"""Chapters of the yearly report: quality assurance, the learning hub, exploitation."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import Count, Q, QuerySet

from learning_hub.models import (
    Audit,
    Cycle,
    CycleEvent,
    Finding,
    HubNote,
    LearningPoint,
    Recommendation,
    Resource,
)
from portal.figures import Chapter, Figure, Listing, Scope, Table


def year_of(scope: Scope) -> str:
    """The financial year as records label it: 2019-20."""
    return f"{scope.start.year}-{(scope.start.year + 1) % 100:02d}"


def chapter(scope: Scope) -> Chapter:
    """Quality assurance: the audits of the year, what they found, and what is to come."""
    year = year_of(scope)
    audits = Audit.objects.filter(partnership=scope.partnership_id).select_related("area", "agency")
    held = audits.filter(year=year).prefetch_related("findings", "recommendations")
    to_come = audits.filter(status__in=Audit.UNFINISHED)
    return Chapter(
        key="quality_assurance",
        title="Quality assurance",
        figures=(*audit_figures(held, year), *finding_figures(held, year)),
        tables=(audit_table(held, year),),
        lists=(
            *(found_by(audit) for audit in held),
            *(recommended_by(audit) for audit in held if audit.recommendations.all()),
            Listing("Audits planned or awaited", tuple(coming(audit) for audit in to_come)),
        ),
    )


def audit_figures(held: Iterable[Audit], year: str) -> Iterator[Figure]:
    yield Figure(
        key="audits",
        label="Audits and reviews of practice",
        value=sum(audit.count or 1 for audit in held),
        definition=(
            f"Audits recorded for {year}. An entry that stands for several counts as many as it "
            "says."
        ),
        period=year,
    )
    done = [audit for audit in held if audit.status == Audit.Status.COMPLETE]
    yield Figure(
        key="audits_complete",
        label="Of these, complete",
        value=sum(audit.count or 1 for audit in done),
        definition=f"Audits recorded for {year} whose status is complete.",
        period=year,
    )


def finding_figures(held: Iterable[Audit], year: str) -> Iterator[Figure]:
    """Findings that are a number. A share printed without its base says so."""
    for audit in held:
        for finding in audit.findings.all():
            if finding.measured:
                yield finding_figure(audit, finding, finding.measured, year)


def finding_figure(audit: Audit, finding: Finding, measured: Figure, year: str) -> Figure:
    return replace(
        measured,
        base_label=finding.base_label,
        definition=f"As the audit “{audit.title}” reported it.",
        period=year,
    )


def audit_table(held: Iterable[Audit], year: str) -> Table:
    return Table(
        caption=f"Audits and reviews of practice, {year}",
        head=("Audit", "Kind", "Where", "Status"),
        rows=tuple((a.title, a.kind, a.scope, a.get_status_display()) for a in held),
        key="audits_held",
        period=year,
    )


def found_by(audit: Audit) -> Listing:
    return Listing(
        f"{audit.title}: what was found",
        tuple(finding.text for finding in audit.findings.all()),
        empty="No findings recorded.",
    )


def recommended_by(audit: Audit) -> Listing:
    said = tuple(one.text for one in audit.recommendations.all())
    return Listing(f"{audit.title}: what was recommended", said)


def coming(audit: Audit) -> str:
    return f"{audit.title} ({audit.kind}, {audit.when}): {audit.get_status_display().lower()}"


def hub_chapter(scope: Scope) -> Chapter:
    """The learning hub: what it is for, its cycles, events and products, what comes next."""
    here = scope.partnership_id
    cycles = Cycle.objects.filter(partnership=here).annotate(
        steps=Count("stages"), closed=Count("stages", filter=Q(stages__closed_on__lte=scope.end))
    )
    events = CycleEvent.objects.filter(cycle__partnership=here)
    held = [event for event in events if scope.start <= event.held.first_day <= scope.end]
    return Chapter(
        key="learning_hub",
        title="Learning hub",
        figures=hub_figures(scope, len(held)),
        tables=(cycle_table(cycles),),
        lists=(
            noted(here, HubNote.Kind.PURPOSE),
            noted(here, HubNote.Kind.SOURCE),
            *(told(event) for event in held),
            Listing("Products", tuple(product(one) for one in products(scope))),
            noted(here, HubNote.Kind.FORWARD),
        ),
    )


def hub_figures(scope: Scope, events: int) -> tuple[Figure, ...]:
    year = year_of(scope)
    shared = LearningPoint.objects.shared().filter(partnership=scope.partnership_id, year=year)
    asked = Recommendation.objects.filter(partnership=scope.partnership_id).filter(
        Q(audit__year=year) | Q(learning_point__year=year, learning_point__in=shared)
    )
    return (
        Figure(
            key="learning_points",
            label="Learning points shared",
            value=shared.count(),
            definition=f"Learning points of {year} that were checked and shared with all partners.",
            period=year,
        ),
        Figure(
            key="recommendations",
            label="Recommendations made",
            value=asked.distinct().count(),
            definition=f"Recommendations that follow an audit or shared learning of {year}.",
            period=year,
        ),
        Figure(
            key="events",
            label="Learning events",
            value=events,
            definition=f"Events of the hub's cycles that began between the first and last day of "
            f"{scope.label}.",
            period=scope.label,
        ),
    )


def cycle_table(cycles: Iterable[Cycle]) -> Table:
    return Table(
        caption="Cycles of learning",
        head=("Cycle", "Seen through", "Status", "Stages closed"),
        rows=tuple(
            (
                str(cycle),
                cycle.lens or "No lens recorded",
                cycle.status or "Not recorded",
                f"{cycle.closed} of {cycle.steps}",  # type: ignore[attr-defined]
            )
            for cycle in cycles
        ),
        key="cycles",
    )


def told(event: CycleEvent) -> Listing:
    where = f", {' and '.join(event.places)}" if event.places else ""
    return Listing(f"{event.title} ({event.held.text}{where})", tuple(event.outputs))


def products(scope: Scope) -> QuerySet[Resource]:
    return Resource.objects.filter(partnership=scope.partnership_id, in_report=True)


def product(resource: Resource) -> str:
    when = f", {resource.published.text}" if resource.published else ""
    return f"{resource.title}: {resource.get_status_display().lower()}{when}"


def noted(partnership_id: int, kind: HubNote.Kind) -> Listing:
    notes = HubNote.objects.filter(partnership=partnership_id, kind=kind)
    return Listing(kind.label, tuple(note.text for note in notes))


def exploitation(scope: Scope) -> Chapter:
    """Work on child exploitation, as the partnership tells it."""
    return Chapter(
        key="exploitation",
        title="Adolescent risk and child exploitation",
        lists=(noted(scope.partnership_id, HubNote.Kind.EXPLOITATION),),
    )
