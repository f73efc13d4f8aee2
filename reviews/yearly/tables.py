"""Tables of several years: counts, areas, themes, tied so that none gives a number away."""

from collections import Counter
from collections.abc import Iterable, Sequence

from portal.figures import Figure, Scope, Sum, Table
from reviews.yearly.counts import COUNTS, FILES, NO_AREA, SHOWN_YEARS, Told, within

# The same counts in words that fit above a column and beside a chart, in the same order.
INCIDENTS, CHILDREN = "Incidents", "Children"
SHORT = (
    INCIDENTS,
    CHILDREN,
    "Notified",
    "Rapid reviews",
    "Local reviews decided",
    "Published",
    "Contributions",
    "Local reviews under way",
)


def by_year(files: list[Told], scopes: Sequence[Scope]) -> Table:
    """The counts, a year a row, the earliest first."""
    rows: list[tuple[str | int, ...]] = [
        (scope.label, *(of(files, scope) for _, _, of, _ in COUNTS)) for scope in scopes
    ]
    return Table(
        caption="By year",
        key="reviews.by_year",
        head=("Year", *SHORT),
        rows=tuple(rows),
        people=True,
        definition=f"Financial years, April to March. {FILES}",
    )


def by_area(files: list[Told], scopes: Sequence[Scope]) -> Table:
    """Incidents by area and year, with what they add up to."""
    areas = sorted({one.area for one in files if one.referred_on}, key=last_unknown)
    rows = []
    for area in areas:
        here = [one for one in files if one.area == area]
        rows.append(added(area, [COUNTS[0][2](here, scope) for scope in scopes]))
    if rows:
        rows.append(added("All areas", [COUNTS[0][2](files, scope) for scope in scopes]))
    return Table(
        caption="Incidents by area and year",
        key="reviews.by_area",
        head=("Area", *(scope.label for scope in scopes), "All years shown"),
        rows=tuple(rows),
        people=True,
        total_row=bool(rows),
        total_column=True,
        definition="The area in which it happened, where that is recorded.",
    )


def added(name: str, numbers: list[int]) -> tuple[str | int, ...]:
    return (name, *numbers, sum(numbers))


def last_unknown(name: str) -> tuple[bool, str]:
    return name == NO_AREA, name


def themes_of(files: Iterable[Told]) -> Counter[str]:
    return Counter(theme for one in files for theme in one.themes)


def dated(files: list[Told], scopes: Sequence[Scope]) -> list[Told]:
    return [one for one in files if any(within(scope, one.day) for scope in scopes)]


def themes_by_year(files: list[Told], scopes: Sequence[Scope]) -> Table:
    """How many files had a theme; a rapid review counts, whether a full review followed or not."""
    shown = dated(files, scopes)
    of_year = [themes_of(one for one in shown if within(scope, one.day)) for scope in scopes]
    rows = [added(name, [year[name] for year in of_year]) for name in sorted(themes_of(shown))]
    return Table(
        caption="Themes by year",
        key="reviews.themes_by_year",
        head=("Theme", *(scope.label for scope in scopes), "All years shown"),
        rows=tuple(rows),
        people=True,
        total_column=True,
        definition="Files with the theme, by the day on which they were referred, or else "
        "commissioned. A file may have several themes, so that they do not add up. Rapid reviews "
        "count whether a full review followed or not.",
    )


def themes_by_area(files: list[Told], scopes: Sequence[Scope]) -> Table:
    shown = dated(files, scopes)
    areas = sorted({one.area for one in shown if one.themes}, key=last_unknown)
    here = [themes_of(one for one in shown if one.area == area) for area in areas]
    rows = [added(name, [area[name] for area in here]) for name in sorted(themes_of(shown))]
    return Table(
        caption="Themes by area, all years shown",
        key="reviews.themes_by_area",
        head=("Theme", *areas, "All areas"),
        rows=tuple(rows),
        people=True,
        total_column=True,
        definition="The same files as in the table above.",
    )


def themes_of_rapid(files: list[Told], scopes: Sequence[Scope]) -> Table:
    """What would be lost if only full reviews were counted."""
    shown = dated(files, scopes)
    alone = themes_of(one for one in shown if one.ended_rapid_alone)
    more = themes_of(one for one in shown if not one.ended_rapid_alone)
    rows = [added(name, [alone[name], more[name]]) for name in sorted(themes_of(shown))]
    return Table(
        caption="Themes of rapid reviews that no full review followed, all years shown",
        key="reviews.themes_of_rapid",
        head=("Theme", "Rapid review alone", "Others", "All"),
        rows=tuple(rows),
        people=True,
        total_column=True,
        definition="The same files once more, by whether a local review was decided on.",
    )


def same_year(figures: Sequence[Figure]) -> list[Sum]:
    """Each figure stands once more in the last row of the table of years."""
    last = SHOWN_YEARS - 1
    return [
        Sum(one.key, (f"reviews.by_year:{last}:{column}",)) for column, one in enumerate(figures, 1)
    ]


def same_incidents(years: Table, areas: Table) -> list[Sum]:
    """Incidents of each year stand in both tables."""
    total = len(areas.rows) - 1
    if total < 0:
        return []
    return [
        Sum(f"reviews.by_year:{row}:1", (f"reviews.by_area:{total}:{row + 1}",))
        for row in range(len(years.rows))
    ]


def same_themes(themes: Table, places: Table) -> list[Sum]:
    """The number of files with a theme ends a row in each of the three tables of themes."""
    across, beside = len(themes.head) - 1, len(places.head) - 1
    return [
        Sum(f"reviews.themes_by_year:{row}:{across}", (place,))
        for row in range(len(themes.rows))
        for place in (f"reviews.themes_by_area:{row}:{beside}", f"reviews.themes_of_rapid:{row}:3")
    ]
