"""What each indicator stood at, period by period: typed values, and sums over conferences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from learning_hub.models import Conference, Indicator, Value, plain
from learning_hub.reporting.places import kept_together
from portal.figures import Figure, Sum, counts_people, is_small, protect

# What is counted, and of which kind of conference; "" is every kind.
Counted = tuple[str, str]
KINDS = (*Conference.Kind.values, "")
CHILDREN = Indicator.CountedFrom.CHILDREN.value
CONFERENCES = Indicator.CountedFrom.CONFERENCES.value


@dataclass(frozen=True)
class Reading:
    """An indicator in one period and place. Print the figure's text, draw `number`."""

    period: str
    starts_on: date
    ends_on: date
    place: str
    figure: Figure
    status: str
    number: Decimal | int | None


@dataclass(frozen=True)
class Tally:
    """The conferences of one year and area, with small numbers of children already hidden."""

    partnership_id: int
    began: int
    place: str
    figures: dict[Counted, Figure]


def series(indicators: Iterable[Indicator]) -> dict[int, list[Reading]]:
    """The readings of each indicator by its id, oldest first. Two queries however many."""
    wanted = list(indicators)
    readings: dict[int, list[Reading]] = defaultdict(list)
    for value in Value.objects.filter(indicator__in=wanted).select_related("area", "indicator"):
        readings[value.indicator_id].append(reading_of(value))
    counted = [indicator for indicator in wanted if indicator.is_counted]
    held = list(tallies({indicator.partnership_id for indicator in counted})) if counted else []
    for indicator in counted:
        readings[indicator.pk] += [read(indicator, tally) for tally in held_by(indicator, held)]
    return {
        pk: sorted(kept_together(some), key=lambda r: (r.ends_on, r.place))
        for pk, some in readings.items()
    }


def reading_of(value: Value) -> Reading:
    figure = figure_of(value)
    stated = value.value if figure.unit == "text" and not figure.withheld else figure.shown
    return Reading(
        period=value.when,
        starts_on=value.starts_on,
        ends_on=value.ends_on,
        place=str(value.area) if value.area else "",
        figure=figure,
        status=value.get_status_display(),
        number=stated,
    )


def figure_of(value: Value) -> Figure:
    """A percentage without counts it can be made of is printed as the paper has it, and says so.

    A number with a fraction counts nobody: it is a rate.
    """
    indicator = value.indicator
    figure = Figure(
        key=value.ref,
        label=indicator.name,
        value=None,
        definition=indicator.how,
        qualifier=value.qualifier,
        people=indicator.people or counts_people(indicator.counts),
        period=value.when,
    )
    if value.value is None:
        return figure
    if indicator.unit != Indicator.Unit.PERCENT:
        number = plain(value.value)
        return replace(figure, value=number, people=figure.people and isinstance(number, int))
    if not is_part(value.numerator, value.denominator):
        known = (value.numerator, value.denominator)
        small = figure.people and any(is_small(count) for count in known if count is not None)
        said = f"{plain(value.value)}% (base not recorded)"
        return replace(figure, unit="text", value=said, withheld=small)
    return replace(
        figure,
        unit="percent",
        value=value.numerator,
        base=value.denominator,
        base_label=indicator.counts or "cases",
        places=0 if value.value == int(value.value) else 1,
    )


def is_part(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part <= whole


def held_by(indicator: Indicator, held: Iterable[Tally]) -> Iterator[Tally]:
    return (tally for tally in held if tally.partnership_id == indicator.partnership_id)


def read(indicator: Indicator, tally: Tally) -> Reading:
    found = tally.figures[indicator.counted_from, indicator.conference_kind]
    period = f"{tally.began}-{(tally.began + 1) % 100:02d}"
    figure = replace(found, label=indicator.name, definition=indicator.how, period=period)
    return Reading(
        period=period,
        starts_on=date(tally.began, 4, 1),
        ends_on=date(tally.began + 1, 3, 31),
        place=tally.place,
        figure=figure,
        status="Counted from records",
        number=figure.shown,
    )


def tallies(partnership_ids: Iterable[int]) -> Iterator[Tally]:
    held: dict[tuple[int, int, str], dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for row in Conference.objects.filter(partnership__in=partnership_ids).by_year():
        place = row["area__short_name"] or row["area__name"]
        held[row["partnership_id"], row["began"], place][row["kind"]] = row
    for (partnership_id, began, place), rows in held.items():
        yield Tally(partnership_id, began, place, figures_of(rows))


def figures_of(rows: dict[str, Mapping[str, Any]]) -> dict[Counted, Figure]:
    """Initial, review and all: a small number of children takes another one into hiding."""
    found: list[Figure] = []
    for what in (CONFERENCES, CHILDREN):
        counts = {kind: rows.get(kind, {}).get(what, 0) for kind in Conference.Kind.values}
        counts[""] = sum(counts.values())
        found += [
            Figure(f"{what}:{kind}", "", count, "", people=what == CHILDREN)
            for kind, count in counts.items()
        ]
    all_children = Sum(f"{CHILDREN}:", tuple(f"{CHILDREN}:{k}" for k in Conference.Kind.values))
    safe, _ = protect(found, (), (all_children,))
    return dict(zip([(w, k) for w in (CONFERENCES, CHILDREN) for k in KINDS], safe, strict=True))
