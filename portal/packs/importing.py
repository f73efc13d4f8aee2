"""Importing a pack: whole or not at all, twice as good as once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from portal import audit
from portal.models import User
from portal.packs.checking import Checked, Known, check
from portal.packs.faults import Fault, PackRefused
from portal.packs.homes import homes, ownership_faults
from portal.packs.opening import COVER, Pack, open_pack
from portal.packs.ordering import in_order
from portal.packs.readers import declared
from portal.packs.refusals import truth
from portal.packs.rights import PARTNERSHIP, Rights
from portal.packs.saving import Keeping, Outcome

audit.words(
    {
        "pack.imported": "Imported a pack of records",
    },
    of_operators=True,
)

ONE_AT_A_TIME = 7_220_250  # any number, as long as nothing else locks it
NOT_YOURS = (
    "You are not in the business team of the partnership of this pack. "
    "Ask theirs to bring it in, or correct the ref."
)
RESTRICTED = (
    "This file holds restricted records. Only somebody in the business team who also has the "
    "role “{}” there can bring it in. Take the file out of the pack."
)


@dataclass(frozen=True)
class Imported:
    """What an import did, file by file in the order it was saved."""

    outcomes: tuple[Outcome, ...]

    @property
    def changes(self) -> int:
        return sum(len(outcome.new) + len(outcome.changed) for outcome in self.outcomes)


@dataclass(frozen=True)
class Visit:
    """Who brings a pack, what they may bring, and whom to tell how far it is.

    Whoever runs the portal brings it as nobody in particular, and may bring all.
    """

    by: User | None = None
    rights: Rights | None = None
    tell: Callable[[str, int], None] = lambda step, percent: None


BY_OPERATOR = Visit()


def import_pack(path: Path, *, check_only: bool = False) -> Imported:
    """Keep the whole pack, or raise PackRefused with everything that is wrong with it.

    With `check_only` the database is asked as well, and everything is taken back.
    """
    pack = open_pack(path)
    with transaction.atomic():
        imported = take_in(pack, BY_OPERATOR)
        if check_only:
            transaction.set_rollback(True)
    return imported


def take_in(pack: Pack, visit: Visit) -> Imported:
    """One pack after the other: two that come together would each check what the other changes."""
    alone()
    if visit.rights is not None:
        refuse_if(list(unentitled(pack, visit.rights)))
    visit.tell("Checking the rows", 20)
    tables, known = check(pack)
    pack.faults += partnership_faults(pack, known)
    if pack.faults:
        raise PackRefused(pack.faults)
    keepings = save(tables, known, visit)
    imported = Imported(tuple(keeping.outcome for keeping in keepings))
    if imported.changes:
        write_down(pack, imported, by=visit.by)
    return imported


def alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def unentitled(pack: Pack, rights: Rights) -> Iterator[Fault]:
    """A pack, or files of it, that are not for this person. No row of them is looked at."""
    named = apps.get_model(PARTNERSHIP)._base_manager.filter(ref=pack.partnership)
    here = named.values_list("pk", flat=True).first()
    if here not in rights.partnerships:
        yield Fault(COVER, NOT_YOURS, None, "partnership")
        return
    readers = [declared()[table.file] for table in pack.tables if table.file in declared()]
    for reader in readers:
        if here not in rights.places(reader):
            yield Fault(reader.file, RESTRICTED.format(reader.leads))


def partnership_faults(pack: Pack, known: Known) -> list[Fault]:
    model = apps.get_model(PARTNERSHIP)
    known.look_up(model, {pack.partnership})
    if not pack.partnership or known.has(model, pack.partnership):
        return []
    sentence = f'There is no partnership "{pack.partnership}" in the pack or in the portal.'
    return [Fault(COVER, f"{sentence} Correct its ref.", None, "partnership")]


def save(tables: list[Checked], known: Known, visit: Visit) -> list[Keeping]:
    ordered = in_order(tables)
    before = [homes(table.reader, (row.ref for row in table.rows)) for table in ordered]
    keepings = []
    for place, checked in enumerate(ordered):
        visit.tell(f"Comparing {checked.reader.file}", 30 + 60 * place // len(ordered))
        keepings.append(Keeping(checked, known))
        keepings[-1].run()
    faults = [fault for keeping in keepings for fault in keeping.faults]
    for keeping in keepings if not faults else ():
        finish(keeping)
    for keeping, was in zip(keepings, before, strict=True):
        faults += ownership_faults(keeping, was, visit.rights)
    refuse_if(faults)
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


def write_down(pack: Pack, imported: Imported, *, by: User | None) -> None:
    facts: dict[str, Any] = {
        outcome.file: [len(outcome.new), len(outcome.changed)] for outcome in imported.outcomes
    }
    audit.record("pack.imported", partnership_named(pack.partnership), by=by, files=facts)


def partnership_named(ref: str) -> models.Model:
    """Raises DoesNotExist."""
    found: models.Model = apps.get_model(PARTNERSHIP)._base_manager.get(ref=ref)
    return found
