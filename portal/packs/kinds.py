"""The kinds of column: how each is written in a cell, read from it, and explained."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from portal.vague import PartialDate

LONDON = ZoneInfo("Europe/London")
BETWEEN = ";"
WORDS_FOR = {"yes": True, "true": True, "no": False, "false": False}


class Unreadable(Exception):
    """The cell is not of its kind. The message says what to write instead."""


@dataclass(frozen=True)
class Kind:
    """One kind of column. `advice` finishes the sentence "Write ..."."""

    advice: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str


def read_pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(BETWEEN) if piece.strip()]


def write_pieces(pieces: list[Any]) -> str:
    return BETWEEN.join(map(str, pieces))


def read_integer(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise ValueError(text)
    return int(text)


def read_decimal(text: str) -> Decimal:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise ValueError(text)
    return Decimal(text)


def write_decimal(value: Decimal) -> str:
    return format(value, "f")


def read_boolean(text: str) -> bool:
    return WORDS_FOR[text.lower()]


def write_boolean(value: bool) -> str:
    return "yes" if value else "no"


def read_date(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def read_moment(text: str) -> datetime:
    """London time, unless the cell itself says how far from UTC it is."""
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}", text):
        raise ValueError(text)
    said = datetime.fromisoformat(text)
    moment = said if said.tzinfo else said.replace(tzinfo=LONDON)
    if not said.tzinfo and moment.astimezone(ZoneInfo("UTC")).astimezone(LONDON) != moment:
        raise Unreadable(
            f'On that day the clocks went forward and "{text}" did not happen. '
            "Write the time an hour later."
        )
    return moment


def write_moment(value: datetime) -> str:
    local = value.astimezone(LONDON)
    if local.fold:
        return local.isoformat(sep=" ")
    exact = "auto" if local.second or local.microsecond else "minutes"
    return local.replace(tzinfo=None).isoformat(sep=" ", timespec=exact)


def write_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


KINDS = {
    "text": Kind("text", str),
    "choice": Kind("one of the words listed", str),
    "reference": Kind("the ref of one row", str),
    "references": Kind('refs with ";" between them', read_pieces, write_pieces),
    "list": Kind('pieces of text with ";" between them', read_pieces, write_pieces),
    "partial date": Kind(
        "a year, a month or a day, such as 2019, 2019-09 or 2019-09-01", PartialDate
    ),
    "date": Kind("a day, such as 2019-09-30", read_date, date.isoformat),
    "moment": Kind(
        "a day and a time in London, such as 2019-09-30 14:30", read_moment, write_moment
    ),
    "integer": Kind("a whole number without commas, such as 1448", read_integer),
    "decimal": Kind("a number without commas or signs, such as 98.3", read_decimal, write_decimal),
    "boolean": Kind("yes or no", read_boolean, write_boolean),
    "json": Kind('JSON, such as {"answer": 5}', json.loads, write_json),
}
REFUSALS = (ValueError, KeyError, InvalidOperation)


def read(kind: str, text: str) -> Any:
    """Read one cell that is not blank. Raises Unreadable."""
    if "\x00" in text:
        raise Unreadable("The cell holds a character that cannot be kept (zero). Type it again.")
    try:
        return KINDS[kind].read(text)
    except REFUSALS as refusal:
        raise Unreadable(
            f'"{shown(text)}" cannot be read. Write {KINDS[kind].advice}.'
        ) from refusal


def shown(text: str) -> str:
    """A cell short enough for a sentence."""
    return text if len(text) <= 60 else f"{text[:57]}..."
