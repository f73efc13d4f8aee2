"""Bytes without a row, and rows without a right to their bytes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.storage import default_storage

from portal import clock
from portal.files.actions import erase, throw_away
from portal.models import StoredFile

FOLDER = "uploads"
OLD = timedelta(days=1)  # a younger one may belong to a change that is not committed yet


def tidy() -> int:
    """Erase what was removed, and what a crash left behind. How many were erased."""
    removed = list(StoredFile.objects.to_erase().values_list("pk", flat=True))
    for file_id in removed:
        erase(file_id)
    left = strays(clock.wall_time() - OLD)
    for path in left:
        throw_away(path)
    return len(removed) + len(left)


def strays(before: datetime) -> list[str]:
    """Files on storage that no row knows, older than a moment."""
    if not default_storage.exists(FOLDER):
        return []
    names = default_storage.listdir(FOLDER)[1]
    known = {key.hex for key in StoredFile.objects.values_list("key", flat=True)}
    unknown = [f"{FOLDER}/{name}" for name in names if is_ours(name) and name not in known]
    return [path for path in unknown if default_storage.get_modified_time(path) < before]


def is_ours(name: str) -> bool:
    """Whether we gave a name. What somebody else put there is not ours to delete."""
    try:
        return UUID(name).hex == name
    except ValueError:
        return False
