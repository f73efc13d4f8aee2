"""What processes do that are killed while they do it.

    python -m tests.portal.outbox.acts ACT [then ACT]

plan N                N planners at once
send N SEED [POISON]  N senders at once; each dies by SIGKILL at points that SEED chooses, and is
                      started again. The notice with the id POISON kills whoever sends it.
crash PERSON          owe a person something and die between the commit and the broker

Prints one line of JSON: how often a sender was killed, and where.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import django

LIKELY = {"claimed": 0.03, "answered": 0.03, "marking": 0.02}


def in_children(number: int, work: Callable[[], None]) -> int:
    """Run `work` in `number` processes; whoever is killed is started again. Says how many were."""
    from django.db import connection  # noqa: PLC0415

    connection.close()
    living, killed = {born(work) for _ in range(number)}, 0
    while living:
        pid, status = os.wait()
        living.discard(pid)
        if os.WIFSIGNALED(status):
            killed += 1
            living.add(born(work))
        elif status:
            sys.exit("A child failed.")
    return killed


def born(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def plan() -> None:
    from portal.outbox import planning  # noqa: PLC0415

    if not planning.plan():
        raise RuntimeError("A step failed.")


class Fate:
    """Kills the process at points chosen by the seed, the notice and the attempt."""

    def __init__(self, seed: str, poison: int, diary: Path) -> None:
        self.seed, self.poison, self.diary = seed, poison, diary
        self.notice = None
        self.first = 0

    def strike(self, point: str) -> None:
        number = self.notice.subject_id - self.first  # the same in every run, as keys are not
        chosen = random.Random(f"{self.seed}:{number}:{self.notice.attempts}:{point}")
        poisoned = point == "claimed" and self.notice.pk == self.poison
        if poisoned or chosen.random() < LIKELY[point]:
            with self.diary.open("a") as lines:
                lines.write(f"{point}\n")
            os.kill(os.getpid(), signal.SIGKILL)

    def stand_in_the_way(self) -> None:
        """Before the mail server is asked, after it answered, and before our mark is committed."""
        from portal.models import Notice  # noqa: PLC0415
        from portal.outbox import sending, writing  # noqa: PLC0415

        self.first = min(Notice.objects.values_list("subject_id", flat=True))
        attempt, send, ours = sending.attempt, writing.NoticeMessage.send, sending.ours

        def attempted(notice):
            self.notice = notice
            return attempt(notice)

        def sent(message, *args):
            self.strike("claimed")
            send(message, *args)
            self.strike("answered")

        def marked(notice):
            held = ours(notice)
            update = held.update

            def updated(**facts):
                number = update(**facts)
                self.strike("marking")
                return number

            held.update = updated
            return held

        sending.attempt, writing.NoticeMessage.send, sending.ours = attempted, sent, marked


def send_all() -> None:
    """As beat and worker do together, only faster: a round, a breath, until nothing is owed."""
    from portal import clock  # noqa: PLC0415
    from portal.models import Notice  # noqa: PLC0415
    from portal.outbox import sending  # noqa: PLC0415

    while Notice.objects.owed().exists():
        sending.send_waiting(clock.wall_time() + sending.REST)
        time.sleep(0.05)


def send(number: str, seed: str, poison: str = "0") -> None:
    with tempfile.TemporaryDirectory() as folder:
        diary = Path(folder) / "diary"
        diary.touch()
        Fate(seed, int(poison), diary).stand_in_the_way()
        killed = in_children(int(number), send_all)
        struck = Counter(diary.read_text().split())
    sys.stdout.write(json.dumps({"killed": killed, **struck}) + "\n")


def crash(person: str) -> None:
    from django.db import transaction  # noqa: PLC0415

    from portal import notices  # noqa: PLC0415
    from portal.models import User  # noqa: PLC0415

    with transaction.atomic():
        transaction.on_commit(lambda: os._exit(9))
        user = User.objects.get(pk=person)
        notices.queue("weekly", to=user, about=user, once="crash")


def plan_in(number: str) -> None:
    in_children(int(number), plan)


def main(*words: str) -> None:
    django.setup()
    for act in " ".join(words).split(" then "):
        name, *rest = act.split()
        {"plan": plan_in, "send": send, "crash": crash}[name](*rest)


if __name__ == "__main__":
    main(*sys.argv[1:])
