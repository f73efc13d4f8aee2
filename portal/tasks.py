"""What the queue and the clock may ask of the portal."""

from datetime import timedelta

from celery import shared_task

from portal import anchors, clock, documents, heartbeats
from portal.files import quarantine, tidying
from portal.models import Document, StoredFile
from portal.outbox import planning, sending
from portal.packs import copies, holding, runs

ROUND = timedelta(minutes=2)  # how long one round of sending may last


@shared_task
def deliver(notice_id: int) -> bool:
    return sending.deliver(notice_id)


@shared_task
def send_waiting() -> int:
    """Every few minutes: whatever a broken mail server or a dead worker left behind."""
    sent = sending.send_waiting(clock.wall_time() + ROUND)
    heartbeats.beat("sender")
    return sent


@shared_task
def plan() -> bool:
    """Every ten minutes: what people should be told."""
    return planning.plan()


@shared_task
def render_document(document_id: int) -> bool:
    return documents.render(document_id)


@shared_task
def render_waiting() -> None:
    """Every few minutes: documents that a dead worker or a broken queue left behind."""
    documents.give_up()
    for document_id in Document.objects.waiting(clock.wall_time()).values_list("pk", flat=True):
        render_document.delay(document_id=document_id)


@shared_task
def scan_file(file_id: int) -> bool:
    return quarantine.scan(file_id)


@shared_task
def scan_waiting() -> None:
    """Every few minutes: files that a dead worker or a silent scanner left waiting."""
    waiting = StoredFile.objects.waiting(clock.wall_time())
    for file_id in waiting.values_list("pk", flat=True):
        scan_file.delay(file_id=file_id)


@shared_task
def scan_again(file_id: int) -> str:
    return quarantine.scan_again(file_id)


@shared_task
def scan_outdated() -> None:
    """Every night: what was scanned with older signatures, or not at all."""
    for file_id in quarantine.outdated().values_list("pk", flat=True):
        scan_again.delay(file_id=file_id)


@shared_task
def tidy_files() -> int:
    return tidying.tidy()


@shared_task
def anchor() -> int:
    """Every day: the last seals of the record, to where the portal cannot rewrite them."""
    cast = len(anchors.cast())
    if cast:
        heartbeats.beat("anchor")
    return cast


@shared_task
def work_on_pack(pack_id: int) -> bool:
    return runs.work(pack_id)


@shared_task
def make_pack_copy(pack_copy_id: int) -> bool:
    return copies.make(pack_copy_id)


@shared_task
def tidy_packs() -> None:
    """Every few minutes: packs and copies that were left behind, and files past their day."""
    for pack_id in runs.waiting():
        work_on_pack.delay(pack_id=pack_id)
    for pack_copy_id in copies.waiting():
        make_pack_copy.delay(pack_copy_id=pack_copy_id)
    holding.sweep_orphans()
