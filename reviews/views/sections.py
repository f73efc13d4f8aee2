"""Parts of the case page. Every family of pages adds its own with `@shows_section`.

A section is a template and a function of (user, review) that gives what the template shows, as
`facts`; None leaves the section out. One of a family is shown for the kinds that have it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.models import User
from reviews.kinds import Family, has
from reviews.models import Review

Teller = Callable[[User, Review], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """One part of the page, with what it shows."""

    template: str
    facts: dict[str, Any]


tellers: list[tuple[int, str, Family | None, Teller]] = []


def shows_section(
    order: int, template: str, family: Family | None = None
) -> Callable[[Teller], Teller]:
    def appoint(teller: Teller) -> Teller:
        tellers.append((order, template, family, teller))
        tellers.sort(key=lambda told: told[0])
        return teller

    return appoint


def sections(user: User, review: Review) -> list[Section]:
    told = [
        (template, tell(user, review))
        for _, template, family, tell in tellers
        if family is None or has(review, family)
    ]
    return [Section(template, facts) for template, facts in told if facts is not None]
