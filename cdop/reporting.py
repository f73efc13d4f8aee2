"""What others may count of child deaths: totals and shares, with small numbers hidden."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q

from cdop.models import AgeBand, CdopFact, Death, DeathQuerySet, Factor, PanelReview, ReviewFactor
from cdop.models.panels import PanelReviewQuerySet
from portal import clock
from portal.figures import Chapter, Figure, Listing, Scope, Sum, Table

RESIDENTS = "A child who lived elsewhere is counted by the home area, not here."
YEARS = 3
N = TypeVar("N", Figure, Table)
INVENTED = "Counted from rows that were invented for the demonstration."
LISTED = (CdopFact.Kind.FACT, CdopFact.Kind.ACTION)


def chapter(scope: Scope) -> Chapter:
    """One year of child death review. Deaths count by notification, reviews by panel meeting."""
    facts = list(CdopFact.objects.of(scope.partnership_id, scope.label))
    printed = {fact.measure: fact.text for fact in facts if fact.kind == CdopFact.Kind.PRINTED}
    total, areas = deaths_by_area(scope)
    reviews = of_year(scope)
    trend = trend_table(scope)
    made = Chapter(
        key="cdop",
        title="Child death review",
        figures=(
            total,
            *areas,
            neonatal(scope, printed.get("neonatal", "")),
            joint_responses(scope),
            reviewed(reviews, scope),
            died_before(reviews, scope, printed.get("reviewed", "")),
            modifiable(reviews, scope, printed.get("modifiable", "")),
        ),
        tables=(trend, *factor_tables(reviews, scope)),
        lists=(
            *(Listing(kind.label, texts(facts, kind)) for kind in LISTED),
            Listing(CdopFact.Kind.FOCUS.label, focus(scope)),
            Listing("Factors that can be changed, named in the year", named(scope)),
        ),
        sums=(
            *([Sum(total.key, tuple(area.key for area in areas))] if areas else []),
            Sum(total.key, (f"cdop.trend:{len(trend.rows) - 1}:3",)),
        ),
    )

    invented = deaths(scope).filter(generated=True).exists()
    return as_invented(made) if invented else made


def as_invented(made: Chapter) -> Chapter:
    """Beside each number: it was counted from rows made for the demonstration."""
    return replace(
        made,
        figures=tuple(owned_up(figure) for figure in made.figures),
        tables=tuple(owned_up(table) for table in made.tables),
    )


def owned_up(number: N) -> N:
    return replace(number, definition=f"{number.definition} {INVENTED}")


def texts(facts: list[CdopFact], kind: str) -> tuple[str, ...]:
    return tuple(fact.text for fact in facts if fact.kind == kind)


def focus(scope: Scope) -> tuple[str, ...]:
    """What the panel will look at in the year after, as it said before that year began."""
    after = year_label(clock.add_months(scope.start, 12))
    facts = CdopFact.objects.of(scope.partnership_id, after)
    return texts(list(facts), CdopFact.Kind.FOCUS)


def named(scope: Scope) -> tuple[str, ...]:
    factors = Factor.objects.filter(partnership=scope.partnership_id, in_report=True)
    return tuple(factors.values_list("name", flat=True))


def notified(scope: Scope, start: date, end: date) -> DeathQuerySet:
    here = Death.objects.filter(partnership=scope.partnership_id)
    return here.of_residents().notified_between(start, end)


def deaths(scope: Scope) -> DeathQuerySet:
    return notified(scope, scope.start, scope.end)


def of_year(scope: Scope) -> PanelReviewQuerySet:
    here = PanelReview.objects.filter(death__partnership=scope.partnership_id)
    return here.of_residents().reviewed_between(scope.start, scope.end)


def deaths_by_area(scope: Scope) -> tuple[Figure, list[Figure]]:
    """The total and its parts, which add up to it."""
    rows = deaths(scope).order_by("area__name")
    counted = rows.values("area__ref", "area__name", "area__short_name").annotate(n=Count("pk"))
    parts = [
        people(
            f"cdop.deaths.{row['area__ref'] or 'unknown'}",
            f"Of these, {row['area__short_name'] or row['area__name'] or 'home area not recorded'}",
            row["n"],
            f"Deaths counted in the total, by the council area where the child lived. {RESIDENTS}",
            scope,
        )
        for row in counted
    ]
    total = people(
        "cdop.deaths",
        "Deaths of children recorded in the year",
        sum(row["n"] for row in counted),
        f"Deaths of children notified to the panel in the period. {RESIDENTS}",
        scope,
    )
    return total, parts


def people(key: str, label: str, value: int | None, definition: str, scope: Scope) -> Figure:
    return Figure(
        key=key,
        label=label,
        value=value,
        definition=definition,
        people=True,
        period=scope.label,
    )


def share(
    key: str, label: str, part: int | None, base: int, of: str, definition: str, words: str
) -> Figure:
    """A percentage of people with its base, beside the words as printed where there are any."""
    return Figure(
        key=key,
        label=label,
        value=part if base else None,
        base=base,
        base_label=of,
        unit="percent",
        definition=f"{definition} The paper prints “{words}”." if words else definition,
        qualifier=words,
        people=True,
    )


def neonatal(scope: Scope, words: str) -> Figure:
    counted = deaths(scope).aggregate(
        base=Count("pk"), part=Count("pk", filter=Q(age_band=AgeBand.NEONATAL))
    )
    return share(
        "cdop.neonatal",
        "Share of deaths that were neonatal",
        counted["part"],
        counted["base"],
        "deaths recorded in the year",
        "Deaths under 28 days of age as a share of the deaths recorded in the year.",
        words,
    )


def joint_responses(scope: Scope) -> Figure:
    """Not available while it is not recorded for one death that was not expected."""
    counted = deaths(scope).aggregate(
        started=Count("pk", filter=Q(joint_agency_response=True)),
        unknown=Count("pk", filter=Q(joint_agency_response=None) & ~Q(expected=True)),
    )
    return people(
        "cdop.joint_responses",
        "Joint agency responses (rapid responses) to unexpected deaths",
        None if counted["unknown"] else counted["started"],
        "Unexpected deaths recorded in the year for which a joint agency response was started.",
        scope,
    )


def reviewed(reviews: PanelReviewQuerySet, scope: Scope) -> Figure:
    return people(
        "cdop.reviewed",
        "Deaths reviewed by the panel in the year",
        reviews.count(),
        "Deaths whose review the panel finished in the period, whenever the child died.",
        scope,
    )


def died_before(reviews: PanelReviewQuerySet, scope: Scope, words: str) -> Figure:
    base = reviews.count()
    return share(
        "cdop.reviewed_died_before",
        "Share of reviewed deaths that happened before the year",
        reviews.died_before(scope.start).count(),
        base,
        "deaths reviewed by the panel in the year",
        "Reviews finished in the period of children who died before it began.",
        words,
    )


def modifiable(reviews: PanelReviewQuerySet, scope: Scope, words: str) -> Figure:
    """Not available as long as one review of the year has no outcome recorded."""
    counted = reviews.aggregate(
        base=Count("pk"),
        found=Count("pk", filter=Q(modifiable=PanelReview.Modifiable.YES)),
        unknown=Count("pk", filter=Q(modifiable="")),
    )
    return share(
        "cdop.modifiable",
        "Share of reviews with modifiable factors",
        None if counted["unknown"] else counted["found"],
        counted["base"],
        "deaths reviewed by the panel in the year",
        "Reviews in which the panel found something that could be changed to make future deaths "
        "less likely, as a share of all reviews finished in the period.",
        words,
    )


def trend_table(scope: Scope) -> Table:
    """The year and the two before it. A year with a death of unknown kind gives no split."""
    return Table(
        key="cdop.trend",
        caption="Deaths of children who lived in the area, by year of notification",
        head=("Year", "Expected", "Unexpected", "All deaths"),
        rows=tuple(trend_row(scope, back) for back in reversed(range(YEARS))),
        people=True,
        total_column=True,
        definition=(
            f"Deaths notified to the panel in each year. {RESIDENTS} The split into expected and "
            "unexpected is given only for years in which it was recorded for every death."
        ),
        period=scope.label,
    )


def trend_row(scope: Scope, back: int) -> tuple[str, int | None, int | None, int | None]:
    start, end = (clock.add_months(day, -12 * back) for day in (scope.start, scope.end))
    counted = notified(scope, start, end).aggregate(
        every=Count("pk"),
        foreseen=Count("pk", filter=Q(expected=True)),
        unforeseen=Count("pk", filter=Q(expected=False)),
    )
    every: int = counted["every"]
    if back and not every:
        return year_label(start), None, None, None
    if counted["foreseen"] + counted["unforeseen"] < every:
        return year_label(start), None, None, every
    return year_label(start), counted["foreseen"], counted["unforeseen"], every


def year_label(start: date) -> str:
    return f"{start.year}-{(start.year + 1) % 100:02}"


def factor_tables(reviews: PanelReviewQuerySet, scope: Scope) -> tuple[Table, ...]:
    """Nothing when the panel scored no factor: a table of zeros would say there were none."""
    may_have = ReviewFactor.objects.filter(
        panel_review__in=reviews, relevance=ReviewFactor.Relevance.MAY_HAVE
    )
    counted = may_have.values("factor__name").annotate(n=Count("pk")).order_by("-n", "factor__name")
    if not counted:
        return ()
    table = Table(
        key="cdop.factors",
        caption="Factors that may have contributed",
        head=("Factor", "Deaths reviewed"),
        rows=tuple((row["factor__name"], row["n"]) for row in counted),
        people=True,
        definition=(
            "Deaths reviewed in the year in which the panel scored the factor 2, may have "
            "contributed. One death may count under several factors."
        ),
        period=scope.label,
    )
    return (table,)
