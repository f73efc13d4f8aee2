"""A demonstration has no phones: it may let its invented people say that they proved themselves.

Nothing is declared here, and nobody can, unless the demonstration is installed.
"""

from collections.abc import Callable

from portal.models import User

Pretence = Callable[[User], bool]

pretences: list[Pretence] = []


def pretence(function: Pretence) -> Pretence:
    """Mark the function that says who is only played."""
    pretences.append(function)
    return function


def may_pretend(user: User) -> bool:
    return any(plays(user) for plays in pretences)
