"""What the database refused, said in a sentence. Constraints are named after what is true."""

from typing import Any

from django.db import DatabaseError
from django.db.models import BaseConstraint

from portal.packs.faults import Fault
from portal.packs.readers import Reader


def fault_from(error: DatabaseError, reader: Reader, number: int | None = None) -> Fault:
    diag = getattr(error.__cause__, "diag", None)
    empty = empty_column(diag, reader)
    if empty:
        return Fault(reader.file, "The cell is empty. Fill it in.", number, empty)
    return Fault(reader.file, sentence(diag, reader), number)


def empty_column(diag: Any, reader: Reader) -> str:
    """The column of the pack that may not be null, if that is what is wrong."""
    name = getattr(diag, "column_name", None)
    return next((rule.name for rule in reader.rules if rule.field.column == name), "")


def sentence(diag: Any, reader: Reader) -> str:
    name = getattr(diag, "constraint_name", None)
    if not name:
        said = getattr(diag, "message_primary", None) or "it gives no reason"
        return f"The database cannot keep this row: {said}. Correct the row."
    rule = constraint_of(name, reader)
    if rule is None:
        return f'The row breaks the rule "{truth(name, reader)}". Correct the row.'
    return f'The row breaks the rule "{truth(name, reader)}". {explained(rule)}'


def truth(name: str, reader: Reader) -> str:
    """`training_booking_one_live_place` says: one live place."""
    meta = reader.model._meta
    for start in (f"{meta.app_label}_{meta.model_name}_", f"{meta.app_label}_"):
        name = name.removeprefix(start)
    return name.replace("_", " ")


def constraint_of(name: str, reader: Reader) -> BaseConstraint | None:
    return next((c for c in reader.model._meta.constraints if c.name == name), None)


def explained(rule: BaseConstraint) -> str:
    if rule.violation_error_message != rule.default_violation_error_message:
        return str(rule.violation_error_message)
    fields = getattr(rule, "fields", ())
    if fields:
        return f"Another row has the same {', '.join(fields)}. Change or remove one of the two."
    return "Correct the row."
