"""Packs as people send them, for tests."""

import json

from portal.models import PackRun
from portal.packs import runs
from portal.packs.exporting import zipped
from tests.portal.packing import COVER

GROUPS = "partners/groups.csv"
HEAD = "ref,partnership,name,kind\n"


def zip_of(files: dict[str, str], **cover: str) -> bytes:
    return zipped({"pack.json": json.dumps({**COVER, **cover}), **files})


def one_group(ref="pdscp/g", at="pdscp", name="Board") -> bytes:
    return zip_of({GROUPS: f"{HEAD}{ref},{at},{name},panel\n"})


def sent(content: bytes, person) -> PackRun:
    """A pack that was received, and checked by a worker."""
    run = runs.receive(content=content, by=person)
    assert runs.work(run.pk)
    run.refresh_from_db()
    return run


def sentences(run) -> list[str]:
    return [f"{file}: {sentence}" for file, _, _, sentence in run.faults]
