"""Saving what several people write on. Who comes second is told, and overwrites nothing."""

from typing import Any

from django.db.models import F

from reviews.models import Versioned


class SavedMeanwhile(Exception):
    """Somebody has saved this since it was opened to be written on."""


def save(row: Versioned, *, seen: int, **facts: Any) -> None:
    """Save, if the row still is the version that was `seen`. Raises SavedMeanwhile if it is not.

    One conditional UPDATE. Whatever else belongs to the same page is written after it, in the same
    transaction: the row is locked by then.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=seen)
    if rows.update(version=F("version") + 1, **facts) != 1:
        raise SavedMeanwhile
    row.refresh_from_db()
