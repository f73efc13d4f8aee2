"""Finds, by query, what people should be told. Any number of planners may run, at any time."""

import logging
from collections.abc import Callable
from datetime import datetime

from portal import clock, deadlines, heartbeats
from portal.outbox import daily, weekly

log = logging.getLogger(__name__)

STEPS: tuple[Callable[[datetime], object], ...] = (
    lambda at: deadlines.remind(clock.today()),
    weekly.state,
    daily.gather,
)


def plan() -> bool:
    """One round. A step that fails stops no other, and the heart does not beat."""
    done = [succeeds(step) for step in STEPS]
    if all(done):
        heartbeats.beat("planner")
    return all(done)


def succeeds(step: Callable[[datetime], object]) -> bool:
    try:
        step(clock.wall_time())
    except Exception as fault:
        log.exception("The planner could not finish: %s", type(fault).__name__)
        return False
    return True
