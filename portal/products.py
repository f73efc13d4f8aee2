"""What carries learning into practice, wherever it is kept: a guide, a course, a group.

An app says in its `products.py` which of its things those are. Whoever records what became of a
recommendation can name one, without knowing the app it lives in.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from portal.access import keepers
from portal.models import User

kinds: dict[str, "Kind"] = {}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One sort of product. `label`: in the plural, above its rows; `path`: to its partnership."""

    model: str
    label: str
    word: str
    path: str = "partnership"

    def __post_init__(self) -> None:
        kinds[self.model] = self

    def rows(self, user: User, partnership_id: int) -> QuerySet[Any]:
        """Those of one partnership that this person may see, and so may name."""
        return self.seen(user).filter(**{self.path: partnership_id})

    def seen(self, user: User) -> QuerySet[Any]:
        return keepers[apps.get_model(self.model)](user)
