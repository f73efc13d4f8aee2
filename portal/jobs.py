"""Work for later. A job is named, like a URL is, so that callers need not import it."""

from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction


def enqueue(name: str, **kwargs: Any) -> None:
    """Run the named task once the surrounding transaction has committed.

    A broker that is down never undoes the change: the sweep in `portal.tasks` finds what waits.
    """
    task = current_app.tasks[name]
    transaction.on_commit(partial(task.delay, **kwargs), robust=True)
