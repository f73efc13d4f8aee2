"""A worker with one long job, for the test that asks it to stop."""

import os
import time
from pathlib import Path

from portal.celery import app

app.conf.worker_soft_shutdown_timeout = float(os.environ.get("SOFT_SHUTDOWN", "25"))


@app.task(name="tests.long_job")
def long_job(folder: str, seconds: float) -> None:
    """Leaves a trace when it begins and when it ends."""
    with (Path(folder) / "begun").open("a") as begun:
        begun.write("x")
    time.sleep(seconds)
    (Path(folder) / "done").touch()
