"""Whose row is whose: which partnership a row belongs to, and that no pack carries it away."""

from collections.abc import Iterable, Iterator
from typing import Any

from portal.packs.checking import BATCH
from portal.packs.faults import Fault
from portal.packs.readers import POINTED_AT, Reader, Rule, reader_of
from portal.packs.rights import Rights
from portal.packs.saving import Keeping

STRAYED = "This row belongs to another partnership already. Give yours a ref of its own."
ELSEWHERE = "This row is not of a partnership whose records you look after. Take it out."
SHARED = (
    "Every partnership shares this row, and it reads otherwise in the portal. "
    "Write it as it is there, or take it out."
)
FOREIGN = "This points at a row of another partnership. Point at one of yours."

Homes = dict[str, Any]


def has_home(reader: Reader) -> bool:
    return reader.scope not in (None, POINTED_AT)


def homes(reader: Reader, refs: Iterable[str]) -> Homes:
    """The partnership of each of these rows that the database holds, by ref."""
    if not has_home(reader):
        return {}
    found: Homes = {}
    wanted = sorted(refs)
    for start in range(0, len(wanted), BATCH):
        part = {f"{reader.key}__in": wanted[start : start + BATCH]}
        rows = reader.model._base_manager.filter(**part)
        found.update(rows.values_list(reader.key, str(reader.scope)))
    return found


def ownership_faults(keeping: Keeping, before: Homes, rights: Rights | None) -> Iterator[Fault]:
    """`rights` None: whoever runs the portal brings the pack, for every partnership."""
    yield from strays(keeping, before, rights)
    if rights is not None:
        yield from shared_rows_changed(keeping, rights)
        for rule in (rule for rule in keeping.checked.rules if rule.points):
            yield from foreign_rows_named(keeping, rule, rights)


def strays(keeping: Keeping, before: Homes, rights: Rights | None) -> Iterator[Fault]:
    """Rows that left their partnership, whichever of their parents moved, or came into another."""
    reader, rows = keeping.reader, keeping.checked.rows
    after = homes(reader, (row.ref for row in rows))
    for row in rows:
        if row.ref in before and before[row.ref] != after.get(row.ref):
            yield Fault(reader.file, STRAYED, row.number, reader.key)
        elif rights and row.ref in after and after[row.ref] not in rights.places(reader):
            yield Fault(reader.file, ELSEWHERE, row.number, reader.key)


def shared_rows_changed(keeping: Keeping, rights: Rights) -> Iterator[Fault]:
    """What somebody changes that others look after as well."""
    changed = keeping.outcome.changed
    if has_home(keeping.reader) or not changed or rights.covers_everybody():
        return
    for row in keeping.checked.rows:
        if row.ref in changed:
            yield Fault(keeping.reader.file, SHARED, row.number, keeping.reader.key)


def foreign_rows_named(keeping: Keeping, rule: Rule, rights: Rights) -> Iterator[Fault]:
    """A row of another partnership that is pointed at would leave with the next export."""
    target, touched = reader_of(rule.to), keeping.outcome.new | keeping.outcome.changed
    if target is None or not has_home(target) or target.scope == "pk" or not touched:
        return
    reader, path = keeping.reader, f"{rule.field.name}__{target.scope}"
    numbers = {row.ref: row.number for row in keeping.checked.rows}
    wanted = sorted(touched)
    for start in range(0, len(wanted), BATCH):
        part = {f"{reader.key}__in": wanted[start : start + BATCH]}
        rows = reader.model._base_manager.filter(**part, **{f"{path}__isnull": False})
        foreign = rows.exclude(**{f"{path}__in": rights.partnerships}).values_list(reader.key)
        for (ref,) in foreign.distinct().order_by():
            yield Fault(reader.file, FOREIGN, numbers[ref], rule.name)
