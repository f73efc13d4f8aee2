"""A partnership that leaves and comes in elsewhere is the same there, byte for byte."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from demo.generate import pack
from partners.models import Partnership
from portal.packs.exporting import export_pack, write_folder
from portal.packs.importing import import_pack

pytestmark = pytest.mark.django_db


@contextmanager
def empty_database() -> Iterator[None]:
    """A database without records, which is empty again afterwards."""
    assert not Partnership.objects.exists()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def texts(path) -> dict[str, bytes]:
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*.*")}


def test_export_import_into_an_empty_database_export_gives_the_same_bytes(tmp_path):
    write_folder(tmp_path / "demo", pack())
    refs = ("pdscp", "northmere")
    with empty_database():
        import_pack(tmp_path / "demo")
        for ref in refs:
            export_pack(ref, tmp_path / ref)

    for ref in refs:
        with empty_database():
            import_pack(tmp_path / ref)
            export_pack(ref, tmp_path / f"{ref} again")

        assert texts(tmp_path / ref) == texts(tmp_path / f"{ref} again")
    assert len(texts(tmp_path / "pdscp")) > 50
