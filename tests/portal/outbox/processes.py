"""Real processes against the test database, real mail against a box of ours."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

ROOT = Path(__file__).parents[3]


def environment(**more: str) -> dict[str, str]:
    """The surroundings of a process that shares the test's database and nothing else."""
    given = urlsplit(os.environ["DATABASE_URL"])
    address = urlunsplit(given._replace(path=f"/{connection.settings_dict['NAME']}"))
    kept = {k: v for k, v in os.environ.items() if k not in ("DEMO", "PYTEST_CURRENT_TEST")}
    return {
        **kept,
        "DATABASE_URL": address,
        "DEBUG": "1",
        "OUTBOX_LEASE_SECONDS": "4",
        "LOG_LEVEL": "CRITICAL",
        "PYTHONWARNINGS": "ignore",
        **more,
    }


def act(*words: object, expect: int = 0, **more: str) -> dict[str, int]:
    """Run one of `acts`; gives what it printed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.portal.outbox.acts", *map(str, words)],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == expect, done.stderr[-2000:]
    return json.loads(done.stdout) if done.stdout else {}
