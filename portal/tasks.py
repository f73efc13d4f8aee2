"""What the queue and the clock may ask of the portal."""

from celery import shared_task

from portal import clock, deadlines, notices
from portal.models import Notice


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
