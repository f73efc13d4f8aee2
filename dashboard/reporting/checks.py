"""What is wrong with a report before anybody signs it."""

import calendar
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
TYPED = re.compile(rf"(?<![\w-]){NUMBER.pattern}")
MONTHS = "|".join(calendar.month_name[1:])
# Years, days, spans of time and sections of an Act count nothing that a record could hold.
NO_COUNT = re.compile(
    r"\b(?:19|20)\d\d(?:-\d\d)?\b"
    rf"|\b\d{{1,2}} (?:{MONTHS})\b"
    r"|\b\d+ (?:hour|day|week|month|year)s?\b"
    r"|\bsections? \d+\b",
    re.IGNORECASE,
)
BESIDE = re.compile(r"(?:\S+\s+){0,3}\S*\Z"), re.compile(r"\S*(?:\s+\S+){0,3}")


@dataclass(frozen=True)
class Check:
    """One question asked of the report. `sentence` says what was found."""

    name: str
    passed: bool
    sentence: str


def checks(edition: ReportEdition, told: Book) -> list[Check]:
    return [
        every_section_says_something(told),
        no_other_numbers_in_prose(edition, told),
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


def no_other_numbers_in_prose(edition: ReportEdition, told: Book) -> Check:
    """A number typed in a passage, of whatever kind, that no figure of its section prints."""
    passages = edition.sections.prefetch_related("passages")
    strange = [
        f"{row.title}: {words}"
        for row, section in zip(passages, told["sections"], strict=False)
        for passage in row.passages.all()
        for words in strange_words(passage.text, printed_numbers(section))
    ]
    return verdict(
        "Numbers in prose", strange, "Every number typed in prose is also a figure of its section."
    )


def printed_numbers(section: dict[str, Any]) -> set[str]:
    return set(NUMBER.findall(" ".join(one["text"] for one in figures_in(section["blocks"]))))


def strange_words(text: str, printed: set[str]) -> Iterator[str]:
    """Each number that is not printed, with the words beside it. A single digit is a word."""
    counted = NO_COUNT.sub(lambda found: "x" * len(found[0]), text)
    before, after = BESIDE
    for found in TYPED.finditer(counted):
        if len(found[0]) > 1 and found[0].rstrip(",") not in printed:
            left, right = before.search(text[: found.start()]), after.match(text[found.start() :])
            yield f"“{left[0] if left else ''}{right[0] if right else ''}”"


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
