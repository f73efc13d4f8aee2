"""What the queue and the clock may ask of the portal."""

from celery import shared_task

from portal import clock, deadlines, documents, notices
from portal.models import Document, Notice


@shared_task
def deliver(notice_id: int) -> bool:
    return notices.deliver(notice_id)


@shared_task
def deliver_waiting() -> None:
    """Every few minutes: whatever a broken mail server or a dead worker left behind."""
    for notice_id in Notice.objects.waiting(clock.now()).values_list("pk", flat=True):
        deliver.delay(notice_id=notice_id)


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
