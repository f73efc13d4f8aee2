"""Who gave an action, where that was an app above: it sees the evidence before it is closed.

The tracker does not know what an action came from. An app that gives actions and wants to confirm
them declares here how to ask it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from partners.models import Action
from portal.models import User


@dataclass(frozen=True)
class Origin:
    """`waits`: the app gave this action and has not confirmed it. `confirms`: who can do so."""

    waits: Callable[[Action], bool]
    confirms: Callable[[User, Action], bool]


origins: list[Origin] = []
UNCONFIRMED = "Whoever gave this action confirms first that something shows it is done."


def confirms(user: User, action: Action) -> bool:
    return any(origin.confirms(user, action) for origin in origins)


def to_be_confirmed(action: Action) -> str:
    """A sentence, while the app that gave the action has not confirmed it."""
    return UNCONFIRMED if any(origin.waits(action) for origin in origins) else ""
