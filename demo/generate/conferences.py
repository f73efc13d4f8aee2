"""Indicators of child protection, and invented conferences behind the printed totals."""

import calendar
from datetime import date, timedelta
from random import Random

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref

YEAR = (date(2018, 4, 1), date(2019, 3, 31))
FIRST = {"initial": (276, 569), "review": (436, 879)}
AREA = "area/former_dorset_county"
COUNTED = {
    "Children at initial conferences": ("children", "initial"),
    "Initial conferences": ("conferences", "initial"),
    "Children at review conferences": ("children", "review"),
    "Review conferences": ("conferences", "review"),
    "Children at all conferences": ("children", ""),
    "All conferences": ("conferences", ""),
}


def write(facts: Facts, sheets: Sheets) -> None:
    for order, fact in enumerate(facts["child_protection_indicators"], start=1):
        indicator(sheets, order, fact)
    random = Random("conferences")
    for kind, (count, children) in FIRST.items():
        conferences(random, sheets, kind, count, children)


def indicator(sheets: Sheets, order: int, fact: Facts) -> None:
    counted_from, kind = COUNTED.get(fact["measure"], ("values", ""))
    percent = fact["unit"].startswith("percent")
    what = fact["unit"].removeprefix("percent").removeprefix(" of ").strip()
    ours = sheets.add(
        "learning_hub/indicators",
        f"pdscp/indicator/{order:02}",
        partnership="pdscp",
        name=fact["measure"],
        order=order,
        unit="percent" if percent else "count",
        counts=what,
        people=not percent and what != "conferences",
        polarity="up" if "within 15 working days" in fact["measure"] else "neither",
        kind="snapshot" if len(fact["period"]) == len("2019-03-31") else "flow",
        frequency="once" if counted_from == "values" else "year",
        counted_from=counted_from,
        conference_kind=kind,
        **told(fact),
    )
    if counted_from == "values":
        starts_on, ends_on = span(fact["period"])
        sheets.add(
            "learning_hub/values",
            f"{ours}/{fact['period'].replace(' ', '-')}",
            indicator=ours,
            period=fact["period"],
            starts_on=starts_on,
            ends_on=ends_on,
            area=ref(fact["area"]),
            value=fact["value"],
            qualifier=fact.get("qualifier"),
            **told(fact),
        )


def span(period: str) -> tuple[date, date]:
    """First and last day of "2019-03-31", "2018-04" or "2018-09 to 2019-01"."""
    first, _, last = period.partition(" to ")
    return ends_of(first)[0], ends_of(last or first)[1]


def ends_of(period: str) -> tuple[date, date]:
    year, month, *day = (int(part) for part in period.split("-"))
    if day:
        return date(year, month, day[0]), date(year, month, day[0])
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def conferences(random: Random, sheets: Sheets, kind: str, count: int, children: int) -> None:
    """So many conferences that are about so many children in all, at least one at each."""
    sizes = [1] * count
    for _ in range(children - count):
        sizes[random.randrange(count)] += 1
    for n, size in enumerate(sizes, start=1):
        sheets.add(
            "learning_hub/conferences",
            f"pdscp/conference/{kind}/{n:03}",
            partnership="pdscp",
            area=AREA,
            held_on=working_day(random),
            kind=kind,
            children_count=size,
        )


def working_day(random: Random) -> date:
    while True:
        day = YEAR[0] + timedelta(days=random.randrange(365))
        if day.weekday() < calendar.SATURDAY:
            return day
