"""Collects rows for the files of a pack, and writes them as the portal's readers want them."""

import csv
import io
import json
from typing import Any

from portal.packs.readers import declared

COVER = {
    "format": 1,
    "partnership": "pdscp",
    "period": {"date_from": "2019-04-01", "date_to": "2020-09"},
    "title": "Pan-Dorset Safeguarding Children Partnership, 2019-20, for demonstration",
}
SHARED = {"area": "area", "org": "agency"}


class Sheets:
    """Rows by file. A column that no reader knows stops the making of the pack at once."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {}

    def add(self, file: str, ref: str, **cells: Any) -> str:
        """Add one row to `<app>/<file>.csv`. None is an empty cell. Gives back the ref."""
        name = f"{file}.csv"
        known = {rule.name for rule in declared()[name].rules}
        unknown = set(cells) - known
        if unknown:
            raise KeyError(f"{name} has no column {', '.join(sorted(unknown))}")
        row = {"ref": ref, **{column: cell(value) for column, value in cells.items()}}
        self.rows.setdefault(name, []).append(row)
        return ref

    def texts(self) -> dict[str, str]:
        cover = json.dumps(COVER, indent=2) + "\n"
        return {"pack.json": cover, **{name: self.text(name) for name in sorted(self.rows)}}

    def text(self, name: str) -> str:
        rows = sorted(self.rows[name], key=lambda row: row["ref"])
        used = {column for row in rows for column in row}
        head = [rule.name for rule in declared()[name].rules if rule.name in used]
        stream = io.StringIO()
        writer = csv.DictWriter(stream, head, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return stream.getvalue()


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ";".join(str(piece) for piece in value)
    return str(value)


def ref(fact_ref: str | None) -> str | None:
    """`area:bcp` is shared by every partnership, `group:qa` is the partnership's own."""
    if not fact_ref:
        return None
    kind, name = fact_ref.split(":")
    if fact_ref == "pship:pdscp":
        return "pdscp"
    return f"{SHARED[kind]}/{name}" if kind in SHARED else f"pdscp/{kind}/{name}"


def refs(fact_refs: list[str]) -> list[str]:
    return [made for made in map(ref, fact_refs) if made]
