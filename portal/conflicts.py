"""A conflict of interest: how a case is shut to a person or an agency, and opened again."""

from typing import TypeVar

from django.db import IntegrityError, transaction

from portal import audit, clock
from portal.access import insist
from portal.models import User
from portal.models.conflicts import Conflict

C = TypeVar("C", bound=Conflict)


class AlreadyDeclared(Exception):
    """A conflict of interest of this person, or of this agency, stands already."""


class NobodyLeft(Exception):
    """Nobody who answers for the case could open it any more, or lift what shuts it."""


@transaction.atomic
def declare(conflict: C, *, by: User) -> C:
    """Shut the case, at once. Raises AlreadyDeclared the second time."""
    try:
        with transaction.atomic():
            conflict.save(force_insert=True)
    except IntegrityError as refusal:
        raise AlreadyDeclared from refusal
    note("conflict_declared", "agency_shut_out", conflict, by=by)
    return conflict


@transaction.atomic
def lift(conflict: Conflict, *, reason: str, by: User) -> None:
    """Open the case again. Nobody does so for themselves; twice is as good as once.

    Whether they answer for the case, the app asks first.
    """
    insist(conflict.person_id != by.pk)
    lifted = {"lifted_at": clock.now(), "lifted_by": by, "lift_reason": reason}
    standing = type(conflict)._default_manager.filter(pk=conflict.pk, lifted_at=None)
    if standing.update(**lifted) == 1:
        note("conflict_lifted", "agency_let_back", conflict, by=by)


def note(of_person: str, of_agency: str, conflict: Conflict, *, by: User) -> None:
    """One line of the record, in the word for a person or the one for an agency."""
    case, word = conflict.case, of_agency if conflict.agency_id else of_person
    facts = {"agency": conflict.agency_id} if conflict.agency_id else {}
    audit.record(f"{case._meta.model_name}.{word}", case, by=by, conflict=conflict.pk, **facts)
