"""A year of reviews in figures: incidents, children and reviews counted apart."""

from portal import charts
from portal.charts import Chart
from portal.figures import Chapter, Figure, Listing, Scope, Table
from reviews.models import LearningSummary
from reviews.yearly.counts import (
    SHOWN_YEARS,
    counts,
    day_of,
    first_year,
    in_time,
    this_year,
    time_taken,
    told,
    year_scope,
    years_to,
)
from reviews.yearly.tables import (
    CHILDREN,
    INCIDENTS,
    by_area,
    by_year,
    same_incidents,
    same_themes,
    same_year,
    themes_by_area,
    themes_by_year,
    themes_of_rapid,
)

__all__ = [
    "counted_in",
    "day_of",
    "first_year",
    "lines",
    "taught",
    "this_year",
    "year_scope",
    "yearly",
    "years_to",
]


def yearly(scope: Scope) -> Chapter:
    """All figures of one year, with the years before it to compare."""
    files, last = told(scope.partnership_id), first_year(scope.start)
    scopes = [
        year_scope(scope.partnership_id, year) for year in range(last - SHOWN_YEARS + 1, last + 1)
    ]
    figures = counts(files, scope)
    years, areas = by_year(files, scopes), by_area(files, scopes)
    themes, places, alone = (
        make(files, scopes) for make in (themes_by_year, themes_by_area, themes_of_rapid)
    )
    made = Chapter(
        key="reviews.year",
        title=f"Reviews in {scope.label}",
        figures=(*figures, *in_time(files, scope), *time_taken(files, scope)),
        tables=(years, areas, themes, places, alone),
        sums=(*same_year(figures), *same_incidents(years, areas), *same_themes(themes, places)),
    )
    return Chapter(
        key=made.key,
        title=made.title,
        figures=made.figures,
        tables=made.tables,
        charts=pictures(made.tables[0]),
        lists=taught(scope),
        sums=made.sums,
    )


def taught(scope: Scope) -> tuple[Listing, ...]:
    """What the year taught, in words, once it is settled."""
    settled = LearningSummary.objects.settled()
    found = settled.filter(partnership=scope.partnership_id, year=scope.label).first()
    if found is None:
        return ()
    said = tuple(line.strip() for line in found.text.splitlines() if line.strip())
    return (Listing(title="What the reviews of the year taught", items=said),)


def pictures(years: Table) -> tuple[Chart, ...]:
    return (
        charts.bar_line(
            "reviews-by-year",
            years,
            bars=INCIDENTS,
            line=CHILDREN,
        ),
    )


def lines(chapter: Chapter) -> list[tuple[str, str, str, object]]:
    """Everything the page prints, one value a line: part, row, column, value."""
    found: list[tuple[str, str, str, object]] = [
        (chapter.title, one.label, one.base_label or "Number", one.text) for one in chapter.figures
    ]
    for table in chapter.tables:
        for row in table.values:
            for head, value in zip(table.head[1:], row[1:], strict=True):
                found.append((table.caption, str(row[0]), head, value))
    for listing in chapter.lists:
        found.extend((chapter.title, listing.title, "Words", item) for item in listing.items)
    return found


def counted_in(scope: Scope) -> tuple[Figure, ...]:
    """For the yearly report: nothing where this portal recorded no incident by then."""
    files = told(scope.partnership_id)
    if not any(one.referred_on and one.referred_on <= scope.end for one in files):
        return ()
    return (*counts(files, scope), *in_time(files, scope), *time_taken(files, scope))
