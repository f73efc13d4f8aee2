"""Checking a pack without touching the database, and then its references against it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError

from portal.packs.faults import Fault
from portal.packs.kinds import Unreadable, read, shown
from portal.packs.opening import Pack, Table
from portal.packs.readers import ModelClass, Reader, Rule, declared, key_of, reader_of

BATCH = 5000
MOST_COMPARED = 500


@dataclass
class Row:
    """One row that was read. `values` by field, `links` and `many` by field as refs."""

    number: int
    ref: str
    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str | None] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Checked:
    """One file that was read: its rows, and the rules of the columns it really has."""

    reader: Reader
    rules: list[Rule]
    rows: list[Row]

    def rule_for(self, field_name: str) -> Rule:
        return next(rule for rule in self.rules if rule.field.name == field_name)


@dataclass
class Known:
    """Which refs exist, by model: in the pack, and in the database with their keys."""

    packed: dict[ModelClass, dict[str, tuple[str, int]]] = field(default_factory=dict)
    saved: dict[ModelClass, dict[str, Any]] = field(default_factory=dict)

    def has(self, model: ModelClass, ref: str) -> bool:
        return ref in self.packed.get(model, {}) or ref in self.saved.get(model, {})

    def look_up(self, model: ModelClass, refs: set[str]) -> None:
        """Ask the database for these refs of one model, many at a time."""
        found = self.saved.setdefault(model, {})
        key, wanted = key_of(model), sorted(refs)
        for start in range(0, len(wanted), BATCH):
            part = wanted[start : start + BATCH]
            rows = model._base_manager.filter(**{f"{key}__in": part})
            found.update(rows.values_list(key, "pk"))


def check(pack: Pack) -> tuple[list[Checked], Known]:
    """Read every row. Faults are added to the pack; references are looked up in the database."""
    known = Known()
    tables = [checked for table in pack.tables if (checked := check_table(pack, table, known))]
    for model, refs in wanted_refs(tables).items():
        known.look_up(model, refs)
    for checked in tables:
        pack.faults += missing_references(checked, known)
    return tables, known


def check_table(pack: Pack, table: Table, known: Known) -> Checked | None:
    reader = declared().get(table.file)
    if reader is None:
        pack.faults.append(unread(table.file))
        return None
    faults = list(heading_faults(reader, table))
    pack.faults += faults
    if any(fault.column for fault in faults):
        return None
    rules = [rule for rule in reader.rules if rule.name in table.head]
    checked = Checked(reader, rules, [])
    for number, cells in table.rows:
        pack.faults += read_row(checked, number, cells, known)
    return checked


def unread(file: str) -> Fault:
    near = get_close_matches(file, declared(), n=1)
    hint = f'Did you mean "{near[0]}"?' if near else "Remove it, or see docs/packs.md."
    return Fault(file, f"No part of the portal reads a file of this name. {hint}")


def heading_faults(reader: Reader, table: Table) -> Iterator[Fault]:
    names = [rule.name for rule in reader.rules]
    for name in dict.fromkeys(table.head):
        if table.head.count(name) > 1:
            yield Fault(table.file, "The heading has this column twice. Keep one.", 1, name)
        elif name not in names:
            near = get_close_matches(name, names, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else "Remove it, or see docs/packs.md."
            yield Fault(table.file, f"There is no such column. {hint}", 1, name or "(blank)")
    for rule in reader.rules:
        if rule.name not in table.head and (rule.required or rule.field.name == reader.key):
            yield Fault(table.file, "The heading lacks this column. Add it.", 1, rule.name)


def read_row(checked: Checked, number: int, cells: dict[str, str], known: Known) -> Iterator[Fault]:
    row, seen, clean = Row(number, ""), {}, True
    for rule in checked.rules:
        try:
            value = read_cell(rule, cells[rule.name], key=rule.field.name == checked.reader.key)
        except Unreadable as refusal:
            clean = False
            yield Fault(checked.reader.file, str(refusal), number, rule.name)
            continue
        seen[rule.name] = value
        keep(row, rule, value)
    row.ref = str(row.values.get(checked.reader.key) or "")
    yield from claim(checked, row, known)
    checked.rows.append(row)
    if clean:
        yield from cross_faults(checked.reader, number, seen)


def keep(row: Row, rule: Rule, value: Any) -> None:
    if rule.kind == "reference":
        row.links[rule.field.name] = value
    elif rule.kind == "references":
        row.many[rule.field.name] = list(dict.fromkeys(value or []))
    else:
        row.values[rule.field.name] = value


def claim(checked: Checked, row: Row, known: Known) -> Iterator[Fault]:
    """A ref may be used once in a pack, in whichever file of its model it stands."""
    if not row.ref:
        return
    reader = checked.reader
    place = known.packed.setdefault(reader.model, {}).setdefault(row.ref, (reader.file, row.number))
    if place != (reader.file, row.number):
        sentence = f'"{shown(row.ref)}" is already used in {place[0]}, row {place[1]}. '
        yield Fault(reader.file, f"{sentence}Give this row its own.", row.number, reader.key)


def read_cell(rule: Rule, text: str, *, key: bool = False) -> Any:
    if not text:
        if rule.required or key:
            raise Unreadable("The cell is empty. Fill it in.")
        return None if rule.kind == "reference" else rule.blank()
    value = read(rule.kind, text)
    refuse_length(rule, value)
    refuse_choice(rule, value)
    return value if rule.points else fitted(rule, value)


def refuse_length(rule: Rule, value: Any) -> None:
    longest = rule.max_length
    if isinstance(value, str) and longest and len(value) > longest and not rule.points:
        raise Unreadable(f"The text has {len(value)} characters. Shorten it to {longest}.")


def refuse_choice(rule: Rule, value: Any) -> None:
    if not rule.choices or rule.points:
        return
    pieces = value if isinstance(value, list) else [value]
    for piece in pieces:
        if str(piece) not in rule.choices:
            words = ", ".join(f'"{choice}"' for choice in rule.choices)
            raise Unreadable(f'"{shown(str(piece))}" is not one of the choices. Write {words}.')


def fitted(rule: Rule, value: Any) -> Any:
    """The value as the field of the model holds it, held against the field's own validators."""
    try:
        fit = fitted_list(rule, value) if rule.kind == "list" else rule.field.to_python(value)
        rule.field.run_validators(fit)
    except ValidationError as refusal:
        said = " ".join(refusal.messages)
        raise Unreadable(f'"{shown(str(value))}" does not fit. {said}') from refusal
    return fit


