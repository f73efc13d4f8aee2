"""Readers over the partners' models, for tests, and a way to write a pack in a few lines."""

import json
from pathlib import Path

from partners import models
from portal.packs import Column, Reader

COVER = {"format": 1, "partnership": "pdscp", "period": {}, "title": "A pack for a test"}
PARTNERSHIPS = "ref,name,short_name,live_from\npdscp,Pan-Dorset,PDSCP,2019-08-01\n"
CHECKED_YEARS = "Write a value, or leave the year out."


def valued(row):
    if row["value"] is None and row["as_at"] == "2020":
        yield "value", CHECKED_YEARS


def test_readers() -> list[Reader]:
    return [
        Reader(
            file="partners/agencies.csv",
            title="Agencies",
            model=models.Agency,
            columns=(
                Column("ref"),
                Column("name"),
                Column("kind"),
                Column("area", help="Where the agency works."),
                Column("parent"),
                Column("live_from"),
            ),
        ),
        Reader(
            file="partners/areas.csv",
            title="Areas",
            model=models.Area,
            columns=(
                Column("ref"),
                Column("name", max_length=30),
                Column("kind", choices=["council area", "ward"]),
                Column("parent", kind="reference", to=models.Area, required=False),
                Column("members"),
                Column("live_from", kind="partial date"),
            ),
        ),
        Reader(
            file="partners/partnerships.csv",
            title="Partnerships",
            model=models.Partnership,
            scope="pk",
            columns=(
                Column("ref"),
                Column("name"),
                Column("short_name"),
                Column("colour"),
                Column("live_from"),
                Column("live_to"),
                Column("generated"),
            ),
        ),
        Reader(
            file="partners/populations.csv",
            title="Populations",
            model=models.Population,
            columns=(
                Column("ref"),
                Column("area"),
                Column("band"),
                Column("value"),
                Column("as_at"),
            ),
            checks=(valued,),
        ),
        Reader(
            file="partners/groups.csv",
            title="Groups",
            model=models.Group,
            scope="partnership",
            columns=(
                Column("ref"),
                Column("partnership"),
                Column("name"),
                Column("reports_to"),
                Column("members"),
                Column("cadence"),
                Column("cadence_unit"),
            ),
        ),
    ]


test_readers.__test__ = False


def write_pack(folder: Path, files: dict[str, str], cover: object = COVER) -> Path:
    """Write a pack that holds its partnership and the files given."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.json").write_text(json.dumps(cover))
    for name, text in {"partners/partnerships.csv": PARTNERSHIPS, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
