"""The record: one sealed link for each change, each sight of a restricted row, each refusal.

Each link's seal is an HMAC-SHA256, under `RECORD_KEY`, over its own text and the seal before it.
A link that was changed, removed or slipped in breaks the chain, and `verify` names the place.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

from portal import clock
from portal.models import ChainHead, Event, Refusal, Sighting, User
from portal.models.record import Link

STREAMS: dict[type[Link], str] = {
    Event: "events",
    Sighting: "sightings",
    Refusal: "refusals",
}
REFUSED = {403: "door.refused", 404: "door.hidden"}
L = TypeVar("L", bound=Link)


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, and how."""

    stream: str
    seq: int
    fault: str

    def __str__(self) -> str:
        return f"{self.stream}: link {self.seq} {self.fault}"


# What each word of the record means, in a sentence without its subject: "Opened a review".
sentences: dict[str, str] = {}
# Words for the running of the site, which operators read.
technical: set[str] = set()


def words(told: dict[str, str], *, of_operators: bool = False) -> None:
    """Say what words of the record mean. Stands beside the actions that write them."""
    sentences.update(told)
    if of_operators:
        technical.update(told)


def sentence(what: str) -> str:
    """What a line says was done; its bare word where nobody explained it."""
    return sentences.get(what, what)


def record(what: str, subject: Model, *, by: User | None, **facts: Any) -> Event:
    """Write one line of the record. `facts` are ids and codes: no names, no free text."""
    return add_link(Event, what, subject, by, facts)


def sighted(thing: Model, *, by: User, what: str = "") -> Sighting:
    """Note that somebody opens a restricted record. If this fails, the page is not served.

    `what`: the word for the look, where it is not a look at the thing itself.
    """
    return add_link(Sighting, what or f"{thing._meta.model_name}.seen", thing, by, {})


def refused(*, person: User, door: str, answer: int, thing: int | None, unwritten: int) -> Refusal:
    """Note that a door was shut to somebody. `thing`: the number in the address, not the address.

    `unwritten`: how often the same was answered since the line before this one.
    """
    facts = {"door": door, "thing": thing, "unwritten": unwritten}
    told = {name: fact for name, fact in facts.items() if fact}
    return add_link(Refusal, REFUSED[answer], person, person, told)


@transaction.atomic
def listed(owners: Iterable[Model], *, by: User, what: str) -> None:
    """Note that somebody opens a list of restricted rows: one line for each that owns some."""
    for owner in sorted(set(owners), key=lambda owner: owner.pk):
        sighted(owner, by=by, what=what)


@transaction.atomic(savepoint=False)
def add_link(
    chain: type[L], what: str, subject: Model, by: User | None, facts: dict[str, Any]
) -> L:
    """Hang a link on its chain. Where that fails, the whole change fails with it."""
    stream = STREAMS[chain]
    head = held_head(stream)
    seq, at = head.seq + 1, clock.wall_time().astimezone(UTC)
    kind = ContentType.objects.get_for_model(subject)
    by_id = by.pk if by else None
    signed = sealed_text(stream, seq, at, by_id, what, f"{kind.pk}:{subject.pk}", facts)
    link = chain(
        seq=seq,
        at=at,
        by=by,
        what=what,
        subject_type=kind,
        subject_id=subject.pk,
        facts=facts,
        signed=signed,
        seal_before=head.seal,
        seal=seal(head.seal, signed),
    )
    hang(link, head)
    return link


def hang(link: Link, head: ChainHead) -> None:
    """Write the link and the new end of its chain, in one statement: everybody waits for it."""
    written = [field for field in link._meta.local_concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(field.pre_save(link, True), connection) for field in written]
    statement = sql.SQL(
        "WITH moved AS (UPDATE {head} SET seq = %s, seal = %s WHERE id = %s)"
        " INSERT INTO {chain} ({columns}) VALUES ({values}) RETURNING id"
    ).format(
        head=sql.Identifier(head._meta.db_table),
        chain=sql.Identifier(link._meta.db_table),
        columns=sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in written),
        values=sql.SQL(", ").join([sql.Placeholder()] * len(written)),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [link.seq, link.seal, head.pk, *values])
        (link.pk,) = cursor.fetchone()
    link._state.adding, link._state.db = False, connection.alias


def held_head(stream: str) -> ChainHead:
    """The end of a chain, locked; made when the first link is about to hang on it."""
    heads = ChainHead.objects.select_for_update().filter(stream=stream)
    head = heads.first()
    if head is None:
        ChainHead.objects.get_or_create(stream=stream)
        head = heads.get()
    return head


def sealed_text(
    stream: str,
    seq: int,
    at: datetime,
    by_id: int | None,
    what: str,
    subject: str,
    facts: dict[str, Any],
) -> str:
    """The exact text under a seal: sorted, compact JSON of all that the link says."""
    said = {
        "stream": stream,
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(),
        "by": by_id,
        "what": what,
        "subject": subject,
        "facts": facts,
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def seal(before: str, signed: str, key: str = "") -> str:
    """The seal over a link, under the present key unless an earlier one is given."""
    with_key = (key or settings.RECORD_KEY).encode()
    return hmac.new(with_key, f"{before}\n{signed}".encode(), hashlib.sha256).hexdigest()


def is_sealed(link: Link, before: str, keys: list[str]) -> bool:
    """Whether one of `keys`, the oldest first, sealed this link.

    Those before the one that did are struck out: once a newer key has sealed, no older one may.
    """
    while keys:
        if hmac.compare_digest(link.seal, seal(before, link.signed, keys[0])):
            return True
        keys.pop(0)
    return False


def verify() -> list[Break]:
    """The first broken link of each chain; nothing when the record holds."""
    return [broken for chain in STREAMS for broken in first_break(chain)]


def first_break(chain: type[Link]) -> Iterator[Break]:
    stream, before, seq = STREAMS[chain], "", 0
    keys = [*reversed(settings.RECORD_KEYS_BEFORE), settings.RECORD_KEY]
    for link in chain._default_manager.order_by("seq").iterator():
        seq += 1
        fault = fault_of(stream, link, seq, before, keys)
        if fault:
            yield Break(stream, seq, fault)
            return
        before = link.seal
    head = ChainHead.objects.filter(stream=stream).first()
    if head and (head.seq, head.seal) != (seq, before):
        yield Break(stream, seq + 1, "is missing: the chain was cut off here")


def fault_of(stream: str, link: Link, seq: int, before: str, keys: list[str]) -> str:
    subject = f"{link.subject_type_id}:{link.subject_id}"
    signed = sealed_text(stream, link.seq, link.at, link.by_id, link.what, subject, link.facts)
    if link.seq != seq:
        return "is missing"
    if link.seal_before != before:
        return "does not follow from the link before it"
    if link.signed != signed or not is_sealed(link, before, keys):
        return "was changed after it was written"
    return ""


words(
    {
        "door.refused": "Was refused at a door",
        "door.hidden": "Asked for something that does not exist for them",
    }
)
