"""Signs of life of what runs without a person, so that silence is never taken for "all done"."""

from datetime import timedelta

from portal import clock
from portal.models import Heartbeat


def beat(name: str) -> None:
    """Say that `name` has just finished a round."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": clock.wall_time()})


def ages() -> dict[str, timedelta]:
    """How long ago each was last seen. What never ran is not among them."""
    now = clock.wall_time()
    return {row.name: row.age(now) for row in Heartbeat.objects.order_by("name")}
