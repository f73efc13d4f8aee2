"""Saving what was checked: only what is new or differs, in few statements, refs in hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, models, transaction

from portal.packs.checking import BATCH, Checked, Known, Row
from portal.packs.faults import Fault
from portal.packs.readers import Reader, Rule
from portal.packs.refusals import fault_from

SMALL_BATCH = 1000


@dataclass
class Outcome:
    """What became of one file."""

    file: str
    total: int
    new: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        same = self.total - len(self.new) - len(self.changed)
        return f"{self.file}: {len(self.new)} new, {len(self.changed)} changed, {same} as before"


@dataclass
class Later:
    """A reference to a row that is saved further on; filled by the second pass."""

    instance: models.Model
    field_name: str
    ref: str


class Keeping:
    """Saves one file. Rows wait until everything they point at is there."""

    def __init__(self, checked: Checked, known: Known) -> None:
        self.checked = checked
        self.reader: Reader = checked.reader
        self.known = known
        self.model = checked.reader.model
        self.saved = known.saved.setdefault(self.model, {})
        self.links = [rule for rule in checked.rules if rule.kind == "reference"]
        self.written = [
            rule for rule in checked.rules if rule.kind != "references" and not rule.when_new
        ]
        self.before = self.as_before()
        self.outcome = Outcome(self.reader.file, len(checked.rows))
        self.later: list[Later] = []
        self.faults: list[Fault] = []

    def as_before(self) -> dict[str, tuple[Any, ...]]:
        names = [self.reader.key, *(rule.field.attname for rule in self.written)]
        refs = [row.ref for row in self.checked.rows]
        rows: dict[str, tuple[Any, ...]] = {}
        for start in range(0, len(refs), BATCH):
            part = {f"{self.reader.key}__in": refs[start : start + BATCH]}
            found = self.model._base_manager.filter(**part).values_list(*names)
            rows.update((row[0], row[1:]) for row in found)
        return rows

    def run(self) -> None:
        waiting = self.checked.rows
        while waiting:
            ready = self.ready(waiting, self.links)
            ready = ready or self.ready(waiting, [r for r in self.links if not r.nullable])
            if not ready:
                self.refuse_circle(waiting)
                return
            self.keep(ready)
            done = {id(row) for row in ready}
            waiting = [row for row in waiting if id(row) not in done]

    def ready(self, rows: list[Row], links: list[Rule]) -> list[Row]:
        return [row for row in rows if all(self.reachable(row, rule) for rule in links)]

    def reachable(self, row: Row, rule: Rule) -> bool:
        ref = row.links[rule.field.name]
        return ref is None or ref in self.known.saved.get(rule.to, {})

    def refuse_circle(self, rows: list[Row]) -> None:
        sentence = "This row and what it points at need one another first. Break the circle."
        self.faults += [Fault(self.reader.file, sentence, row.number) for row in rows]

    def keep(self, rows: list[Row]) -> None:
        fresh = []
        for row in rows:
            instance = self.instance(row)
            now = tuple(getattr(instance, rule.field.attname) for rule in self.written)
            if self.before.get(row.ref) != now:
                fresh.append((row, instance))
            else:
                instance.pk = self.saved[row.ref]
            self.remember_later(row, instance)
        for start in range(0, len(fresh), SMALL_BATCH):
            self.write(fresh[start : start + SMALL_BATCH])

    def instance(self, row: Row) -> models.Model:
        pointed = {
            rule.field.attname: self.known.saved.get(rule.to, {}).get(
                row.links[rule.field.name] or ""
            )
            for rule in self.links
        }
        return self.model(**row.values, **pointed)

    def remember_later(self, row: Row, instance: models.Model) -> None:
        for rule in self.links:
            ref = row.links[rule.field.name]
            if ref and not self.reachable(row, rule):
                self.later.append(Later(instance, rule.field.name, ref))

    def write(self, fresh: list[tuple[Row, models.Model]]) -> None:
        """One statement. When the database refuses it, halves, to find every row at fault."""
        try:
            with transaction.atomic():
                self.upsert([instance for _, instance in fresh])
        except (IntegrityError, DataError) as error:
            if len(fresh) == 1:
                self.faults.append(fault_from(error, self.reader, fresh[0][0].number))
                return
            middle = len(fresh) // 2
            self.write(fresh[:middle])
            self.write(fresh[middle:])
            return
        for row, instance in fresh:
            self.saved[row.ref] = instance.pk
            done = self.outcome.changed if row.ref in self.before else self.outcome.new
            done.add(row.ref)

    def upsert(self, instances: list[models.Model]) -> None:
        names = [rule.field.name for rule in self.written if rule.field.name != self.reader.key]
        self.model._base_manager.bulk_create(
            instances,
            update_conflicts=True,
            unique_fields=[self.reader.key],
            update_fields=names or [self.reader.key],
        )

    def fill_later(self) -> None:
        """The second pass: references that had to wait for a row saved after this one."""
        moved: dict[str, list[models.Model]] = {}
        for late in self.later:
            rule = self.checked.rule_for(late.field_name)
            pk = self.known.saved.get(rule.to, {}).get(late.ref)
            if late.instance.pk and pk:
                setattr(late.instance, rule.field.attname, pk)
                moved.setdefault(late.field_name, []).append(late.instance)
        for name, instances in moved.items():
            self.model._base_manager.bulk_update(instances, [name], batch_size=SMALL_BATCH)

    def join_many(self) -> None:
        for rule in (rule for rule in self.checked.rules if rule.kind == "references"):
            for ref in self.sync(rule):
                if ref not in self.outcome.new:
                    self.outcome.changed.add(ref)

    def sync(self, rule: Rule) -> Iterator[str]:
        """Make the joining rows of one many-to-many field what the pack says."""
        join = getattr(self.model, rule.field.name)
        through = join.through._base_manager
        own, other = rule.field.m2m_column_name(), rule.field.m2m_reverse_name()  # type: ignore[attr-defined]
        refs = {self.saved[row.ref]: row for row in self.checked.rows if row.ref in self.saved}
        had = set(through.filter(**{f"{own}__in": list(refs)}).values_list(own, other))
        meant = {(pk, there) for pk, row in refs.items() for there in self.targets(row, rule)}
        for pk, there in had - meant:
            through.filter(**{own: pk, other: there}).delete()
        through.bulk_create(
            [join.through(**{own: pk, other: there}) for pk, there in sorted(meant - had)]
        )
        yield from {refs[pk].ref for pk, _ in had ^ meant}

    def targets(self, row: Row, rule: Rule) -> list[Any]:
        there = self.known.saved.get(rule.to, {})
        return [there[ref] for ref in row.many[rule.field.name] if ref in there]
