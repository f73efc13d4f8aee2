"""Where things are, for somebody who may see them: one question for each kind of thing."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType

from portal.access import keepers
from portal.models import User

Thing = tuple[int, int]  # kind of thing, by its content type, and number


def addresses(reader: User, things: Iterable[Thing]) -> dict[Thing, str]:
    """The addresses of those of the things that have one and that the reader may see."""
    asked: dict[int, set[int]] = {}
    for kind, number in things:
        asked.setdefault(kind, set()).add(number)
    found: dict[Thing, str] = {}
    for kind, numbers in sorted(asked.items()):
        model = ContentType.objects.get_for_id(kind).model_class()
        if model in keepers and hasattr(model, "get_absolute_url"):
            rows = keepers[model](reader).filter(pk__in=numbers)
            found |= {(kind, row.pk): row.get_absolute_url() for row in rows}
    return found
