"""Searching a text for who a child is: names, places, school and days, however they are written.

It helps people who read with care and replaces none of them: a nickname that nobody wrote down,
or a story everybody in a town knows, no search finds.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.crypto import salted_hmac

NAME, PLACE, SCHOOL, DAY = "name", "place", "school", "day"
KINDS = {NAME: "Name", PLACE: "Place", SCHOOL: "School", DAY: "Date"}
# Words that stand in names of people, streets and schools and tell nothing alone.
PLAIN_WORDS = """
a an and the of for at in on by as aka also known formerly nee to with street road lane
close avenue drive way court house flat place terrace crescent gardens square hill row park
school primary junior infant infants secondary academy college high first middle upper lower
nursery church saint st cofe catholic community england united kingdom county north south
east west new old city town village near
"""
PLAIN = frozenset(PLAIN_WORDS.split())
SHORTEST = 3
# From this length on, one letter more, less or other still counts as the same word.
LOOSE = 6
ENDINGS = ("s", "'s", "s'", "es", "ie", "y")
WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*['\u2019]?")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
DATE = re.compile(r"(\d{1,4})[ ./-](\d{1,2}|[A-Za-z]{3,9})[ ./-](\d{1,4})")
AROUND = 60


@dataclass(frozen=True)
class Sought:
    """One word or day to look for. Lives in memory only."""

    kind: str
    word: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Place:
    """Where in which text something was found, and of which kind it is."""

    text: str
    start: int
    end: int
    kind: str


def folded(word: str) -> str:
    """Small letters without marks: Zoë and ZOE are one name."""
    plain = unicodedata.normalize("NFKD", word.replace("\u2019", "'")).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(kind: str, told: str) -> Iterator[Sought]:
    """What to look for of a name, an address or a school: its telling words."""
    for code in POSTCODE.findall(told):
        yield Sought(kind, folded(code))
    for word in WORD.findall(POSTCODE.sub(" ", told)):
        plain = folded(word).strip("'")
        if len(plain) >= SHORTEST and plain not in PLAIN and not plain.isdigit():
            yield Sought(kind, plain)


def days_of(told: str) -> Iterator[Sought]:
    """The days that stand in a text, in any notation people use here: day, month, year."""
    for one, month, other in DATE.findall(told):
        day = read_day(one, month, other)
        if day:
            yield Sought(DAY, day=day)


def read_day(one: str, month: str, other: str) -> date | None:
    day, year = (other, one) if len(one) == 4 else (one, other)
    try:
        return date(int(year), month_of(month), int(day))
    except ValueError:
        return None


def month_of(told: str) -> int:
    """The number of a month; 0 for what is none."""
    names = [name[:3].lower() for name in calendar.month_name]
    if told.isdigit():
        return int(told)
    return names.index(told[:3].lower()) if told[:3].lower() in names else 0


def notations(day: date) -> re.Pattern[str]:
    """One day as people write it: 3 March 2017, 3rd of Mar 17, March 3, 03/03/2017, 2017-03-03."""
    months = f"{calendar.month_name[day.month]}|{calendar.month_abbr[day.month]}"
    nth, year = rf"0?{day.day}(?:st|nd|rd|th)?", rf"(?:{day.year}|{day.year % 100:02})"
    written = [
        rf"{nth}(?: of)? (?:{months})\.?,?(?: {year})?",
        rf"(?:{months})\.? {nth}(?:,? {year})?",
        rf"(?:{months})\.?,? {day.year}",
        rf"0?{day.day}[./-]0?{day.month}[./-]{year}",
        rf"{day.year}-{day.month:02}-{day.day:02}",
    ]
    return re.compile(rf"(?<!\d)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def search(sought: Iterable[Sought], texts: dict[str, str]) -> list[Place]:
    """Every place at which something of what is sought stands, in the order of reading."""
    wanted = list(dict.fromkeys(sought))
    return [place for name, text in texts.items() for place in places(wanted, name, text)]


def places(wanted: list[Sought], name: str, text: str) -> list[Place]:
    """Each once: what lies inside a longer find, such as a month in a whole day, is left out."""
    found = {
        (match.start(), match.end()): one.kind for one in wanted for match in matches(one, text)
    }
    told: list[Place] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not told or end > told[-1].end:
            told.append(Place(name, start, end, found[start, end]))
    return told


def matches(one: Sought, text: str) -> Iterator[re.Match[str]]:
    if one.day:
        yield from notations(one.day).finditer(text)
    elif POSTCODE.fullmatch(one.word):
        loose = re.escape(one.word.replace(" ", "")[:-3]) + " ?" + one.word[-3:]
        yield from re.finditer(rf"\b{loose}\b", text, re.IGNORECASE)
    else:
        yield from (match for match in WORD.finditer(text) if says(one.word, match[0]))


def says(sought: str, written: str) -> bool:
    """Whether a written word is the one sought: as it is, with an ending, or nearly."""
    parts = [folded(written).strip("'"), *(folded(part) for part in re.split(r"-", written))]
    return any(is_form_of(sought, part) for part in parts)


def is_form_of(sought: str, written: str) -> bool:
    if written == sought or any(written == sought + ending for ending in ENDINGS):
        return True
    return min(len(sought), len(written)) >= LOOSE and nearly(sought, written)


def nearly(one: str, other: str) -> bool:
    """One letter more, less or other."""
    short, long = sorted((one, other), key=len)
    at = next(
        (n for n, pair in enumerate(zip(short, long, strict=False)) if len(set(pair)) > 1), -1
    )
    if at < 0:
        return len(long) - len(short) <= 1
    skip = at + 1 if len(short) == len(long) else at
    return short[skip:] == long[at + 1 :]


def mark_of(words: str) -> str:
    """A mark by which the same words are known again, and from which nobody reads them."""
    plain = " ".join(folded(words).split())
    return salted_hmac("reviews.anonymity", plain, algorithm="sha256").hexdigest()


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, the words themselves, and what stands after."""
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    lead = "…" if start > AROUND else ""
    trail = "…" if end + AROUND < len(text) else ""
    return lead + before, text[start:end], after + trail
