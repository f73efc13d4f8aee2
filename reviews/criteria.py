"""The tests that law and guidance set, by legal basis and by the day they were in force.

Data, like the clocks: what a test asked on the day of a decision stays readable beside the answer.
A criterion that is met obliges nobody to a review, and one that is not met forbids none: what
counts is the reason that is written down (SI 2018/789, reg 11; Working Together, chapter 5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models


class Basis(models.TextChoices):
    """On what a case is tested."""

    NOTIFICATION = "notification", "Serious incident notification"
    LOCAL = "local review", "Local child safeguarding practice review"
    NATIONAL = "national review", "National review"
    SERIOUS_CASE = "serious case review", "Serious case review, the law before 29 June 2018"


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One question of a test, its legal source, and the days between which it is asked."""

    key: str
    basis: Basis
    text: str
    source: str
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        criteria[self.key] = self

    def is_in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


criteria: dict[str, Criterion] = {}


def in_force(basis: str, day: date) -> list[Criterion]:
    """What is asked on a day, in the order of the law."""
    return [one for one in criteria.values() if one.basis == basis and one.is_in_force(day)]


def asked(keys: Iterable[str]) -> list[Criterion]:
    """Criteria that were answered, in force today or not. An unknown key is left out."""
    return [criteria[key] for key in keys if key in criteria]


S16C = "Children Act 2004, section 16C(1)"
REG_11 = "SI 2018/789, regulation 11"
REG_3 = "SI 2018/789, regulation 3"
REG_5 = "SI 2006/90, regulation 5; Working Together 2015, chapter 4"
NEW_LAW = date(2018, 6, 29)
OLD_LAW = date(2006, 4, 1)

for key, basis, since, until, source, text in (
    (
        "sin.abuse",
        Basis.NOTIFICATION,
        NEW_LAW,
        None,
        S16C,
        "It is known or suspected that a child was abused or neglected",
    ),
    (
        "sin.harm",
        Basis.NOTIFICATION,
        NEW_LAW,
        None,
        S16C,
        "The child died or was seriously harmed. Serious harm includes lasting harm to mental "
        "health or development; that a child recovered does not take it away",
    ),
    (
        "sin.place",
        Basis.NOTIFICATION,
        NEW_LAW,
        None,
        S16C,
        "It happened in the local authority's area; or outside England, to a child who normally "
        "lives in the area",
    ),
    (
        "local.improvement",
        Basis.LOCAL,
        NEW_LAW,
        None,
        f"{REG_11}(2)(a)",
        "The case shows, or may show, improvements that are needed, including ones found before",
    ),
    (
        "local.themes",
        Basis.LOCAL,
        NEW_LAW,
        None,
        f"{REG_11}(2)(b)",
        "The case shows, or may show, themes that come back",
    ),
    (
        "local.together",
        Basis.LOCAL,
        NEW_LAW,
        None,
        f"{REG_11}(2)(c)",
        "The case raises, or may raise, concerns about two or more agencies working together",
    ),
    (
        "local.panel",
        Basis.LOCAL,
        NEW_LAW,
        None,
        f"{REG_11}(2)(d)",
        "The national Panel has considered the case and concluded that a local review may be "
        "more appropriate",
    ),
    (
        "national.improvement",
        Basis.NATIONAL,
        NEW_LAW,
        None,
        f"{REG_3}(2)(a)",
        "The case shows, or may show, improvements that are needed across the country",
    ),
    (
        "national.law",
        Basis.NATIONAL,
        NEW_LAW,
        None,
        f"{REG_3}(2)(b)",
        "The case raises, or may raise, issues that need a change of law or guidance",
    ),
    (
        "national.themes",
        Basis.NATIONAL,
        NEW_LAW,
        None,
        f"{REG_3}(2)(c)",
        "The case shows, or may show, themes that come back across the country",
    ),
    (
        "scr.abuse",
        Basis.SERIOUS_CASE,
        OLD_LAW,
        date(2018, 6, 28),
        REG_5,
        "Abuse or neglect of a child was known or suspected",
    ),
    (
        "scr.harm",
        Basis.SERIOUS_CASE,
        OLD_LAW,
        date(2018, 6, 28),
        REG_5,
        "The child died; or was seriously harmed, and there was cause for concern about the way "
        "in which agencies worked together",
    ),
):
    Criterion(key=key, basis=basis, since=since, until=until, source=source, text=text)
