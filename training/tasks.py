"""What runs in training without a person."""

from celery import shared_task

from portal import clock
from training import actions


@shared_task
def print_certificates(session_id: int) -> int:
    return actions.print_certificates(session_id=session_id)


@shared_task
def evaluate() -> int:
    """Each hour: evaluations whose day has come, reminders, and rounds that are over."""
    return actions.evaluate(clock.today())
