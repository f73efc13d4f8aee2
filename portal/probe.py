"""Asked by the container whether the part that runs in it does: `python -m portal.probe web`."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ADDRESS = "http://127.0.0.1:8000/healthz"
STALE = 10 * 60  # seconds; beat writes its timetable down every three minutes
BEAT = "/tmp/beat"  # noqa: S108 - in the container, where nobody else writes


def web() -> bool:
    """The process answers, asked by the name of the host that visitors use."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").partition(",")[0]
    request = urllib.request.Request(ADDRESS, headers={"Host": host})
    with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310
        return bool(answer.status == 200)


def worker() -> bool:
    """The worker in this container answers over the queue."""
    ask = ("inspect", "ping", "--destination", "worker@portal", "--timeout", "8")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "celery", "--app", "portal", *ask], check=False, capture_output=True
    )
    return done.returncode == 0


def beat() -> bool:
    """Beat has written its timetable down lately."""
    schedule = Path(BEAT)
    written = [path.stat().st_mtime for path in schedule.parent.glob(f"{schedule.name}*")]
    return bool(written) and time.time() - max(written) < STALE


PARTS = {"web": web, "worker": worker, "beat": beat}


def main(part: str) -> int:
    try:
        return 0 if PARTS[part]() else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
