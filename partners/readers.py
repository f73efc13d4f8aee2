"""Who can open one restricted case, and why: the keepers' question asked the other way round.

A keeper asks which cases a person may see; this asks who may see a case, of the same rows: roles
held today, what an app gives by name, and the conflicts of interest that stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from partners.models import Standing, StandingQuerySet
from portal.models import User
from portal.models.conflicts import ConflictQuerySet


@dataclass(frozen=True)
class Reader:
    """Somebody who can open the case now, and by what; or who could, were it not shut to them."""

    person: User
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Readership:
    """Everybody a case is open to today, and everybody a conflict of interest keeps out."""

    readers: list[Reader]
    shut_out: list[Reader]

    @property
    def people(self) -> list[User]:
        return [reader.person for reader in self.readers]


def holding(partnership_id: int, *roles: str) -> StandingQuerySet:
    """Who holds one of these roles in a partnership today, in an open account."""
    held = Standing.objects.current().filter(partnership_id=partnership_id, role__in=roles)
    return held.filter(person__is_active=True).select_related("person", "agency")


def people_shut_out(conflicts: ConflictQuerySet) -> QuerySet[User]:
    """Those who declared a conflict that stands, and all who act today for an agency it names."""
    standing = conflicts.standing()
    agencies = standing.exclude(agency=None).values("agency")
    acting = Standing.objects.current().filter(agency__in=agencies)
    named = Q(pk__in=standing.exclude(person=None).values("person"))
    return User.objects.filter(named | Q(pk__in=acting.values("person")))


def readership(held: Iterable[tuple[User, str]], shut: QuerySet[User]) -> Readership:
    """Sort those who hold something, each with what they hold, into open to and shut out."""
    reasons: dict[User, list[str]] = {}
    for person, reason in held:
        reasons.setdefault(person, []).append(reason)
    everybody = sorted(reasons, key=lambda person: (person.name, person.pk))
    closed = set(shut.values_list("pk", flat=True))
    lines = [Reader(person, tuple(reasons[person])) for person in everybody]
    return Readership(
        readers=[line for line in lines if line.person.pk not in closed],
        shut_out=[line for line in lines if line.person.pk in closed],
    )