def fitted_list(rule: Rule, pieces: list[str]) -> list[Any]:
    """Each piece as the field holds it: a list of numbers is written as text between signs."""
    base = getattr(rule.field, "base_field", None)
    return [base.to_python(piece) for piece in pieces] if base else pieces


def cross_faults(reader: Reader, number: int, seen: dict[str, Any]) -> Iterator[Fault]:
    for rule_between_columns in reader.checks:
        for column, sentence in rule_between_columns(seen):
            yield Fault(reader.file, sentence, number, column)


def wanted_refs(tables: list[Checked]) -> dict[ModelClass, set[str]]:
    wanted: dict[ModelClass, set[str]] = {}
    for checked in tables:
        own = wanted.setdefault(checked.reader.model, set())
        own.update(row.ref for row in checked.rows if row.ref)
        for rule in (rule for rule in checked.rules if rule.points):
            refs = wanted.setdefault(rule.to, set())
            refs.update(ref for row in checked.rows for ref in pointed_at(row, rule))
    return wanted


def pointed_at(row: Row, rule: Rule) -> list[str]:
    one = row.links.get(rule.field.name)
    return [one] if one else row.many.get(rule.field.name, [])


def missing_references(checked: Checked, known: Known) -> Iterator[Fault]:
    for rule in (rule for rule in checked.rules if rule.points):
        for row in checked.rows:
            for ref in pointed_at(row, rule):
                if not known.has(rule.to, ref):
                    sentence = missing(rule, ref, known)
                    yield Fault(checked.reader.file, sentence, row.number, rule.name)


def missing(rule: Rule, ref: str, known: Known) -> str:
    noun = rule.to._meta.verbose_name
    return (
        f'There is no {noun} "{shown(ref)}" in the pack or in the portal. '
        f"{way_out(rule, ref, known)}"
    )


def way_out(rule: Rule, ref: str, known: Known) -> str:
    others = known.packed.get(rule.to, {})
    near = get_close_matches(ref, others, n=1, cutoff=0.8) if len(others) <= MOST_COMPARED else []
    if near:
        return f'Did you mean "{near[0]}"?'
    home = reader_of(rule.to)
    return f"Correct it, or add it to {home.file}." if home else "Correct it, or add it first."
