"""Invented rows behind the printed counts of child deaths. Not one of them is a real child."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.facts import Facts, told
from demo.generate.sheets import Sheets

OLDER_BANDS = ("infant", "1-4", "5-9", "10-14", "15-17")
AFTER_NEONATAL = ("infant", "infant", "1-4", "5-9", "10-14", "15-17")
# Panel days by year of review, and how many deaths of which year each year's panels reviewed.
PANELS = {
    "2018-19": (date(2018, 6, 19), date(2018, 9, 18), date(2018, 12, 11), date(2019, 3, 12)),
    "2019-20": (date(2019, 6, 18), date(2019, 9, 17), date(2019, 12, 10), date(2020, 3, 10)),
}
NEXT_PANEL = date(2020, 10, 13)
REVIEWED = {"2018-19": {"2017-18": 24}, "2019-20": {"2017-18": 4, "2018-19": 19, "2019-20": 5}}
MODIFIABLE_OF_2018 = 12  # of 24: the printed half


@dataclass
class Death:
    """One generated row, until it is written."""

    ref: str
    year: str
    died_on: date
    reviewed_in: str = ""


def write(facts: Facts, sheets: Sheets) -> None:
    random = Random("child deaths")
    deaths = [*year_2017(random, sheets), *year_2018(random, sheets), *year_2019(random, sheets)]
    panels(random, sheets, deaths)
    meeting(sheets, NEXT_PANEL)
    words(facts, sheets)


def year_2017(random: Random, sheets: Sheets) -> list[Death]:
    """34 notifications; the papers say nothing of where, or whether they were expected."""
    return [death(random, sheets, "2017-18", n, age_band=band(random)) for n in range(1, 35)]


def year_2018(random: Random, sheets: Sheets) -> list[Death]:
    """25: 13 expected, and 12 not with a response to each; 13 of the former Dorset county."""
    places = ["area/former_dorset_county"] * 13 + ["area/former_bournemouth"] * 7
    places += ["area/former_poole"] * 5
    expected = [True] * 13 + [False] * 12
    random.shuffle(expected)
    return [
        death(
            random,
            sheets,
            "2018-19",
            n,
            area=area,
            expected=known,
            joint_agency_response=not known,
            age_band=band(random),
        )
        for n, (area, known) in enumerate(zip(places, expected, strict=True), start=1)
    ]


def year_2019(random: Random, sheets: Sheets) -> list[Death]:
    """32: 11 Dorset and 21 BCP; 15 neonatal; 13 with a joint agency response."""
    places = ["area/dorset"] * 11 + ["area/bcp"] * 21
    kinds = ["neonatal"] * 15 + ["response"] * 13 + ["other"] * 4
    random.shuffle(kinds)
    made = []
    for n, (area, kind) in enumerate(zip(places, kinds, strict=True), start=1):
        response = kind == "response"
        age = "neonatal" if kind == "neonatal" else random.choice(AFTER_NEONATAL)
        made.append(
            death(
                random,
                sheets,
                "2019-20",
                n,
                area=area,
                age_band=age,
                expected=False if response else None,
                joint_agency_response=response,
            )
        )
    return made


def band(random: Random) -> str:
    return "neonatal" if random.random() < 0.45 else random.choice(OLDER_BANDS)


def death(random: Random, sheets: Sheets, year: str, n: int, **cells: str | bool | None) -> Death:
    """Died and was notified in one and the same year, so that both ways of counting agree."""
    start = int(year[:4])
    died_on = date(start, 4, 1) + timedelta(days=random.randrange(355))
    notified_on = died_on + timedelta(days=random.randrange(3))
    ref = sheets.add(
        "cdop/deaths",
        f"pdscp/death/{year}/{n:02}",
        partnership="pdscp",
        number=f"{start}-{n:03}",
        died_on=died_on,
        notified_on=notified_on,
        generated=True,
        **cells,
    )
    return Death(ref, year, died_on)


def panels(random: Random, sheets: Sheets, deaths: list[Death]) -> None:
    for year, days in PANELS.items():
        for day in days:
            meeting(sheets, day)
        chosen = [one for of, count in REVIEWED[year].items() for one in take(deaths, of, count)]
        for place, one in enumerate(chosen):
            one.reviewed_in = year
            later = [day for day in days if day > one.died_on + timedelta(days=30)]
            review(random, sheets, one, random.choice(later), modifiable(year, place))


def meeting(sheets: Sheets, day: date) -> None:
    sheets.add(
        "cdop/panel_meetings",
        f"pdscp/panel/{day}",
        partnership="pdscp",
        group="pdscp/group/cdop",
        held_on=day,
        generated=True,
    )


def take(deaths: list[Death], year: str, count: int) -> list[Death]:
    """The deaths of one year that waited longest."""
    waiting = [one for one in deaths if one.year == year and not one.reviewed_in]
    return sorted(waiting, key=lambda one: (one.died_on, one.ref))[:count]


def modifiable(year: str, place: int) -> str | None:
    """Half of the reviews of 2018-19, as printed. No paper says how many of 2019-20."""
    if year != "2018-19":
        return None
    return "yes" if place < MODIFIABLE_OF_2018 else "no"


def review(random: Random, sheets: Sheets, one: Death, day: date, found: str | None) -> None:
    ours = sheets.add(
        "cdop/panel_reviews",
        one.ref.replace("/death/", "/panel-review/"),
        death=one.ref,
        meeting=f"pdscp/panel/{day}",
        reviewed_on=day,
        modifiable=found,
        category=random.choice((5, 6, 7, 8, 8, 8, 10)),
        generated=True,
    )
    if found == "yes":
        factor = random.randrange(1, 7)
        sheets.add(
            "cdop/review_factors",
            f"{ours}/factor",
            panel_review=ours,
            factor=f"pdscp/factor/{factor}",
            relevance=2,
        )


def words(facts: Facts, sheets: Sheets) -> None:
    known = facts["cdop"]
    for order, fact in enumerate(known["factors"], start=1):
        sheets.add(
            "cdop/factors",
            f"pdscp/factor/{order}",
            partnership="pdscp",
            name=fact["name"],
            order=order,
            **told(fact),
        )
    for kind, key in (("fact", "facts"), ("action", "actions")):
        for order, fact in enumerate(known[key], start=1):
            tell(sheets, "2019-20", kind, order, fact["text"], fact)
    focus = known["focus_next_year"]
    tell(sheets, focus["year"], "focus", 1, focus["text"], focus)
    as_printed(known["figures"], sheets)


def as_printed(figures: list[Facts], sheets: Sheets) -> None:
    """Words that must be printed beside a counted figure, such as "almost", and their reasons."""
    by_ref = {fact["ref"]: fact for fact in figures}
    neonatal = by_ref["cdop:neonatal"]
    text = f"{neonatal['qualifier']} {neonatal['value']}%"
    tell(sheets, "2019-20", "as printed", 1, text, neonatal, measure="neonatal")
    for year, order, key in (("2019-20", 9, "reviewed"), ("2018-19", 1, "modifiable_2018")):
        fact = by_ref[f"cdop:{key}"]
        tell(sheets, year, "fact", order, f"{fact['measure']}: {fact['note']}", fact)


def tell(
    sheets: Sheets, year: str, kind: str, order: int, text: str, fact: Facts, measure: str = ""
) -> None:
    sheets.add(
        "cdop/facts",
        f"pdscp/cdop-fact/{year}/{kind.replace(' ', '-')}/{order}",
        partnership="pdscp",
        year=year,
        kind=kind,
        order=order,
        text=text,
        measure=measure,
        **told(fact),
    )
