"""What is wrong with a report before anybody signs it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.models import ReportEdition, ReportSection, WorkProgramme
from dashboard.reporting.appendices import board_of
from dashboard.reporting.blocks import figures_in
from dashboard.reporting.book import Book
from partners.models import AgencyStatus

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
YEARS = re.compile(r"\b(?:19|20)\d\d(?:-\d\d)?\b")


@dataclass(frozen=True)
class Check:
    """One question asked of the report. `sentence` says what was found."""

    name: str
    passed: bool
    sentence: str


def checks(edition: ReportEdition, told: Book) -> list[Check]:
    return [
        every_section_says_something(told),
        no_other_numbers_in_prose(told),
        every_partner_has_a_statement(edition),
        every_tile_has_a_row(edition),
        every_red_has_work(edition),
    ]


def verdict(name: str, found: list[str], good: str) -> Check:
    return Check(name, not found, f"{'; '.join(found)}." if found else good)


def every_section_says_something(told: Book) -> Check:
    empty = [section["title"] for section in told["sections"] if not section["blocks"]]
    return verdict(
        "Sections",
        empty and [f"Nothing to print: {', '.join(empty)}"],
        "Every section has something to print.",
    )


def no_other_numbers_in_prose(told: Book) -> Check:
    """A number typed in prose that no figure of the same section prints."""
    strange = [
        f"{section['title']}: {number}"
        for section in told["sections"]
        for number in typed_numbers(section)
    ]
    return verdict(
        "Numbers in prose", strange, "Every number typed in prose is also a figure of its section."
    )


def typed_numbers(section: dict[str, Any]) -> Iterator[str]:
    known = " ".join(figure["text"] for figure in figures_in(section["blocks"]))
    printed = set(NUMBER.findall(known))
    for block in section["blocks"]:
        if block["kind"] == "paragraph" and section["feeds"] not in APPENDED:
            found = NUMBER.findall(YEARS.sub("", block["text"]))
            yield from (number for number in found if len(number) > 1 and number not in printed)


APPENDED = (
    ReportSection.Feed.DASHBOARD,
    ReportSection.Feed.WORK_PROGRAMME,
    ReportSection.Feed.COUNTED,
)


def every_partner_has_a_statement(edition: ReportEdition) -> Check:
    held = AgencyStatus.objects.on(edition.end).filter(
        partnership=edition.partnership_id, status=AgencyStatus.Status.STATUTORY
    )
    told = edition.sections.filter(feeds=ReportSection.Feed.STATEMENT).values("agency")
    missing = held.exclude(agency__in=told).select_related("agency")
    found = [f"No statement of {status.agency}" for status in missing]
    return verdict("Statements", found, "Every statutory partner has a statement.")


def every_tile_has_a_row(edition: ReportEdition) -> Check:
    programme = WorkProgramme.objects.filter(partnership=edition.partnership_id).newest_first()
    covered = {row.tile_id for found in programme[:1] for row in found.rows.all()}
    shown = board_of(edition.partnership_id, edition.as_at.last_day)
    bare = [state.tile.name for state in shown.states if state.tile.pk not in covered]
    return verdict(
        "Work programme",
        bare and [f"No row for {', '.join(bare)}"],
        "Every area of the dashboard has a row in the work programme.",
    )


def every_red_has_work(edition: ReportEdition) -> Check:
    shown = board_of(edition.partnership_id, edition.as_at.last_day)
    bare = [state.tile.name for state in shown.states if state.unanswered]
    return verdict(
        "Red elements",
        bare and [f"Red without work: {', '.join(bare)}"],
        "Whatever is red has a row of work.",
    )
