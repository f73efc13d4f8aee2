"""What stands on every page: the navigation, the demonstration's banner, today's date."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal import access, clock, me, menu
from portal.models import User
from portal.proof import limits


@dataclass(frozen=True)
class Way:
    """One entry of the navigation as this page shows it."""

    label: str
    href: str
    current: bool


def furniture(request: HttpRequest) -> dict[str, Any]:
    """Context for `base.html`. Nothing is read until the page asks for it."""
    return {
        "ways": SimpleLazyObject(lambda: ways(request)),
        "my_pages": SimpleLazyObject(lambda: me.pages(request.path)),
        "demo": settings.DEMO,
        "today": SimpleLazyObject(clock.today),
        "sitting": SimpleLazyObject(lambda: {"left": limits.seconds_left(request)}),
    }


def ways(request: HttpRequest) -> tuple[Way, ...]:
    """Return the navigation for whoever asks; at most one entry is where they are."""
    shown = [(entry.label, entry.href) for entry in entries_for(getattr(request, "user", None))]
    here = nearest(request.path, [href for _, href in shown])
    return tuple(Way(label, href, href == here) for label, href in shown)


def entries_for(user: Any) -> list[menu.Entry]:
    """Return the entries a person may open. Before sign-in: those open to anyone."""
    if isinstance(user, User) and user.is_authenticated:
        return menu.entries_for(user)
    return [entry for entry in menu.entries if entry.to is access.anyone]


def nearest(path: str, addresses: list[str]) -> str:
    """Return the longest address that the path lies under, or nothing."""
    return max((href for href in addresses if path.startswith(href)), key=len, default="")
