"""What runs without a person."""

from celery import shared_task

from partners import actions


@shared_task
def start_clocks() -> int:
    """Each hour: actions that came in with a pack are reminded of like any other."""
    return actions.start_clocks()
