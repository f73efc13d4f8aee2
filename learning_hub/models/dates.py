"""Dates and periods as people write them."""

from datetime import date

from portal.vague import PartialDate


def written(day: date) -> str:
    """1 September 2019."""
    return f"{day.day} {day:%B %Y}"


def spoken(period: str) -> str:
    """A period as recorded, in words where it is a date: "2018-04" is April 2018, 2018-19 stays."""
    return " to ".join(in_words(part) for part in period.split(" to "))


def in_words(part: str) -> str:
    try:
        return PartialDate(part).text
    except ValueError:
        return part
