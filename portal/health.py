"""Whether the portal can do its work now, one finding for each thing it leans on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from platform import python_version
from typing import Any
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal import clock, heartbeats
from portal.models import Document, Drill, Notice

# What has to beat, and the job that does it.
BEATS = {"planner": "portal.tasks.plan", "sender": "portal.tasks.send_waiting"}
PACKAGES = ("django", "django-allauth", "django-guardian", "celery", "weasyprint")
DRILL = "Restore drill"
DRILL_LASTS = timedelta(days=35)
ANCHOR = "Record kept elsewhere"
ANCHOR_LASTS = timedelta(days=2)
HOUR = timedelta(hours=1)


class NotHealthy(Exception):
    """What is wrong, in words for an operator."""


@dataclass(frozen=True)
class Finding:
    """One thing the portal leans on, whether it holds, and what an operator should know of it."""

    name: str
    holds: bool
    told: str


@dataclass(frozen=True)
class Queue:
    """Work that waits."""

    name: str
    waiting: int


def findings() -> list[Finding]:
    """Everything that must hold before visitors are let in."""
    return [found(name, look) for name, look in LOOKS.items()]


def is_ready() -> bool:
    return all(finding.holds for finding in findings())


def found(name: str, look: Callable[[], str]) -> Finding:
    """Look at one thing. Whatever goes wrong with it must not stop the page that tells of it."""
    try:
        return Finding(name, True, look())
    except NotHealthy as fault:
        return Finding(name, False, str(fault))
    except Exception as fault:
        return Finding(name, False, f"does not answer ({type(fault).__name__})")


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        if cursor.fetchone() != ("off",):
            raise NotHealthy("takes no changes: it is a stand-by, or was set to reading only")
    return "answers and takes changes"


def shared_cache() -> str:
    key = f"health:{uuid4()}"
    cache.set(key, "here", 10)
    if cache.get(key) != "here":
        raise NotHealthy("forgets at once what it was given")
    return "answers"


def migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise NotHealthy(f"{len(waiting)} not applied: run manage.py migrate")
    return "all applied"


def storage() -> str:
    name = default_storage.save(f"health/{uuid4()}", ContentFile(b"here"))
    default_storage.delete(name)
    return "can be written to"


def heart(name: str) -> Callable[[], str]:
    """Look whether something ran lately: no longer ago than two of its rounds."""

    def look() -> str:
        age = heartbeats.ages().get(name)
        if age is None:
            raise NotHealthy("has not run yet: see that beat and worker are started")
        if age > 2 * every(BEATS[name]):
            raise NotHealthy(f"last ran {minutes(age)} ago: look at beat and worker")
        return f"ran {minutes(age)} ago"

    return look


def every(task: str) -> timedelta:
    """How far apart the timetable starts a job."""
    timetable: Any = settings.CELERY_BEAT_SCHEDULE.values()
    (seconds,) = (entry["schedule"] for entry in timetable if entry["task"] == task)
    return timedelta(seconds=seconds)


def minutes(age: timedelta) -> str:
    whole = int(age.total_seconds() // 60)
    return f"{whole} minute{'' if whole == 1 else 's'}"


LOOKS: dict[str, Callable[[], str]] = {
    "Database": database,
    "Cache": shared_cache,
    "Migrations": migrations,
    "Storage of files": storage,
    **{name.capitalize(): heart(name) for name in BEATS},
}


def last_drill(now: datetime) -> Finding:
    """Whether a backup was restored, and held, lately enough. Visitors need not wait for it."""
    drill = Drill.objects.order_by("-begun_at").first()
    if drill is None:
        return Finding(DRILL, False, "no backup was ever restored: run manage.py restore_drill")
    day = f"{clock.london_day(drill.begun_at):%-d %B %Y}"
    if not drill.held:
        return Finding(DRILL, False, f"failed on {day}: {', '.join(drill.faults)}")
    if now - drill.begun_at > DRILL_LASTS:
        return Finding(DRILL, False, f"last held on {day}, more than 35 days ago")
    return Finding(DRILL, True, f"held on {day} and took {drill.seconds} seconds")


def last_anchor() -> Finding:
    """Whether the seals of the record left this machine lately. Visitors need not wait for it."""
    age = heartbeats.ages().get("anchor")
    if age is None:
        return Finding(ANCHOR, False, "the seals were never copied elsewhere")
    told = f"the seals were copied elsewhere {age // HOUR} hours ago"
    return Finding(ANCHOR, age < ANCHOR_LASTS, told)


def queues(now: datetime) -> Iterator[Queue]:
    yield Queue("Notices not yet sent", Notice.objects.owed().count())
    yield Queue("Papers not yet made", Document.objects.waiting(now).count())
    yield Queue("Messages to the worker", messages())


def messages() -> int:
    """How many messages wait in Redis. Where there is no queue, as in tests, none."""
    if current_app.conf.task_always_eager:
        return 0
    with current_app.connection_for_read() as broker:
        channel: Any = broker.default_channel
        return int(channel.client.llen(current_app.conf.task_default_queue))


def versions() -> dict[str, str]:
    """What runs here, for an operator who reads of a fault in one of these."""
    packages = {name: version(name) for name in PACKAGES}
    return {"python": python_version(), "postgresql": server_version(), **packages}


def server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        told: str = cursor.fetchone()[0]
    return told.split()[0]
