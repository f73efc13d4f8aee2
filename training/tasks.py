"""What runs in training without a person."""

from celery import shared_task

from portal import clock
from training import actions
from training.actions import policies


@shared_task
def print_certificates(session_id: int) -> int:
    return actions.print_certificates(session_id=session_id)


@shared_task
def evaluate() -> int:
    """Each hour: evaluations whose day has come, reminders, and rounds that are over."""
    return actions.evaluate(clock.today())


@shared_task
def turn_waiting_lists() -> int:
    """Every few minutes: places kept too long are free, and free places are offered in order."""
    return actions.turn_lists()


@shared_task
def remind_of_training() -> int:
    """Every morning: who has a place on a session that is near."""
    return actions.remind_of_training()


@shared_task
def remove_old_needs() -> int:
    return actions.remove_old_needs()


@shared_task
def tell_new_dates() -> int:
    """Each morning: who asked to be told of new dates, and of which courses there are some."""
    return actions.tell_new_dates()


@shared_task
def watch_policies() -> int:
    """Each night: the review falls due of policies that came in agreed."""
    return policies.watch_reviews()
