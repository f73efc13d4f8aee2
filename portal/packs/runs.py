"""A pack brought in on a page: received, checked, confirmed, imported. Whole or not at all."""

import hashlib
import logging
from typing import Any

from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from portal import audit, clock
from portal.jobs import enqueue
from portal.models import PackRun, User
from portal.packs.faults import Fault, PackRefused
from portal.packs.holding import Hold, claim, drop, give_up, store, stored
from portal.packs.importing import Imported, Visit, take_in
from portal.packs.opening import ON_A_PAGE, Pack, open_zip
from portal.packs.rights import rights_of

log = logging.getLogger(__name__)

audit.words(
    {
        "pack.received": "Sent a pack to be checked",
        "pack.confirmed": "Confirmed a pack that was checked",
        "pack.discarded": "Discarded a pack that was checked",
        "pack.kept": "Brought in the pack that was confirmed",
    }
)

Status = PackRun.Status
STEPS = {
    Status.RECEIVED.value: Status.CHECKING.value,
    Status.CONFIRMED.value: Status.IMPORTING.value,
}
UNREAD = "A pack"  # until its own title is read; what a file is called may tell too much
MOST_FAULTS = 5_000  # kept, to be shown and downloaded; all are counted
BROKEN = "Something went wrong in the portal. Nothing was kept. Try again, or ask an operator."
DAMAGED = "The stored pack is not the one that was sent. Nothing was kept. Send it again."
CHANGED = "The records changed after this pack was checked. Nothing was kept. Send it again."
RIGHTS_ENDED = "You are no longer in the business team of this partnership. Nothing was kept."


class Stopped(Exception):
    """The pack cannot be kept. The sentence says why, for whoever brought it."""


class AlreadyDecided(Exception):
    """The pack was confirmed or discarded before, or it has expired."""


@transaction.atomic
def receive(*, content: bytes, by: User) -> PackRun:
    """Keep a zip and have it checked."""
    now = clock.wall_time()
    run = PackRun.objects.create(
        title=UNREAD,
        asked_by=by,
        asked_at=now,
        kept_until=now + PackRun.KEPT,
        file=store(content),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
    audit.record("pack.received", run, by=by, sha256=run.sha256, size=run.size)
    enqueue("portal.tasks.work_on_pack", pack_id=run.pk)
    return run


@transaction.atomic
def confirm(*, run: PackRun, by: User) -> None:
    """Have the checked pack imported. Raises AlreadyDecided when it no longer waits for that."""
    now = clock.wall_time()
    waits = PackRun.objects.filter(pk=run.pk, status=Status.CHECKED, kept_until__gte=now)
    if not waits.update(status=Status.CONFIRMED, claimed_at=None, tries=0):
        raise AlreadyDecided
    audit.record("pack.confirmed", run, by=by, sha256=run.sha256)
    enqueue("portal.tasks.work_on_pack", pack_id=run.pk)


@transaction.atomic
def discard(*, run: PackRun, by: User) -> None:
    """Raises AlreadyDecided when the pack no longer waits to be confirmed."""
    waits = PackRun.objects.filter(pk=run.pk, status=Status.CHECKED)
    if not waits.update(status=Status.DISCARDED, finished_at=clock.wall_time()):
        raise AlreadyDecided
    audit.record("pack.discarded", run, by=by)
    transaction.on_commit(lambda: drop(run), robust=True)


def work(pack_id: int) -> bool:
    """Check or import a pack that waits for it. True when this call did."""
    held = claim(PackRun, pack_id, STEPS)
    if held is None:
        return False
    run = PackRun.objects.select_related("asked_by").get(pk=pack_id)
    try:
        check(held, run) if held.status == Status.CHECKING else keep(held, run)
    except PackRefused as refusal:
        refuse(held, refusal)
    except Stopped as stopped:
        held.over(Status.FAILED, fault=str(stopped))
    except Exception:
        log.exception("Pack %s could not be taken in", pack_id)
        held.over(Status.FAILED, fault=BROKEN)
    clear_away()
    return True


def check(held: Hold, run: PackRun) -> None:
    """Everything an import does, and all of it taken back."""
    pack = opened(held, run)
    title = str(pack.cover.get("title") or run.title)[:200]
    held.update(partnership=pack.partnership[:120], title=title)
    with transaction.atomic():
        imported = take_in(pack, visit(held, run))
        transaction.set_rollback(True)
    held.over(Status.CHECKED, summary=summary(imported))


def keep(held: Hold, run: PackRun) -> None:
    """One transaction: the rows, the line in the record, and that it is done; or none of them."""
    pack = opened(held, run)
    with transaction.atomic():
        imported = take_in(pack, visit(held, run))
        if summary(imported) != run.summary:
            raise Stopped(CHANGED)
        audit.record("pack.kept", run, by=run.asked_by, sha256=run.sha256, rows=imported.changes)
        if not held.over(Status.IMPORTED):
            raise DatabaseError("Somebody else took this pack over.")


def visit(held: Hold, run: PackRun) -> Visit:
    """What the person may do now, whatever they might when they asked."""
    rights = rights_of(run.asked_by)
    if not rights.partnerships:
        raise Stopped(RIGHTS_ENDED)
    return Visit(by=run.asked_by, rights=rights, tell=held.tell)


def opened(held: Hold, run: PackRun) -> Pack:
    """The pack that was sent, and no other."""
    held.tell("Reading the files", 10)
    if not run.file or not default_storage.exists(run.file):
        raise Stopped(DAMAGED)
    content = stored(run)
    if hashlib.sha256(content.getvalue()).hexdigest() != run.sha256:
        raise Stopped(DAMAGED)
    return open_zip(content, "The zip", ON_A_PAGE)


def summary(imported: Imported) -> list[list[Any]]:
    """For each file: how many rows are new, changed, and as they were."""
    return [
        [one.file, len(one.new), len(one.changed), one.total - len(one.new) - len(one.changed)]
        for one in sorted(imported.outcomes, key=lambda outcome: outcome.file)
    ]


def refuse(held: Hold, refusal: PackRefused) -> None:
    """Keep what is wrong for its author. What was confirmed and no longer fits has failed."""
    told = [as_row(fault) for fault in refusal.faults[:MOST_FAULTS]]
    count = len(refusal.faults)
    if held.status == Status.IMPORTING:
        held.over(Status.FAILED, fault=CHANGED, faults=told, fault_count=count)
    else:
        held.over(Status.FAULTY, faults=told, fault_count=count)


def as_row(fault: Fault) -> list[Any]:
    return [fault.file, fault.row, fault.column, fault.sentence]


def clear_away() -> None:
    """Files of packs that are over, or that nobody confirmed for a day."""
    now = clock.wall_time()
    unconfirmed = PackRun.objects.filter(status=Status.CHECKED, kept_until__lt=now)
    unconfirmed.update(status=Status.DISCARDED, finished_at=now)
    for run in PackRun.objects.kept_too_long(now).exclude(status__in=PackRun.AT_WORK):
        drop(run)


def waiting() -> list[int]:
    """Packs that a dead worker or a broken queue left behind."""
    give_up(PackRun, STEPS, Status.FAILED)
    clear_away()
    free = PackRun.objects.free(clock.wall_time()).filter(status__in=PackRun.AT_WORK)
    return list(free.values_list("pk", flat=True))
