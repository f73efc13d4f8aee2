"""A demand: one thing that must hold, the sentence when it does not, and how to put it right."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

Holds = Callable[[], bool]
demands: dict[str, "Demand"] = {}


@dataclass(frozen=True)
class Demand:
    """What Django asks with `--deploy`."""

    code: str
    says: str
    hint: str
    holds: Holds


def faults(asked: Demand, app_configs: Any = None, **facts: Any) -> list[CheckMessage]:
    return [] if asked.holds() else [Error(asked.says, hint=asked.hint, id=asked.code)]


def demand(code: str, says: str, hint: str) -> Callable[[Holds], Holds]:
    """Mark a function that says whether something holds."""

    def keep(holds: Holds) -> Holds:
        demands[code] = Demand(code, says, hint, holds)
        register(partial(faults, demands[code]), Tags.security, deploy=True)
        return holds

    return keep
