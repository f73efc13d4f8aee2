"""Money of the training account: whole pence in rows, pounds on pages. Nothing else writes it."""

import re
from decimal import ROUND_HALF_UP, Decimal

TYPED = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?", re.ASCII)
DIGITS = 7  # of whole pounds: more is no amount of a training account, and fits no row
WHOLE = 10_000  # hundredths of a per cent in the whole


class NoAmount(ValueError):
    """The text is no amount in pounds and pence."""


def pounds(pence: int | None) -> str:
    """Pence as people read them: 1250 is "£12.50". What was not recorded says so."""
    if pence is None:
        return "Not available"
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}.{rest:02}"


def in_words(pence: int) -> str:
    """Pence inside a sentence: whole pounds carry no noughts."""
    return pounds(pence).removesuffix(".00")


def plain(pence: int) -> Decimal:
    """Pence as a number of pounds, for files that other systems read."""
    return Decimal(pence).scaleb(-2)


def read_pence(text: str) -> int:
    """Read "£1,250.5" or "12.50" as pence. Raises NoAmount; an amount below nothing is none."""
    match = TYPED.fullmatch(text.strip())
    if match is None:
        raise NoAmount(text)
    whole, rest = match.groups()
    whole = whole.replace(",", "")
    if len(whole) > DIGITS:
        raise NoAmount(text)
    return int(whole) * 100 + int((rest or "").ljust(2, "0"))


def share_of(pence: int, hundredths: int) -> int:
    """A share in hundredths of a per cent, to the nearest penny; half a penny goes up."""
    return nearest(Decimal(pence * hundredths) / WHOLE, 1)


def without_share(gross: int, hundredths: int) -> int:
    """The amount that comes to `gross` once so many hundredths of a per cent are added."""
    return nearest(Decimal(gross * WHOLE) / (WHOLE + hundredths), 1)


def raised(pence: int, hundredths: int, step: int) -> int:
    """An amount with so many hundredths of a per cent added, to the nearest `step` pence.

    Half a step goes up: £47 with 5% is £49.35, and £49.50 to the nearest 50p.
    """
    return nearest(Decimal(pence * (WHOLE + hundredths)) / WHOLE, step)


def nearest(exact: Decimal, step: int) -> int:
    return int((exact / step).quantize(Decimal(1), ROUND_HALF_UP)) * step


def step_in_words(pence: int) -> str:
    """What fees are rounded to: "penny", "50p", "£5"."""
    if pence == 1:
        return "penny"
    return in_words(pence) if pence % 100 == 0 else f"{pence}p"


def percent(hundredths: int) -> str:
    """500 hundredths of a per cent are "5%", 250 are "2.5%"."""
    return f"{(Decimal(hundredths) / 100).normalize():f}%"
