"""A report put together: its cover, its sections in order, each made of blocks."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from dashboard.models import ReportEdition, ReportSection
from dashboard.reporting.appendices import at_a_glance, how_counted
from dashboard.reporting.blocks import Block, prose
from dashboard.reporting.feeds import FEEDS, scope_of
from partners.brand import logo_on_paper
from portal import charts, clock

Feed = ReportSection.Feed
Book = dict[str, Any]

# These run on under the section before them; every other section begins on a new page.
RUN_ON = (Feed.FUTURE, Feed.EXPLOITATION, Feed.MIND_MAP, Feed.CONTACTS)
WIDE = (Feed.WORK_PROGRAMME,)
WHEN_ALL_IS_WRITTEN: dict[str, Callable[[Iterable[dict[str, Any]]], list[Block]]] = {
    Feed.INTRODUCTION: at_a_glance,
    Feed.COUNTED: how_counted,
}


def assemble(edition: ReportEdition) -> Book:
    """The report as the records stand now, as plain data."""
    rows = edition.sections.select_related("edition__partnership", "agency")
    rows = rows.prefetch_related("passages", "agency__names")
    sections = [written(number, row) for number, row in enumerate(rows, 1)]
    for row, section in zip(rows, sections, strict=True):
        if row.feeds in WHEN_ALL_IS_WRITTEN:
            section["blocks"] += WHEN_ALL_IS_WRITTEN[row.feeds](sections)
    return {**cover(edition), "sections": sections}


def cover(edition: ReportEdition) -> Book:
    partnership = edition.partnership
    return {
        "title": edition.title,
        "partnership": partnership.name,
        "short_name": partnership.short_name,
        "colour": partnership.colour,
        "period": edition.period,
        "published": edition.published.text if edition.published else "",
        "state": edition.get_status_display(),
        "circulated": edition.status == ReportEdition.Status.PUBLISHED,
        "created": "",
    }


def written(number: int, row: ReportSection) -> dict[str, Any]:
    scope = scope_of(row)
    fed = FEEDS[row.feeds](row, scope) if row.feeds in FEEDS else []
    return {
        "anchor": f"section-{number}",
        "number": number,
        "part": row.part,
        "title": row.title,
        "feeds": row.feeds,
        "period": row.period,
        "runs_on": row.feeds in RUN_ON,
        "wide": row.feeds in WIDE,
        "blocks": [*prose(row.passages.all()), *fed],
    }


def freeze(edition: ReportEdition) -> Book:
    """The report as it is published today: these figures and no others, from now on."""
    today = clock.today()
    state = ReportEdition.Status.PUBLISHED
    published = {
        "published": f"{today:%B %Y}",
        "state": state.label,
        "circulated": True,
        "created": today.isoformat(),
        **logo(edition),
    }
    return {**assemble(edition), **published}


def logo(edition: ReportEdition) -> Book:
    """The logo as it is today. A report printed before there was one stays without."""
    picture = logo_on_paper(edition.partnership)
    return {"logo": picture} if picture else {}


def book(edition: ReportEdition) -> Book:
    """What may be read, ready to be shown."""
    return ready(as_it_is(edition))


def as_it_is(edition: ReportEdition) -> Book:
    """The frozen report once published, the records before that: what a signature stands under."""
    kept: Book | None = edition.frozen
    return kept or assemble(edition)


def ready(told: Book) -> Book:
    """The same with its drawings ready to be shown, and its sections grouped by part."""
    sections = [
        {**one, "blocks": [shown(block) for block in one["blocks"]]} for one in told["sections"]
    ]
    return {**told, "sections": sections, "parts": parts_of(sections)}


def shown(block: dict[str, Any]) -> dict[str, Any]:
    return {**block, "svg": charts.kept(block["svg"])} if block["kind"] == "chart" else block


def parts_of(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For the contents: each part with its sections, in order."""
    parts: list[dict[str, Any]] = []
    for section in sections:
        if not parts or parts[-1]["part"] != section["part"]:
            parts.append({"part": section["part"], "sections": []})
            section["opens_part"] = bool(section["part"])
        parts[-1]["sections"].append(section)
    return parts


def paper(edition: ReportEdition) -> dict[str, Any]:
    """What the PDF is made of. A published report carries its day, so its bytes never change."""
    told = book(edition) if edition.frozen else {**book(edition), **logo(edition)}
    created = {"created": date.fromisoformat(told["created"])} if told["created"] else {}
    return {"book": told, **created}
