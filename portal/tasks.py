"""What the queue and the clock may ask of the portal."""

from datetime import timedelta

from celery import shared_task

from portal import clock, deadlines, documents
from portal.models import Document
from portal.outbox import sending

ROUND = timedelta(minutes=4)  # how long one round of sending may last


@shared_task
def deliver(notice_id: int) -> bool:
    return sending.deliver(notice_id)


@shared_task
def send_waiting() -> int:
    """Every few minutes: whatever a broken mail server or a dead worker left behind."""
    return sending.send_waiting(clock.wall_time() + ROUND)


@shared_task
def remind() -> int:
    return deadlines.remind(clock.today())


@shared_task
def render_document(document_id: int) -> bool:
    return documents.render(document_id)


@shared_task
def render_waiting() -> None:
    """Every few minutes: documents that a dead worker or a broken queue left behind."""
    for document_id in Document.objects.waiting(clock.now()).values_list("pk", flat=True):
        render_document.delay(document_id=document_id)
