"""What a request costs here and in another version, asked in turn in one run.

    python -m tests.bench.compare FOLDER [OUR ANSWERS A TURN]

FOLDER holds a checkout of the other version. Each version runs in a process of its own, with
engines of its own, on its own demonstration. Every page that both have is asked A B B A; the
processor time of the process is printed, with the ratio, and ours against itself beside it, so
that noise can be told from a difference. After each answer the connection to the database is let go
or kept as the server does it.
"""

import json
import os
import statistics
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

HERE = Path(__file__).parents[2]
TURNS = 6
SERVE = """
import json, os, sys, time
said, sys.stdout = os.fdopen(os.dup(1), "w"), open(os.devnull, "w")
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import django
django.setup()
from django.core.management import call_command
from django.db import close_old_connections
from django.test import Client
call_command("migrate", verbosity=0, interactive=False)
call_command("prepare_demo")
from tests.journeys.crawl import pages, sign_in
found = {visit.door: visit for visit in pages()}
client, now = Client(headers={"host": "localhost"}), None
def tell(thing):
    said.write(json.dumps(thing) + chr(10)); said.flush()
tell(sorted(found))
for line in sys.stdin:
    door, times = json.loads(line)
    visit = found[door]
    if visit.role != now:
        sign_in(client, visit.role)
        now = visit.role
    client.get(visit.path)
    began = time.process_time()
    for _ in range(times):
        client.get(visit.path)
        close_old_connections()
    tell((time.process_time() - began) / times * 1000)
"""


@dataclass
class Version:
    """One version that answers, and the doors its demonstration leads to."""

    process: "subprocess.Popen[str]"

    def __post_init__(self) -> None:
        self.doors: list[str] = self.hear()

    def hear(self):
        return json.loads(cast(IO[str], self.process.stdout).readline())

    def ask(self, door: str, times: int) -> float:
        """Milliseconds of processor time for one answer."""
        asked = cast(IO[str], self.process.stdin)
        asked.write(json.dumps((door, times)) + "\n")
        asked.flush()
        return self.hear()


def serve(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "portal.engines", "--test", sys.executable, "-c", SERVE],
        cwd=folder,
        env={**os.environ, "DEMO": "1", "PYTHONPATH": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def in_turn(one: Version, other: Version, door: str, times: int) -> tuple[float, float]:
    """The quieter half of what each took: A B B A, as often as TURNS says."""
    told: dict[int, list[float]] = {0: [], 1: []}
    for _ in range(TURNS):
        for which in (0, 1, 1, 0):
            told[which].append((one, other)[which].ask(door, times))
    quiet = [statistics.mean(sorted(taken)[: len(taken) // 2]) for taken in told.values()]
    return quiet[0], quiet[1]


def compare(other_folder: Path, times: int) -> None:
    with ExitStack() as stack:
        started = [serve(folder) for folder in (HERE, HERE, other_folder)]
        for process in started:
            stack.callback(process.terminate)
        ours, again, other = (Version(process) for process in started)
        ratios, noise = [], []
        for door in sorted(set(ours.doors) & set(other.doors)):
            here, there = in_turn(ours, other, door, times)
            once, twice = in_turn(ours, again, door, times)
            ratios.append(here / there)
            noise.append(once / twice)
            sys.stdout.write(f"{door:44}{there:8.1f}{here:8.1f}{ratios[-1]:8.2f}{noise[-1]:8.2f}\n")
            sys.stdout.flush()
    for name, found in (("ours / other", ratios), ("ours / ours", noise)):
        low, middle, high = statistics.quantiles(found, n=4)
        sys.stdout.write(f"{name}: median {middle:.3f}, half of them {low:.3f} to {high:.3f}\n")


if __name__ == "__main__":
    compare(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
