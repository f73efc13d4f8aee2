"""Exporting a partnership as a pack, so that it can always leave, or split in two."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import models, transaction

from portal import audit
from portal.packs.checking import BATCH
from portal.packs.importing import partnership_named
from portal.packs.kinds import KINDS
from portal.packs.opening import COVER, FORMAT
from portal.packs.readers import POINTED_AT, ModelClass, Reader, Rule, declared, key_of, reader_of

audit.words(
    {
        "pack.exported": "Exported a pack of records",
    },
    of_operators=True,
)

A_DAY = (2020, 1, 1, 0, 0, 0)  # in every zip, so that the same rows make the same bytes


@transaction.atomic
def export_pack(partnership_ref: str, path: Path) -> dict[str, int]:
    """Write a folder, or a zip when the path says so. Returns how many rows each file has.

    Restricted records leave with it: only whoever runs this can read what is written, and the
    record says that it left. Raises DoesNotExist when no partnership has this ref.
    """
    partnership = partnership_named(partnership_ref)
    texts, counts = gathered(partnership, declared().values())
    audit.record("pack.exported", partnership, by=None, files=counts)
    write_zip(path, texts) if path.suffix == ".zip" else write_folder(path, texts)
    return counts


def gathered(
    partnership: models.Model, readers: Iterable[Reader]
) -> tuple[dict[str, str], dict[str, int]]:
    """The files of a pack as text, as far as these readers go, and how many rows each has."""
    taken = sorted(readers, key=lambda reader: reader.file)
    leaving = Leaving(partnership, taken)
    texts, counts = {COVER: cover(partnership.ref, partnership)}, {}  # type: ignore[attr-defined]
    for reader in taken:
        rows = leaving.rows(reader) if reader_of(reader.model) is reader else []
        if rows:
            texts[reader.file] = as_csv([rule.name for rule in reader.rules], rows)
            counts[reader.file] = len(rows)
    return texts, counts


def cover(ref: str, partnership: models.Model) -> str:
    said = {"format": FORMAT, "partnership": ref, "period": {}, "title": str(partnership)}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def as_csv(head: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()


def write_folder(path: Path, texts: dict[str, str]) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in texts.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def write_zip(path: Path, texts: dict[str, str]) -> None:
    path.touch(mode=0o600)
    path.write_bytes(zipped(texts))


def zipped(texts: dict[str, str]) -> bytes:
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(name, A_DAY), text, zipfile.ZIP_DEFLATED)
    return paper.getvalue()


class Leaving:
    """The rows that leave with a partnership: its own, shared data, and all they point at."""

    def __init__(self, partnership: models.Model, readers: Iterable[Reader]) -> None:
        self.partnership = partnership
        self.chosen: dict[ModelClass, set[Any]] = {}
        for reader in readers:
            self.choose(reader.model, set(self.own(reader)))

    def own(self, reader: Reader) -> Iterator[Any]:
        if reader.scope == POINTED_AT:
            return
        rows = reader.model._base_manager.all()
        if reader.scope is not None:
            rows = rows.filter(**{reader.scope: self.partnership.pk})
        yield from rows.values_list("pk", flat=True)

    def choose(self, model: ModelClass, pks: set[Any]) -> None:
        """Take these rows, and whatever they point at."""
        chosen = self.chosen.setdefault(model, set())
        fresh = pks - chosen
        chosen |= fresh
        reader = reader_of(model)
        if not fresh or reader is None:
            return
        for rule in (rule for rule in reader.rules if rule.points):
            self.choose(rule.to, self.pointed_at(model, rule, fresh))

    def pointed_at(self, model: ModelClass, rule: Rule, pks: set[Any]) -> set[Any]:
        rows = in_parts(model, pks)
        return {pk for part in rows for pk in part.values_list(rule.field.name, flat=True) if pk}

    def rows(self, reader: Reader) -> list[list[str]]:
        """Every row as text, in the order of its ref."""
        pks = self.chosen.get(reader.model, set())
        joined = {rule.name: self.joined(reader, rule, pks) for rule in reader.rules if many(rule)}
        plain = [rule for rule in reader.rules if not many(rule)]
        paths = [path_of(rule) for rule in plain]
        found: list[tuple[str, list[str]]] = []
        for part in in_parts(reader.model, pks):
            for pk, key, *values in part.values_list("pk", reader.key, *paths):
                cells = {r.name: cell(r, value) for r, value in zip(plain, values, strict=True)}
                cells |= {name: by_row.get(pk, "") for name, by_row in joined.items()}
                found.append((key, [cells[rule.name] for rule in reader.rules]))
        return [cells for _, cells in sorted(found)]

    def joined(self, reader: Reader, rule: Rule, pks: set[Any]) -> dict[Any, str]:
        refs: dict[Any, list[str]] = {}
        for part in in_parts(reader.model, pks):
            for pk, ref in part.values_list("pk", path_of(rule)):
                refs.setdefault(pk, []).append(ref)
        return {
            pk: KINDS[rule.kind].write(sorted(filter(None, found))) for pk, found in refs.items()
        }


def many(rule: Rule) -> bool:
    return rule.kind == "references"


def path_of(rule: Rule) -> str:
    return f"{rule.field.name}__{key_of(rule.to)}" if rule.points else rule.field.name


def cell(rule: Rule, value: Any) -> str:
    return "" if value is None or value == "" else KINDS[rule.kind].write(value)


def in_parts(model: ModelClass, pks: set[Any]) -> Iterator[models.QuerySet[models.Model]]:
    ordered = sorted(pks)
    for start in range(0, len(ordered), BATCH):
        yield model._base_manager.filter(pk__in=ordered[start : start + BATCH])
