"""The yearly report: its sections in the order of the paper, and the prose no record holds."""

from typing import NamedTuple

from demo.facts import Facts, told
from demo.generate.sheets import Sheets, ref

EDITION = "pdscp/report/2020"
YEAR = "April 2019 to March 2020"
# What the paper prints under other words: which records feed it, and the days it tells of.
FEEDS = {
    "independent_view": ("introduction", "", "", ""),
    "milestones": ("milestones", "August 2019 to September 2020", "2019-08-01", "2020-09-30"),
    "reviews": ("reviews", YEAR, "", ""),
    "cdop": ("cdop", YEAR, "", ""),
    "audits": ("quality assurance", YEAR, "", ""),
    "learning_hub": ("learning hub", YEAR, "", ""),
    "training": ("training", YEAR, "", ""),
    "training.future": ("future developments", "", "", ""),
    "child_exploitation_work": ("exploitation", "", "", ""),
    "learning_hub.products": ("mind map", "", "", ""),
    "looking_ahead": ("priorities", "2020-21", "2020-04-01", "2021-03-31"),
    "representatives.other_posts": ("contacts", "September 2020", "2020-09-01", "2020-09-30"),
}
APPENDICES = (
    ("Appendix A: partnership dashboard", "dashboard", "July 2020", "2020-07-01", "2020-07-31"),
    ("Appendix B: work programme", "work programme", "July 2020 to March 2021", "", ""),
    ("Appendix C: how these figures were counted", "how counted", "", "", ""),
)
# The last lines of the chair's view look ahead, and stand with the conclusions.
CONCLUDING = 2


class Place(NamedTuple):
    """A section: where it stands and what fills it."""

    part: str
    title: str
    feeds: str
    period: str = ""
    start: str = ""
    end: str = ""
    agency: str | None = None
    said: tuple[Facts, ...] = ()
    kind: str = "bullet"


def write(facts: Facts, sheets: Sheets) -> None:
    meta = facts["meta"]
    sheets.add(
        "dashboard/reports",
        EDITION,
        partnership="pdscp",
        kind="yearly report",
        title=meta["report_title"],
        period="2019-20",
        start="2019-04-01",
        end="2020-03-31",
        as_at=meta["published"],
        introduced_on=meta["chair_introduction_dated"],
        introduced_by="Independent Chair and Scrutineer",
        status="scrutiny",
        in_report=True,
        paper=meta["source"]["paper"],
    )
    for order, place in enumerate(places(facts), start=1):
        section(sheets, order, place, **told(facts["report_outline"][0]))


def places(facts: Facts) -> list[Place]:
    """The outline of the paper, with conclusions before the contacts, and three appendices."""
    found = []
    for fact in facts["report_outline"]:
        if fact["feeds"] == "representatives.other_posts":
            said = tuple(facts["independent_view"][-CONCLUDING:])
            found.append(Place("Part three", "Conclusions", "conclusions", said=said))
        if fact["feeds"] != "dashboard + work_programme":
            found.append(place(facts, fact))
    return [*found, *(Place("Part four", *appendix) for appendix in APPENDICES)]


def place(facts: Facts, fact: Facts) -> Place:
    part, _, title = fact["section"].rpartition(": ")
    title = title[:1].upper() + title[1:]
    feeds = fact["feeds"]
    if feeds.startswith("partner_progress"):
        partner = facts["partner_progress"][int(feeds[-2])]["partner"]
        return Place(part, title, "agency statement", agency=ref(partner))
    said, kind = prose(facts, feeds)
    return Place(part, title, *FEEDS[feeds], said=said, kind=kind)


def prose(facts: Facts, feeds: str) -> tuple[tuple[Facts, ...], str]:
    """What no record of its own holds: the chair's view, looking ahead, the mind map."""
    if feeds == "independent_view":
        return tuple(facts[feeds][:-CONCLUDING]), "bullet"
    if feeds == "looking_ahead":
        return tuple(facts[feeds]), "bullet"
    if feeds == "learning_hub.products":
        products = facts["learning_hub"]["products"]
        noted = (one for one in products if one.get("note"))
        return tuple({**one, "text": one["note"]} for one in noted), "paragraph"
    return (), "bullet"


def section(sheets: Sheets, order: int, place: Place, **paper: str | bool | None) -> None:
    ours = sheets.add(
        "dashboard/report_sections",
        f"{EDITION}/{order:02}",
        edition=EDITION,
        order=order,
        part=place.part,
        title=place.title,
        feeds=place.feeds,
        agency=place.agency,
        period=place.period,
        start=place.start,
        end=place.end,
        **paper,
    )
    stop = "." if place.kind == "paragraph" else ""
    for number, said in enumerate(place.said, start=1):
        sheets.add(
            "dashboard/passages",
            f"{ours}/{number:02}",
            section=ours,
            order=number,
            kind=place.kind,
            text=f"{said['text']}{stop}",
            **told(said),
        )
