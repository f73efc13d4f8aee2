"""How providers did in a period, and how courses were changed: what training groups answer for."""

from collections import Counter
from typing import Any

from django.db.models import Count, Q

from portal.figures import Chapter, Listing, Scope, Table
from training.models import Change, Course, Delivery, Improvement, MeasureCheck, Observation
from training.reporting import counts

Outcome = MeasureCheck.Outcome
LOOKED_AT = ("Provider", *(str(one.label) for one in Outcome))
SEEN = ("Provider", "Observed", "Good or excellent")


def providers(scope: Scope) -> Chapter:
    """What contracts were found to meet, and what observers saw. Neither counts people."""
    return Chapter(
        "training.providers",
        "How providers did",
        tables=(measures(scope), observed(scope)),
        lists=(
            Listing(
                "What providers and courses were asked to improve",
                improvements(scope),
                "Nothing was asked for or settled in the period.",
            ),
        ),
    )


def measures(scope: Scope) -> Table:
    rows = MeasureCheck.objects.filter(
        measure__contract__provider__partnership=scope.partnership_id,
        checked_on__range=(scope.start, scope.end),
    ).order_by()
    found = Counter(rows.values_list("measure__contract__provider__name", "outcome"))
    names = sorted({name for name, _ in found})
    lines: list[tuple[Any, ...]] = [
        (name, *(found[name, one.value] for one in Outcome)) for name in names
    ]
    return Table(
        key="training.report.measures",
        caption="Measures of contracts that were checked",
        head=LOOKED_AT,
        rows=counts.totalled(lines, len(Outcome)) if lines else (),
        total_row=bool(lines),
        definition="Checks of the period, by what was found.",
        period=scope.label,
    )


def observed(scope: Scope) -> Table:
    rows = Observation.objects.filter(
        session__course__partnership=scope.partnership_id,
        observed_on__range=(scope.start, scope.end),
    ).order_by()
    good = Count("pk", filter=Q(score__gte=Observation.Score.GOOD))
    told = rows.values_list("provider__name").annotate(n=Count("pk"), good=good)
    lines = sorted((name or "No provider recorded", n, well) for name, n, well in told)
    return Table(
        key="training.report.observed",
        caption="Sessions that were observed",
        head=SEEN,
        rows=counts.totalled(lines, 2) if lines else (),
        total_row=bool(lines),
        definition="Observations of the period, and those that found good or excellent.",
        period=scope.label,
    )


def improvements(scope: Scope) -> tuple[str, ...]:
    """Raised or settled in the period, with what came of it by its last day."""
    here = Improvement.objects.filter(partnership=scope.partnership_id)
    days = (scope.start, scope.end)
    touched = here.filter(Q(raised_on__range=days) | Q(settled_on__range=days))
    joined = touched.select_related("course", "provider").order_by("raised_on", "text", "pk")
    return tuple(f"{one.of}: {one.text}. {outcome(one, scope)}" for one in joined)


def outcome(one: Improvement, scope: Scope) -> str:
    if one.settled_on is not None and one.settled_on <= scope.end:
        return f"What came of it: {one.outcome}"
    return "Not settled in the period"


def design(scope: Scope) -> Chapter:
    """What courses had to say anew, and which began or ended."""
    return Chapter(
        "training.design",
        "How courses were changed",
        tables=(notices(scope),),
        lists=(Listing("Courses withdrawn", withdrawn(scope), "None was withdrawn."),),
    )


def notices(scope: Scope) -> Table:
    """Change notices sent in the period, and how many providers had followed by its last day."""
    sent = Change.objects.filter(
        partnership=scope.partnership_id, sent_on__range=(scope.start, scope.end)
    ).order_by("sent_on", "pk")
    answers = Delivery.objects.filter(change__in=sent.order_by().values("pk")).order_by()
    asked = Counter(answers.values_list("change", flat=True))
    done = Counter(answers.filter(done_on__lte=scope.end).values_list("change", flat=True))
    return Table(
        key="training.report.changes",
        caption="Change notices to providers",
        head=("What courses must say", "Found in", "Providers asked", "Done"),
        rows=tuple(
            (one.title, one.get_kind_display(), asked[one.pk], done[one.pk]) for one in sent
        ),
        definition="Sent in the period; done by its last day.",
        period=scope.label,
    )


def withdrawn(scope: Scope) -> tuple[str, ...]:
    ours = Course.objects.filter(
        partnership=scope.partnership_id, withdrawn_on__range=(scope.start, scope.end)
    )
    return tuple(ours.order_by("title", "pk").values_list("title", flat=True))
