"""Taking hold of work in the background, and keeping its file. A worker may die at any point."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F

from portal import clock
from portal.models.packs import Errand, PackCopy, PackRun

log = logging.getLogger(__name__)

GIVEN_UP = "The portal stopped three times at this. Nothing was kept. Ask an operator."
AN_HOUR = 60 * 60
FOLDER = "packs"


@dataclass(frozen=True)
class Hold:
    """Our hold on an errand: good until somebody else takes it over."""

    kind: type[Errand]
    pk: int
    status: str
    at: datetime

    def update(self, **facts: Any) -> bool:
        """Change the errand if it is still ours."""
        held: dict[str, Any] = {"pk": self.pk, "status": self.status, "claimed_at": self.at}
        return bool(self.kind.objects.filter(**held).update(**facts))

    def over(self, status: str, **facts: Any) -> bool:
        now = clock.wall_time()
        return self.update(status=status, claimed_at=None, finished_at=now, **facts)

    def tell(self, step: str, percent: int) -> None:
        """How far it is. Not in the database: an import is one transaction, and nobody sees in."""
        cache.set(progress_key(self.kind, self.pk), (step, percent), AN_HOUR)


def progress_key(kind: type[Errand], pk: int) -> str:
    return f"{kind._meta.model_name}-{pk}"


def progress(errand: Errand) -> tuple[str, int]:
    """The step at work and the percentage; only waiting when nothing is told."""
    told = cache.get(progress_key(type(errand), errand.pk))
    return told or ("Waiting to start", 0)


def claim(kind: type[Errand], pk: int, steps: Mapping[str, str]) -> Hold | None:
    """Take the errand unless another worker has it. `steps`: from waiting to at work."""
    now = clock.wall_time()
    free = kind.objects.free(now).filter(pk=pk, tries__lt=Errand.MOST_TRIES)
    for waits, works in steps.items():
        facts = {"status": works, "claimed_at": now, "tries": F("tries") + 1}
        if free.filter(status__in=[waits, works]).update(**facts):
            return Hold(kind, pk, works, now)
    return None


def give_up(kind: type[Errand], steps: Mapping[str, str], failed: str) -> int:
    """Errands at which workers died every time. A poisoned file stops nobody else."""
    now = clock.wall_time()
    lost = kind.objects.free(now).filter(
        status__in=[*steps, *steps.values()], tries__gte=Errand.MOST_TRIES
    )
    return int(lost.update(status=failed, fault=GIVEN_UP, claimed_at=None, finished_at=now))


def store(content: bytes) -> str:
    """Under a random name that tells nothing, in a folder that no address leads to."""
    return str(default_storage.save(f"{FOLDER}/{uuid4().hex}.zip", ContentFile(content)))


def stored(errand: Errand) -> BytesIO:
    with default_storage.open(errand.file) as kept:
        return BytesIO(kept.read())


def sweep_orphans() -> None:
    """Files that a crash left without a row."""
    if not default_storage.exists(FOLDER):
        return
    old = clock.wall_time() - 2 * Errand.KEPT
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        known = any(kind.objects.filter(file=path).exists() for kind in (PackRun, PackCopy))
        if not known and default_storage.get_created_time(path) < old:
            default_storage.delete(path)


def drop(errand: Errand) -> None:
    """Delete the file, and only then forget its name: a crash between leaves nothing behind."""
    default_storage.delete(errand.file)
    type(errand).objects.filter(pk=errand.pk, file=errand.file).update(file="")
