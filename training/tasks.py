"""What runs without a person."""

from celery import shared_task

from training import actions


@shared_task
def print_certificates(session_id: int) -> int:
    return actions.print_certificates(session_id=session_id)
