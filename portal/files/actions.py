"""What happens to a file: kept with the change it came with, handed out, removed."""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model, Sum

from portal import audit, clock
from portal.access import insist
from portal.files.opened import Opened
from portal.files.uses import Use, may_remove, use_of
from portal.jobs import enqueue
from portal.models import StoredFile, User
from portal.models.files import StoredFileQuerySet

audit.words(
    {
        "file.received": "Uploaded a file",
        "file.seen": "Opened a file of a restricted record",
        "file.downloaded": "Downloaded a file",
        "file.removed": "Removed a file",
    }
)

log = logging.getLogger(__name__)
Status = StoredFile.Status

NO_ROOM = (
    "The files could not be saved: the portal's storage cannot be written to at the moment. "
    "Select them again in an hour, or tell the business team."
)
PERSON_FULL = (
    "Your files together would be larger than {most} MB. Remove some you no longer need, then "
    "select these again."
)
SUBJECT_FULL = (
    "The files here together would be larger than {most} MB. Remove some that are no longer "
    "needed, then select these again."
)


class NotKept(Exception):
    """There is no room for the files. The sentence says where, and what to do."""


class FileDamaged(Exception):
    """The stored file is not the one that was received."""


def keep(*, files: Sequence[Opened], use: Use, about: Model, by: User) -> list[StoredFile]:
    """Keep all the files or none, in quarantine. Raises NotKept.

    The last step of an action: bytes cannot be rolled back. What a crash leaves behind on storage,
    `tidying.tidy` takes away.
    """
    if not files:
        return []
    insist(use.may_add(by, about))
    with all_or_nothing() as written:
        make_room(files, about=about, by=by)
        return [keep_one(file, use, about, by, written) for file in files]


@contextmanager
def all_or_nothing() -> Iterator[list[str]]:
    """A change that puts files on storage: name each before it is written.

    When the change fails, they go away again. Raises NotKept when it is the storage that fails.
    """
    written: list[str] = []
    try:
        with transaction.atomic():
            yield written
    except BaseException as fault:
        for path in written:
            throw_away(path)
        if isinstance(fault, OSError):
            log.error("A file could not be stored: %s", type(fault).__name__)
            raise NotKept(NO_ROOM) from fault
        raise


def make_room(files: Sequence[Opened], *, about: Model, by: User) -> None:
    """Count what is there with both owners locked: two at once would each find room."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    type(about)._default_manager.select_for_update(no_key=True, of=("self",)).get(pk=about.pk)
    more = sum(file.size for file in files)
    here, own = StoredFile.objects.about(about), StoredFile.objects.filter(uploaded_by=by)
    refuse_over(settings.FILES_OF_A_PERSON, weight(own) + more, PERSON_FULL)
    refuse_over(settings.FILES_ABOUT_A_SUBJECT, weight(here) + more, SUBJECT_FULL)


def weight(files: StoredFileQuerySet) -> int:
    return files.present().aggregate(bytes=Sum("size"))["bytes"] or 0


def refuse_over(most: int, asked: int, sentence: str) -> None:
    if asked > most:
        raise NotKept(sentence.format(most=most // settings.MEGABYTE))


def keep_one(file: Opened, use: Use, about: Model, by: User, written: list[str]) -> StoredFile:
    stored = StoredFile.objects.create(
        use=use.key,
        subject=about,
        name=file.name,
        kind=file.kind.key,
        size=file.size,
        sha256=file.sha256,
        uploaded_by=by,
    )
    written.append(stored.path)  # before the bytes: a full disk leaves a part of them
    file.content.seek(0)
    default_storage.save(stored.path, file.content)
    move(stored, Status.RECEIVED, Status.QUARANTINED)
    audit.record("file.received", stored, by=by, use=use.key, sha256=file.sha256)
    enqueue("portal.tasks.scan_file", file_id=stored.pk)
    return stored


def move(file: StoredFile, begins: str, ends: str, **facts: object) -> bool:
    """One step of a file, if it still stands where the step begins."""
    here = StoredFile.objects.filter(pk=file.pk, status=begins)
    moved = here.update(status=ends, **facts) == 1
    file.refresh_from_db()
    return moved


def throw_away(path: str) -> None:
    with suppress(OSError):  # the sweep tries again
        default_storage.delete(path)


@transaction.atomic
def take(*, file: StoredFile, by: User) -> bytes:
    """The bytes for somebody who downloads them, if they are still those received."""
    data = stored_bytes(file)
    if file.subject is not None and use_of(file).restricted:
        audit.sighted(file.subject, by=by, what="file.seen")
    audit.record("file.downloaded", file, by=by, sha256=file.sha256)
    return data


def stored_bytes(file: StoredFile) -> bytes:
    """Raises FileDamaged when they are gone, or others."""
    try:
        with default_storage.open(file.path, "rb") as stored:
            data: bytes = stored.read()
    except OSError as gone:
        log.error("File %s is not on storage: %s", file.pk, type(gone).__name__)
        raise FileDamaged from gone
    if hashlib.sha256(data).hexdigest() != file.sha256:
        log.error("File %s is not the one that was received", file.pk)
        raise FileDamaged
    return data


@transaction.atomic
def remove(*, file: StoredFile, by: User) -> None:
    """Take a file away: its name at once, its bytes after the commit. Twice is as good as once."""
    insist(may_remove(by, file, file.subject))
    facts = {"name": "", "removed_at": clock.now(), "removed_by": by}
    present = StoredFile.objects.present().filter(pk=file.pk)
    if present.update(status=Status.REMOVED, **facts) != 1:
        return
    audit.record("file.removed", file, by=by, use=file.use, sha256=file.sha256)
    transaction.on_commit(partial(erase, file.pk), robust=True)


def erase(file_id: int) -> None:
    """Delete the bytes of a file that was removed. The row stays, and says who removed it."""
    for file in StoredFile.objects.to_erase().filter(pk=file_id):
        default_storage.delete(file.path)
        StoredFile.objects.filter(pk=file_id).update(erased_at=clock.wall_time())
