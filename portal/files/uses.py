"""What a file may be for: an app declares each use in its `files.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from portal.models import StoredFile, User

uses: dict[str, "Use"] = {}


@dataclass(frozen=True, kw_only=True)
class Use:
    """Which thing files may be added to, by whom, and who may take them away again.

    Who sees the thing, by its keeper, may download its files; where fewer may, `shown` gives the
    things whose files somebody may. `page`: where they are listed. `restricted`: each download is
    a sighting of the thing, and demands a second factor.
    """

    key: str
    label: str
    model: str
    may_add: Callable[[User, Any], bool]
    may_remove: Callable[[User, Any], bool]
    page: Callable[[Any], str]
    restricted: bool = False
    shown: Callable[[User], QuerySet[Any]] | None = None

    def __post_init__(self) -> None:
        uses[self.key] = self


def use_of(file: StoredFile) -> Use:
    return uses[file.use]


def may_remove(user: User, file: StoredFile, thing: Any) -> bool:
    """Whoever tidies up there; and who added the file, while they may still add one."""
    use = use_of(file)
    own = file.uploaded_by_id == user.pk and use.may_add(user, thing)
    return own or use.may_remove(user, thing)
