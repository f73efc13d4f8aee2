"""A conflict of interest: how a person shuts a case to themselves, and another opens it again."""

from typing import TypeVar

from django.db import IntegrityError, transaction

from portal import audit, clock
from portal.access import insist
from portal.models import User
from portal.models.conflicts import Conflict

C = TypeVar("C", bound=Conflict)


class AlreadyDeclared(Exception):
    """This person has declared a conflict of interest that still stands."""


@transaction.atomic
def declare(conflict: C) -> C:
    """Shut the case to the person, at once. Raises AlreadyDeclared the second time."""
    try:
        with transaction.atomic():
            conflict.save(force_insert=True)
    except IntegrityError as refusal:
        raise AlreadyDeclared from refusal
    note("conflict_declared", conflict, by=conflict.person)
    return conflict


@transaction.atomic
def lift(conflict: Conflict, *, by: User) -> None:
    """Open the case again to the person who shut it. Only another can; twice is as good as once.

    Whether that other answers for the case, the app asks first.
    """
    insist(conflict.person_id != by.pk)
    standing = type(conflict)._default_manager.filter(pk=conflict.pk, lifted_at=None)
    if standing.update(lifted_at=clock.now(), lifted_by=by) == 1:
        note("conflict_lifted", conflict, by=by)


def note(what: str, conflict: Conflict, *, by: User) -> None:
    case = conflict.case
    audit.record(f"{case._meta.model_name}.{what}", case, by=by, conflict=conflict.pk)
