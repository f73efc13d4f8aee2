"""A copy of a partnership's records for one person: made in the background, kept for a day."""

import hashlib
import logging
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model

from portal import audit, clock
from portal.access import insist
from portal.jobs import enqueue
from portal.models import PackCopy, User
from portal.packs.exporting import gathered, zipped
from portal.packs.holding import Hold, claim, drop, give_up, store, stored
from portal.packs.readers import declared
from portal.packs.rights import PARTNERSHIP, rights_of

log = logging.getLogger(__name__)

audit.words(
    {
        "pack_copy.requested": "Asked for a copy of the records of a partnership",
        "pack_copy.downloaded": "Downloaded a copy of the records of a partnership",
        "records.copied": "Took along a copy of restricted records",
    }
)

Status = PackCopy.Status
STEPS = {Status.WAITING.value: Status.MAKING.value}
BROKEN = "This copy could not be made. Ask for it again, or tell an operator."
RIGHTS_ENDED = "You no longer look after the records of this partnership, so no copy was made."


class CopyGone(Exception):
    """The file was deleted, is damaged, or the person may no longer have it."""


@transaction.atomic
def ask_for(*, partnership: Model, by: User) -> PackCopy:
    """Ask for a copy. Whoever asks again while theirs is being made gets the same one."""
    insist(partnership.pk in rights_of(by).partnerships)
    mine = PackCopy.objects.filter(asked_by=by, partnership_id=partnership.pk)
    under_way: PackCopy | None = mine.filter(status__in=PackCopy.AT_WORK).first()
    if under_way is not None:
        return under_way
    now = clock.wall_time()
    copy = PackCopy.objects.create(
        title=f"Records of {partnership}"[:200],
        partnership=partnership.ref,  # type: ignore[attr-defined]
        partnership_id=partnership.pk,
        asked_by=by,
        asked_at=now,
        kept_until=now + PackCopy.KEPT,
    )
    audit.record("pack_copy.requested", partnership, by=by, copy=copy.pk)
    enqueue("portal.tasks.make_pack_copy", pack_copy_id=copy.pk)
    return copy


def make(pack_copy_id: int) -> bool:
    """Make a copy that waits. True when this call made it."""
    held = claim(PackCopy, pack_copy_id, STEPS)
    if held is None:
        return False
    try:
        return gather(held, PackCopy.objects.select_related("asked_by").get(pk=pack_copy_id))
    except Exception:
        log.exception("The copy %s could not be made", pack_copy_id)
        held.over(Status.FAILED, fault=BROKEN)
    return False


def gather(held: Hold, copy: PackCopy) -> bool:
    """With the rights of the person as they are now. What is restricted leaves a sighting."""
    rights = rights_of(copy.asked_by)
    if copy.partnership_id not in rights.partnerships:
        held.over(Status.FAILED, fault=RIGHTS_ENDED)
        return False
    readers = [r for r in declared().values() if copy.partnership_id in rights.places(r)]
    left_out = sorted(set(declared()) - {reader.file for reader in readers})
    held.tell("Collecting records", 20)
    with transaction.atomic():
        partnership = apps.get_model(PARTNERSHIP)._default_manager.get(pk=copy.partnership_id)
        texts, counts = gathered(partnership, readers)
        if any(reader.role and reader.file in counts for reader in readers):
            audit.sighted(partnership, by=copy.asked_by, what="records.copied")
        return keep(held, copy, partnership, texts, {"files": counts, "left_out": left_out})


def keep(
    held: Hold, copy: PackCopy, partnership: Model, texts: dict[str, str], facts: dict[str, Any]
) -> bool:
    content = zipped(texts)
    seal, name = hashlib.sha256(content).hexdigest(), store(content)
    kept = held.over(Status.READY, file=name, sha256=seal, size=len(content), **facts)
    if kept:
        audit.record(
            "pack.exported", partnership, by=copy.asked_by, files=facts["files"], sha256=seal
        )
    else:
        default_storage.delete(name)
    return kept


@transaction.atomic
def take(copy: PackCopy, *, by: User) -> bytes:
    """The file for the person it was made for, while it is there and they may have it."""
    gone = copy.status != Status.READY or copy.kept_until < clock.wall_time()
    if gone or not still_theirs(copy, by):
        raise CopyGone
    content = stored(copy).getvalue()
    if hashlib.sha256(content).hexdigest() != copy.sha256:
        log.error("The file of copy %s does not match its seal", copy.pk)
        raise CopyGone
    audit.record("pack_copy.downloaded", copy, by=by, sha256=copy.sha256)
    return content


def still_theirs(copy: PackCopy, user: User) -> bool:
    """Whether this person may have every file of the copy today."""
    rights, here = rights_of(user), copy.partnership_id
    readers = [declared()[file] for file in copy.files if file in declared()]
    return here in rights.partnerships and all(here in rights.places(r) for r in readers)


def clear_away() -> None:
    now = clock.wall_time()
    old = PackCopy.objects.filter(status=Status.READY, kept_until__lt=now)
    old.update(status=Status.GONE)
    for copy in PackCopy.objects.kept_too_long(now).exclude(status__in=PackCopy.AT_WORK):
        drop(copy)


def waiting() -> list[int]:
    """Copies that a dead worker or a broken queue left behind."""
    give_up(PackCopy, STEPS, Status.FAILED)
    clear_away()
    free = PackCopy.objects.free(clock.wall_time()).filter(status__in=PackCopy.AT_WORK)
    return list(free.values_list("pk", flat=True))
