"""The service navigation. Each app declares its entries; a page shows those a person may open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property

from portal.access import Policy
from portal.models import User

entries: list["Entry"] = []


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One word of the navigation: where it leads and who sees it."""

    label: str
    url: str
    to: Policy
    order: int

    def __post_init__(self) -> None:
        entries.append(self)
        entries.sort(key=lambda entry: entry.order)

    @cached_property
    def href(self) -> str:
        return reverse(self.url)


def entries_for(user: User) -> list[Entry]:
    return [entry for entry in entries if entry.to(user)]
