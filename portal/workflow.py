"""Cases that move through named steps. An app writes its moves as data; this runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from portal import audit, deadlines
from portal.access import insist
from portal.models import User


class MoveRefused(Exception):
    """The case is not where this move begins, or lacks what the move needs. Says which."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """One step: where it begins and ends, who may make it, which clocks it turns.

    Each of `needs` looks at the case and answers "" or a sentence about what is missing.
    """

    name: str
    label: str
    begins: tuple[str, ...]
    ends: str
    who: Callable[[User, Any], bool]
    needs: tuple[Callable[[Any], str], ...] = ()
    starts: tuple[deadlines.Kind, ...] = ()
    meets: tuple[deadlines.Kind, ...] = ()

    def lacks(self, case: Any) -> list[str]:
        """What the case still needs before this move, each as a sentence."""
        return [sentence for need in self.needs if (sentence := need(case))]


class Workflow:
    """The moves of one kind of case."""

    def __init__(self, *moves: Move) -> None:
        self.moves = {move.name: move for move in moves}

    def open_to(self, user: User, case: Any) -> list[Move]:
        """The moves this person can make now: the buttons on the page."""
        return [m for m in self.moves.values() if case.status in m.begins and m.who(user, case)]

    @transaction.atomic
    def make(self, name: str, case: models.Model, *, by: User, **facts: Any) -> None:
        """Move the case, write the record and turn the clocks, all or nothing.

        Raises MoveRefused when somebody was faster or something is missing, PermissionDenied
        when the person may not make this move.
        """
        move = self.moves[name]
        insist(move.who(by, case))
        cases = type(case)._default_manager.filter(pk=case.pk, status__in=move.begins)
        if cases.update(status=move.ends, **facts) != 1:
            raise MoveRefused(f"{move.label}: this has already moved on. Look at it again.")
        case.refresh_from_db()
        lacking = move.lacks(case)
        if lacking:
            raise MoveRefused(" ".join(lacking))
        audit.record(f"{case._meta.model_name}.{name}", case, by=by, to=move.ends)
        for kind in move.meets:
            deadlines.meet(kind, case)
        for kind in move.starts:
            deadlines.start(kind, case)
