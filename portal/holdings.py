"""What a person holds besides roles, as each app tells it in its `access.py`, and how it ends.

For whoever gives and takes access. A grant says that one restricted record was opened by name,
since when and until when, and never which. A duty says how much of a kind waits for the person,
so that somebody takes it over when they leave. The person themselves is led to what was opened to
them, by the number of the record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from portal.models import User


@dataclass(frozen=True)
class Grant:
    """One restricted record opened to a person by name: of what sort, from when, until when."""

    label: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Duty:
    """How many open things of one kind wait for a person: "Places on training to come", 2."""

    label: str
    count: int


@dataclass(frozen=True)
class Opening:
    """One restricted record, or one question about it, as the person it is meant for finds it."""

    label: str
    address: str
    until: date | None = None


Grants = Callable[[User, frozenset[int]], Iterable[Grant]]
Duties = Callable[[User, frozenset[int]], Iterable[Duty]]
Openings = Callable[[User], Iterable[Opening]]
Ending = Callable[[User, User], None]
tellers_of_grants: list[Grants] = []
tellers_of_duties: list[Duties] = []
tellers_of_openings: list[Openings] = []
enders_of_grants: list[Ending] = []


def tells_grants(teller: Grants) -> Grants:
    """Mark a function of (person, ids of partnerships) that tells what was opened by name."""
    tellers_of_grants.append(teller)
    return teller


def tells_duties(teller: Duties) -> Duties:
    """Mark a function of (person, ids of partnerships) that counts what waits for them."""
    tellers_of_duties.append(teller)
    return teller


def tells_openings(teller: Openings) -> Openings:
    """Mark a function of (person) that tells what was opened to them, or asked of them."""
    tellers_of_openings.append(teller)
    return teller


def ends_grants(ender: Ending) -> Ending:
    """Mark a function of (person, by) that ends what was opened to a person by name."""
    enders_of_grants.append(ender)
    return ender


def end_grants_of(person: User, *, by: User) -> None:
    """Shut again all that was opened to a person by name, wherever it is."""
    for end in enders_of_grants:
        end(person, by)


def grants_of(person: User, partnerships: frozenset[int]) -> list[Grant]:
    found = [grant for tell in tellers_of_grants for grant in tell(person, partnerships)]
    return sorted(found, key=lambda grant: (grant.label, grant.since))


def openings_of(person: User) -> list[Opening]:
    return [opening for tell in tellers_of_openings for opening in tell(person)]


def duties_of(person: User, partnerships: frozenset[int]) -> list[Duty]:
    found = [duty for tell in tellers_of_duties for duty in tell(person, partnerships)]
    return [duty for duty in found if duty.count]
