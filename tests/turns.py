"""Two people at once, in an order that does not depend on luck."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction

PATIENCE = 10  # seconds
WAITS_FOR_US = """
    SELECT EXISTS (
        SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
    )
"""


def meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What `second` gives or raises that begins when `first` is done and not yet committed.

    Needs `django_db(transaction=True)`: each has a connection of its own.
    """
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            first()
            answer = other.submit(alone, second)
            until = time.monotonic() + PATIENCE
            while not answer.done() and not waits_for_us() and time.monotonic() < until:
                time.sleep(0.01)
        return answer.result(PATIENCE)


def alone(action: Callable[[], Any]) -> Any:
    try:
        return action()
    finally:
        connection.close()


def waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITS_FOR_US)
        return bool(cursor.fetchone()[0])
