"""The key ring: seals what is kept in the database and must not be read there.

A sealed text names the key that sealed it, and holds inside the seal where it belongs, so that it
opens nowhere else. What cannot be opened raises; it is never handed on as if it were the text.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.models import QuerySet

BATCH = 500


class Unreadable(Exception):
    """A sealed text that this ring does not open, or that lies where it does not belong."""


class UnknownKey(Unreadable):
    """No key of the ring has sealed this. FIELD_KEYS lacks a key that is still in use."""


@lru_cache(maxsize=32)
def fernet(secret: str) -> Fernet:
    """The cipher made from one long random text of FIELD_KEYS."""
    derived = HKDF(SHA256(), 32, salt=None, info=b"portal.keys").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


@lru_cache(maxsize=32)
def key_id(secret: str) -> str:
    """What stands before a sealed text: eight digits that tell keys apart and nothing else."""
    return hashlib.sha256(b"portal.keys.id:" + secret.encode()).hexdigest()[:8]


def ring() -> dict[str, Fernet]:
    """Every key by its id, the newest first: that one seals."""
    return {key_id(secret): fernet(secret) for secret in settings.FIELD_KEYS}


def seal(text: str, *place: str | int) -> str:
    """Seal a text for one place: purpose, table, column, row."""
    newest = settings.FIELD_KEYS[0]
    bound = json.dumps([list(place), text]).encode()
    return f"{key_id(newest)}.{fernet(newest).encrypt(bound).decode()}"


def unseal(sealed: str, *place: str | int, seconds: int | None = None) -> str:
    """Open what was sealed for this place, and no longer ago than `seconds`. Raises Unreadable."""
    name, _, token = sealed.partition(".")
    if name not in ring():
        raise UnknownKey(f"No key {name[:8]!r} on the ring: add it to FIELD_KEYS.")
    try:
        bound, text = json.loads(ring()[name].decrypt(token.encode(), ttl=seconds))
    except InvalidToken as broken:
        raise Unreadable("A sealed text was changed, or has run out.") from broken
    if bound != list(place):
        raise Unreadable("A sealed text lies where it does not belong.")
    return str(text)


def sealed_anew(sealed: str) -> str:
    """The same text, for the same place, under the newest key."""
    name, _, token = sealed.partition(".")
    if name not in ring():
        raise UnknownKey(f"No key {name[:8]!r} on the ring: add it to FIELD_KEYS.")
    newest = next(iter(ring()))
    try:
        turned = MultiFernet(list(ring().values())).rotate(token.encode())
    except InvalidToken as broken:
        raise Unreadable("A sealed text was changed.") from broken
    return f"{newest}.{turned.decode()}"


@dataclass(frozen=True)
class Shelf:
    """Rows that hold sealed texts. `replace` changes one text if it still stands there."""

    name: str
    rows: Callable[[], QuerySet]  # type: ignore[type-arg]
    texts: Callable[[object], list[str]]
    replace: Callable[[object, str, str], bool]


shelves: list[Shelf] = []


def built() -> list[Shelf]:
    """The shelves that are there: an empty database is checked before it is migrated."""
    tables = connection.introspection.table_names()
    return [shelf for shelf in shelves if shelf.rows().model._meta.db_table in tables]


def count() -> Counter[str]:
    """How many sealed texts each key has sealed, by key id."""
    found: Counter[str] = Counter()
    for shelf in built():
        for row in shelf.rows().iterator(chunk_size=BATCH):
            found.update(text.partition(".")[0] for text in shelf.texts(row))
    return found


def strangers() -> Counter[str]:
    """What was sealed by keys that are not on the ring: nobody can read it until they are."""
    known = ring()
    return Counter({name: texts for name, texts in count().items() if name not in known})


def rotate() -> int:
    """Seal everything under the newest key. Safe to stop and to begin again. Says how many."""
    newest, turned = next(iter(ring())), 0
    for shelf in shelves:
        for row in shelf.rows().iterator(chunk_size=BATCH):
            for text in shelf.texts(row):
                if not text.startswith(f"{newest}."):
                    turned += shelf.replace(row, text, sealed_anew(text))
    return turned


@register(Tags.database)
def every_key_is_there(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **_: Any
) -> list[CheckMessage]:
    """`manage.py check --database default`: refuse a ring that cannot read what is kept."""
    lacking = strangers() if databases and "default" in databases else {}
    hint = "Put the key back, as the last of FIELD_KEYS. See docs/security/keys.md."
    return [
        Error(
            f"FIELD_KEYS lacks a key that is still in use: {name} sealed {texts}.",
            hint=hint,
            id="portal.E036",
        )
        for name, texts in lacking.items()
    ]
