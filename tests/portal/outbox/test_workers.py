"""Real workers with a real queue, killed and cut off in the middle of their work."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress

import psutil
import pytest
from celery import Celery
from django.db import connection

from portal import clock
from portal.engines import valkey
from portal.models import Notice
from portal.outbox import planning, sending
from tests.factories.portal import NoticeFactory, UserFactory
from tests.portal.outbox.postbox import postbox
from tests.portal.outbox.processes import ROOT, environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("processes")]
PATIENCE = 60  # seconds; usually a few


def until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def box():
    with postbox() as found:
        yield found


@pytest.fixture
def queue(tmp_path_factory):
    """A queue of this test alone, that may be wiped."""
    with valkey(tmp_path_factory.mktemp("q"), "password") as address:
        yield Celery("test", broker=address, set_as_current=False)


@contextmanager
def worker(queue, box):
    command = ["-m", "celery", "--app", "portal", "worker", "--concurrency", "1", "--pool"]
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, *command, "prefork", "--without-gossip", "--without-mingle"],
        cwd=ROOT,
        env=environment(REDIS_URL=queue.conf.broker_url, EMAIL_URL=box.url, EMAIL_TIMEOUT="30"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield psutil.Process(process.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Pause:
    """The mail server falls silent in the middle of the first message, until we let it go on."""

    def __init__(self, box):
        self.reached, self.over, self.used = threading.Event(), threading.Event(), False
        box.on_data = self.answer

    def answer(self) -> str:
        if not self.used:
            self.used = True
            self.reached.set()
            self.over.wait(PATIENCE)
            return "451 you were gone"
        return "250 ok"


def sweep(queue) -> None:
    """What beat asks for every two minutes."""
    queue.send_task("portal.tasks.send_waiting")


def lease_runs_out() -> None:
    Notice.objects.filter(status="sending").update(lease_until=clock.wall_time())


def is_sent() -> bool:
    return Notice.objects.filter(status="sent").exists()


@pytest.mark.parametrize("victim", ["child", "parent"])
def test_a_worker_killed_in_mid_task_leaves_its_work_to_the_next(queue, box, victim):
    """F-37: the effect is there exactly once."""
    person = UserFactory()
    notice = NoticeFactory(to=person, subject=person, template="weekly")
    pause = Pause(box)

    with worker(queue, box) as first:
        queue.send_task("portal.tasks.deliver", kwargs={"notice_id": notice.pk})
        assert pause.reached.wait(PATIENCE)
        (first.children()[0] if victim == "child" else first).kill()
        pause.over.set()
        lease_runs_out()
        if victim == "child":
            sweep(queue)  # the parent has made a new child by itself
            until(is_sent)
    if victim == "parent":
        with worker(queue, box):
            sweep(queue)
            until(is_sent)

    notice.refresh_from_db()
    assert (notice.status, notice.attempts, notice.lost) == ("sent", 2, 1)
    assert box.ids == [sending.writing.message_id(notice)]


def test_a_worker_whose_database_goes_away_in_mid_task_connects_again(queue, box):
    """F-43, the half of it that is not a request."""
    people = UserFactory.create_batch(2)
    one, two = [NoticeFactory(to=p, subject=p, template="weekly") for p in people]
    pause = Pause(box)

    with worker(queue, box):
        queue.send_task("portal.tasks.deliver", kwargs={"notice_id": one.pk})
        assert pause.reached.wait(PATIENCE)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        pause.over.set()
        queue.send_task("portal.tasks.deliver", kwargs={"notice_id": two.pk})
        until(is_sent)
        lease_runs_out()
        sweep(queue)
        until(lambda: Notice.objects.filter(status="sent").count() == 2)

    one.refresh_from_db()
    assert (one.attempts, one.lost) == (2, 1)
    assert sorted(box.ids) == sorted(sending.writing.message_id(n) for n in (one, two))


def test_a_queue_that_is_wiped_loses_no_reminder(queue, deadline, people):
    """F-39: every due reminder goes out within two rounds of planner and sender."""
    for notice in NoticeFactory.create_batch(5, subject=deadline):
        queue.send_task("portal.tasks.deliver", kwargs={"notice_id": notice.pk})
    redis = queue.connection().default_channel.client
    assert redis.llen("celery") == 5

    redis.flushall()

    assert redis.llen("celery") == 0
    for _ in range(2):
        planning.plan()
        sending.send_waiting(clock.wall_time() + sending.REST)
    assert set(Notice.objects.values_list("status", flat=True)) == {"sent"}
    assert Notice.objects.filter(template="deadline_near").count() == 5 + len(people)
