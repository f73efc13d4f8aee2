"""A new version is installed while a job runs: it is ended, or given back, and never lost."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from secrets import token_hex

import pytest
import redis
from celery import Celery
from django.conf import settings

PATIENCE = 60  # seconds; a worker starts in two where nothing else runs


@pytest.fixture
def queue():
    """A queue nobody else listens to."""
    name = f"stopping-{token_hex(6)}"
    yield name
    with redis.Redis.from_url(broker()) as server:
        server.delete(name)


def broker():
    """The tests' Redis, in a corner of its own."""
    return re.sub(r"/\d+$", "/9", settings.REDIS_URL)


@contextmanager
def worker(queue, soft):
    """A worker as docker-compose.yml starts one."""
    how = ["--pool", "prefork", "--concurrency", "1", "--queues", queue, "--without-mingle"]
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "celery", "--app", "tests.operations.slow", "worker", *how],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "REDIS_URL": broker(),
            "REMAP_SIGTERM": "SIGQUIT",
            "SOFT_SHUTDOWN": str(soft),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(holds):
    limit = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < limit, "it did not come about"
        time.sleep(0.05)


def stop_while_it_works(queue, folder, *, seconds, soft):
    """Give a worker a long job, and ask it to stop once it has begun."""
    sender = Celery(broker=broker(), set_as_current=False)
    with worker(queue, soft) as process:
        sender.send_task("tests.long_job", [str(folder), seconds], queue=queue)
        until((folder / "begun").exists)
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
    sender.close()


def waiting(queue):
    with redis.Redis.from_url(broker()) as server:
        return server.llen(queue)


def test_a_job_that_ends_in_time_is_ended_before_the_worker_stops(queue, tmp_path):
    stop_while_it_works(queue, tmp_path, seconds=1.5, soft=25)

    assert (tmp_path / "done").exists()
    assert (tmp_path / "begun").read_text() == "x"
    assert waiting(queue) == 0


def test_a_job_that_takes_too_long_is_given_back(queue, tmp_path):
    stop_while_it_works(queue, tmp_path, seconds=120, soft=1)

    assert not (tmp_path / "done").exists()
    assert waiting(queue) == 1
