"""Importing a pack: whole or not at all, twice as good as once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from portal import audit
from portal.packs.checking import Checked, Known, check
from portal.packs.faults import Fault, PackRefused
from portal.packs.opening import COVER, Pack, open_pack
from portal.packs.ordering import in_order
from portal.packs.refusals import truth
from portal.packs.saving import Keeping, Outcome

audit.words(
    {
        "pack.imported": "Imported a pack of records",
    },
    of_operators=True,
)

# The ground floor imports no app: it reaches up by name.
PARTNERSHIP = "partners.Partnership"


@dataclass(frozen=True)
class Imported:
    """What an import did, file by file in the order it was saved."""

    outcomes: tuple[Outcome, ...]

    @property
    def changes(self) -> int:
        return sum(len(outcome.new) + len(outcome.changed) for outcome in self.outcomes)


def import_pack(path: Path, *, check_only: bool = False) -> Imported:
    """Keep the whole pack, or raise PackRefused with everything that is wrong with it.

    With `check_only` the database is asked as well, and everything is taken back.
    """
    pack = open_pack(path)
    with transaction.atomic():
        imported = take_in(pack)
        if check_only:
            transaction.set_rollback(True)
    return imported


def take_in(pack: Pack) -> Imported:
    tables, known = check(pack)
    pack.faults += partnership_faults(pack, known)
    if pack.faults:
        raise PackRefused(pack.faults)
    keepings = save(tables, known)
    imported = Imported(tuple(keeping.outcome for keeping in keepings))
    if imported.changes:
        write_down(pack, imported)
    return imported


def partnership_faults(pack: Pack, known: Known) -> list[Fault]:
    model = apps.get_model(PARTNERSHIP)
    known.look_up(model, {pack.partnership})
    if not pack.partnership or known.has(model, pack.partnership):
        return []
    sentence = f'There is no partnership "{pack.partnership}" in the pack or in the portal.'
    return [Fault(COVER, f"{sentence} Correct its ref.", None, "partnership")]


def save(tables: list[Checked], known: Known) -> list[Keeping]:
    keepings = []
    for checked in in_order(tables):
        keepings.append(Keeping(checked, known))
        keepings[-1].run()
    refuse_if([fault for keeping in keepings for fault in keeping.faults])
    for keeping in keepings:
        finish(keeping)
    return keepings


def finish(keeping: Keeping) -> None:
    """What could only be said once every row was there, and what was put off to the end."""
    try:
        with transaction.atomic():
            keeping.fill_later()
            keeping.join_many()
            connection.check_constraints()
    except IntegrityError as error:
        refuse_if([late_fault(error, keeping)])


def late_fault(error: DatabaseError, keeping: Keeping) -> Fault:
    name = str(getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or error)
    rule = truth(name, keeping.reader)
    return Fault(keeping.reader.file, f'A row breaks the rule "{rule}". Correct the file.')


def refuse_if(faults: list[Fault]) -> None:
    if faults:
        raise PackRefused(faults)


def write_down(pack: Pack, imported: Imported) -> None:
    facts: dict[str, Any] = {
        outcome.file: [len(outcome.new), len(outcome.changed)] for outcome in imported.outcomes
    }
    audit.record("pack.imported", partnership_named(pack.partnership), by=None, files=facts)


def partnership_named(ref: str) -> models.Model:
    """Raises DoesNotExist."""
    found: models.Model = apps.get_model(PARTNERSHIP)._base_manager.get(ref=ref)
    return found
