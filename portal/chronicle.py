"""The record as people read it: what was done, who looked, whom a door refused.

An app that knows people declares an `Overseer`: whose doings somebody reads besides their own.
Nobody reads a thing's name here that they could not open: a line gives its kind and its number.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from portal import access, audit, clock
from portal.access import Policy
from portal.addresses import addresses
from portal.models import Event, Refusal, User
from portal.models.record import Link

CHAINS: dict[str, type[Link]] = {stream: chain for chain, stream in audit.STREAMS.items()}
KINDS = {
    "events": "What was done",
    "sightings": "What restricted records were opened",
    "refusals": "What was refused",
}
PER_PAGE = 25
World = dict[str, QuerySet[Any]]
overseers: list["Overseer"] = []


@dataclass(frozen=True, kw_only=True)
class Overseer:
    """Who reads the doings of others: of whom, and which lines."""

    to: Policy
    people: Callable[[User], QuerySet[User]]
    lines: Callable[[User], Q]

    def __post_init__(self) -> None:
        overseers.append(self)


def reads_record(user: User) -> bool:
    return access.operates(user) or any(one.to(user) for one in overseers)


def people(user: User) -> QuerySet[User]:
    """Those whose doings somebody reads."""
    ours = Q(pk=user.pk)
    for one in overseers:
        if one.to(user):
            ours |= Q(pk__in=one.people(user).values("pk"))
    return User.objects.filter(ours).order_by("name", "pk")


def overseen(user: User) -> World:
    """What the people somebody oversees did; for operators, what was done to the site."""
    lines = Q(pk__in=[])
    for one in overseers:
        if one.to(user):
            lines |= one.lines(user)
    world: World = {name: chain._default_manager.filter(lines) for name, chain in CHAINS.items()}
    if access.operates(user):
        world["events"] = Event.objects.filter(lines | Q(what__in=audit.technical))
    return world


def own(user: User) -> World:
    """What somebody did, and what others did to their account."""
    world: World = {name: chain._default_manager.filter(by=user) for name, chain in CHAINS.items()}
    account = {"subject_type": ContentType.objects.get_for_model(User), "subject_id": user.pk}
    world["events"] = Event.objects.filter(Q(by=user) | Q(**account))
    return world


@dataclass(frozen=True)
class Place:
    """Where a page of the record ends: the next one begins with the line after it."""

    at: datetime
    stream: str
    seq: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.stream}~{self.seq}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        at, _, rest = text.partition("~")
        stream, _, seq = rest.partition("~")
        try:
            place = cls(datetime.fromisoformat(at), stream, int(seq))
        except ValueError:
            return None
        return place if stream in CHAINS and place.at.tzinfo and place.seq < 2**63 else None

    def after(self, stream: str) -> Q:
        """The links of a chain that come after this place, from the latest to the first."""
        if stream == self.stream:
            return Q(at__lt=self.at) | Q(at=self.at, seq__lt=self.seq)
        return Q(at__lte=self.at) if stream < self.stream else Q(at__lt=self.at)


def order(link: Link) -> tuple[datetime, str, int]:
    return link.at, audit.STREAMS[type(link)], link.seq


def every(world: World) -> Iterator[Link]:
    """All links, the latest first. Read as they are asked for."""
    chains = [latest_first(rows).iterator() for rows in world.values()]
    return merge(*chains, key=order, reverse=True)


def latest_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("by").order_by("-at", "-seq")


def page(world: World, place: Place | None) -> tuple[list[Link], Place | None]:
    """One page of links and where it ends; None when nothing comes after it."""
    after = [rows.filter(place.after(name) if place else Q()) for name, rows in world.items()]
    chains = [latest_first(rows)[: PER_PAGE + 1] for rows in after]
    links = list(islice(merge(*chains, key=order, reverse=True), PER_PAGE + 1))
    if len(links) <= PER_PAGE:
        return links, None
    return links[:PER_PAGE], Place(*order(links[PER_PAGE - 1]))


@dataclass(frozen=True)
class Line:
    """One link as its reader may know it. `address` only where they may see the thing."""

    link: Link
    about: str
    address: str
    more: str


def lines(reader: User, links: Iterable[Link]) -> list[Line]:
    links = list(links)
    places = addresses(reader, [(link.subject_type_id, link.subject_id) for link in links])
    names = named(reader, links)
    return [
        Line(
            link,
            about(link, names),
            places.get((link.subject_type_id, link.subject_id), ""),
            more(link, names),
        )
        for link in links
    ]


def named(reader: User, links: list[Link]) -> dict[int, str]:
    """The names of people whom lines are about, of those whose doings the reader reads."""
    accounts = ContentType.objects.get_for_model(User)
    asked = {link.subject_id for link in links if link.subject_type_id == accounts.pk}
    asked |= {person for link in links if isinstance(person := link.facts.get("person"), int)}
    known = people(reader).filter(pk__in=asked) if asked else User.objects.none()
    return dict(known.values_list("pk", "name"))


def about(link: Link, names: dict[int, str]) -> str:
    """The kind of thing and its number; a person whom the reader knows by name.

    Nothing of a refusal: it is about whoever was refused, and says by itself what they asked for.
    """
    if isinstance(link, Refusal):
        return ""
    kind = ContentType.objects.get_for_id(link.subject_type_id)
    if kind.model_class() is User:
        return names.get(link.subject_id, f"Account {link.subject_id}")
    return f"{kind.name[:1].upper()}{kind.name[1:]} {link.subject_id}"


def more(link: Link, names: dict[int, str]) -> str:
    """The facts of a line that may be told, in words. Those that speak of a case stay untold."""
    return "; ".join(say(link.facts[key], names) for key, say in TOLD.items() if key in link.facts)


def a_person(fact: Any, names: dict[int, str]) -> str:
    return names.get(fact, f"account {fact}")


def a_last_day(fact: Any, names: dict[int, str]) -> str:
    return f"until {clock.day_text(date.fromisoformat(fact))}"


TOLD: dict[str, Callable[[Any, dict[int, str]], str]] = {
    "person": a_person,
    "role": lambda fact, names: f"role: {fact.replace('_', ' ')}",
    "until": a_last_day,
    "last_day": a_last_day,
    "door": lambda fact, names: f"page {fact}",
    "thing": lambda fact, names: f"number {fact}",
    "unwritten": lambda fact, names: f"{fact} more times before",
}
