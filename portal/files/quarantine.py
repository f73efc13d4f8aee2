"""A file between arriving and being available: claimed, scanned, released. It fails closed."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from portal import audit, clock
from portal.files import scanner
from portal.files.actions import FileDamaged, move, stored_bytes
from portal.files.scanner import NoVerdict
from portal.models import StoredFile
from portal.models.files import StoredFileQuerySet

audit.words(
    {
        "file.scanned": "Scanned a file",
    },
    of_operators=True,
)

log = logging.getLogger(__name__)
Status = StoredFile.Status
NOT_SCANNED = "not scanned"
TOO_BIG = "size limit exceeded"


@dataclass(frozen=True)
class Verdict:
    """Where a file goes, and who says so."""

    status: str
    scanner: str


@dataclass(frozen=True)
class Claim:
    """Our hold on a file: good until somebody else takes it over."""

    file_id: int
    at: datetime

    def rows(self, *statuses: str) -> StoredFileQuerySet:
        return StoredFile.objects.filter(pk=self.file_id, claimed_at=self.at, status__in=statuses)


def claim(file_id: int) -> Claim | None:
    """Take the file unless another worker has it. A hold of ten minutes or more is free."""
    now = clock.wall_time()
    free = StoredFile.objects.waiting(now).filter(pk=file_id)
    taken = free.update(claimed_at=now, attempts=F("attempts") + 1)
    return Claim(file_id, now) if taken else None


def scan(file_id: int) -> bool:
    """Check a file that waits. True when it moved on. Without a verdict it stays where it is."""
    held = claim(file_id)
    if held is None:
        return False
    file = StoredFile.objects.get(pk=file_id)
    try:
        clean = file.status == Status.CLEAN or settle(held, file, verdict_on(file))
    except NoVerdict as silent:
        log.warning("File %s still waits for the scanner: %s", file_id, silent)
        held.rows(*StoredFile.WAITING).update(claimed_at=None)
        return False
    return clean and release(held)


def verdict_on(file: StoredFile) -> Verdict:
    """Ask the scanner. Anything but exactly `stream: OK` is not clean."""
    if not settings.CLAMD_URL:
        if settings.SCANNER_REQUIRED:
            raise NoVerdict("CLAMD_URL is not set")
        return Verdict(Status.CLEAN, NOT_SCANNED)
    named = scanner.version()
    try:
        with default_storage.open(file.path, "rb") as stored:
            said = scanner.scan(stored.chunks())
    except FileNotFoundError:
        return Verdict(Status.UNSCANNABLE, named)
    return Verdict(status_for(said), named[:120])


def status_for(said: str) -> str:
    """Raises NoVerdict for whatever may be said otherwise another time."""
    if said == scanner.CLEAN:
        return Status.CLEAN
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Status.INFECTED
    if TOO_BIG in said:
        return Status.UNSCANNABLE
    raise NoVerdict("the answer is not one we know")


@transaction.atomic
def settle(held: Claim, file: StoredFile, verdict: Verdict) -> bool:
    """Write the verdict down, unless somebody else has the file. True when it is clean."""
    facts: dict[str, Any] = {"scanned_at": clock.wall_time(), "scanner": verdict.scanner}
    ours = held.rows(Status.RECEIVED, Status.QUARANTINED)
    if ours.update(status=verdict.status, **facts) != 1:
        return False
    audit.record("file.scanned", file, by=None, to=verdict.status, scanner=verdict.scanner)
    return verdict.status == Status.CLEAN


@transaction.atomic
def release(held: Claim) -> bool:
    """Hand a clean file over to its readers, if what was scanned is what was received."""
    file = StoredFile.objects.get(pk=held.file_id)
    try:
        stored_bytes(file)
    except FileDamaged:
        move(file, Status.CLEAN, Status.UNSCANNABLE)
        audit.record("file.scanned", file, by=None, to=file.status, scanner="hash")
        return False
    return held.rows(Status.CLEAN).update(status=Status.AVAILABLE, claimed_at=None) == 1


def outdated() -> StoredFileQuerySet:
    """Available files that were not scanned with today's signatures. None without a scanner."""
    if not settings.CLAMD_URL:
        return StoredFile.objects.none()
    available = StoredFile.objects.filter(status=Status.AVAILABLE)
    return available.exclude(scanner=scanner.version()[:120])


@transaction.atomic
def scan_again(file_id: int) -> str:
    """Check an available file with new signatures. It is shut only by a virus that was found."""
    file = StoredFile.objects.select_for_update().get(pk=file_id)
    if file.status != Status.AVAILABLE:
        return str(file.status)
    verdict = verdict_on(file)
    facts = {"scanned_at": clock.wall_time(), "scanner": verdict.scanner}
    ends = Status.AVAILABLE if verdict.status == Status.CLEAN else verdict.status
    move(file, Status.AVAILABLE, ends, **facts)
    if ends != Status.AVAILABLE:
        audit.record("file.scanned", file, by=None, to=ends, scanner=verdict.scanner)
    return str(ends)
