"""`just bench`: the catalogue, the page of a session and whole bookings, asked by eight at once.

Two gunicorn processes answer over loopback, PostgreSQL and the eight clients share the machine.
Forty people want twenty places, and each goes the way of a browser without scripts: the page of
the session, taking a place, its details, and the page that says it is booked. Printed for 1, 10
and 100 times the demonstration: requests and bookings a second, how long half of them and 95 in
100 took at most, statements, and how long a fixed loop of Python takes, as a yardstick of the
machine. Times are never judged. That all places were given and none twice is, and that no page
asks more as the portal grows.
"""

import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from typing import NamedTuple

import psutil
import pytest
from celery import current_app
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import Partnership
from portal import clock
from tests.bench.multiply import multiply
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.training import CourseFactory, SessionFactory
from tests.portal.outbox.processes import ROOT, environment
from tests.training.crowd import Somebody, Stranger
from training.models import Booking, Session

SIZES = (1, 10, 100)
CLIENTS, ASKED = 8, 400
PEOPLE, PLACES, ALONE = 40, 20, 8


class Told(NamedTuple):
    """How often a second, and milliseconds for half of them and for 95 in 100."""

    name: str
    rate: float
    half: float
    most: float
    statements: int

    def __str__(self) -> str:
        return (
            f"{self.name:32}{self.rate:9.1f} /s   p50 {self.half:7.1f} ms   "
            f"p95 {self.most:7.1f} ms   {self.statements} statements"
        )


def yardstick() -> float:
    """Milliseconds for a fixed loop: machines, and hours of one machine, differ."""
    began = time.perf_counter()
    sum(number * number for number in range(2_000_000))
    return (time.perf_counter() - began) * 1000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server():
    """Two processes that answer, as in production; gives their address and the process."""
    port = free_port()
    words = ["-m", "gunicorn", "portal.wsgi", "--workers", "2", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, *words],
        cwd=ROOT,
        env=environment(DEBUG="0", DEMO="1"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}", psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(port: int) -> None:
    for _ in range(300):
        asked = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asked.request("GET", "/healthz")
            asked.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            asked.close()
    raise AssertionError("The portal did not answer within 30 seconds.")


def processor_seconds(process: psutil.Process) -> float:
    every = [process, *process.children(recursive=True)]
    return sum(sum(one.cpu_times()[:2]) for one in every)


def timed(ask: Callable[[int], object], number: int) -> tuple[float, list[float]]:
    """Seconds in all, and milliseconds of each, with eight at work."""

    def one(which: int) -> float:
        began = time.perf_counter()
        ask(which)
        return (time.perf_counter() - began) * 1000

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        taken = list(pool.map(one, range(number)))
    return time.perf_counter() - began, taken


def told(name: str, ask: Callable[[int], object], number: int, statements: int) -> Told:
    for which in range(CLIENTS) if number == ASKED else ():
        ask(which)  # what a process reads once is not the page's own
    seconds, taken = timed(ask, number)
    twentieths = statistics.quantiles(taken, n=20)
    return Told(name, number / seconds, statistics.median(taken), twentieths[-1], statements)


def statements_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@contextmanager
def sent_by_a_worker():
    """Mail is not written while somebody waits for a page: its statements are not the page's."""
    current_app.conf.update(task_always_eager=False)
    try:
        yield
    finally:
        current_app.conf.update(task_always_eager=True)


class Way:
    """The pages from seeing a session to having a place on it."""

    def __init__(self, session, agency) -> None:
        self.session, self.agency = session, agency

    def go(self, one: Somebody) -> bool:
        """Whether they were given a place; who was not is on the waiting list."""
        assert one.ask("GET", self.session.get_absolute_url()).status == 200
        led = one.book(self.session, self.agency)
        assert led.status == 302, led.text[:500]
        page = one.ask("GET", led.location)
        assert page.status == 200
        if not led.location.endswith("/details/"):
            return False
        booked = one.ask("POST", led.location, job="Health visitor")
        assert booked.status == 302, booked.text[:500]
        return one.ask("GET", booked.location).status == 200

    def statements(self, person) -> int:
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        path = reverse("training:book", kwargs={"session_id": self.session.pk})
        with sent_by_a_worker(), CaptureQueriesContext(connection) as asked:
            client.get(self.session.get_absolute_url())
            led = client.post(path, {"agency": self.agency.pk})["Location"]
            client.get(led)
            booked = client.post(led, {"job": "Health visitor"})
            client.get(booked["Location"])
        return len(asked)

    def cost(self, person, base: str, process: psutil.Process) -> float:
        """Milliseconds of processor time of the portal for one booking, with nobody else there."""
        before = processor_seconds(process)
        assert self.go(Somebody(person, base))
        return (processor_seconds(process) - before) * 1000


def scene() -> tuple[Partnership, object, list]:
    """Somebody's agency and the people of it."""
    standing = StandingFactory(
        partnership=Partnership.objects.order_by("pk")[0], agency=AgencyFactory()
    )
    at = {"partnership": standing.partnership, "agency": standing.agency}
    return (
        standing.partnership,
        standing.agency,
        [StandingFactory(**at).person for _ in range(PEOPLE + ALONE)],
    )


def new_session(partnership, places: int):
    """A date of its own each time: nobody is to be somewhere else then."""
    starts = clock.now() + timedelta(days=40 + Session.objects.count())
    return SessionFactory(
        course=CourseFactory(partnership=partnership), places=places, starts_at=starts
    )


def workload(base: str, process: psutil.Process, where) -> list[Told]:
    partnership, agency, people = where
    session = new_session(partnership, PLACES)
    lists, page = reverse("training:date_list"), session.get_absolute_url()
    stranger, anybody = Client(headers={"host": "localhost"}), Stranger(base)
    asked = [
        told(name, lambda _, at=path: answered(anybody, at), ASKED, statements_of(stranger, path))
        for name, path in (("list of dates", lists), ("page of a session", page))
    ]
    alone = Way(new_session(partnership, ALONE), agency)
    statements = alone.statements(people[-1])
    costs = [alone.cost(one, base, process) for one in people[PEOPLE:-1]]
    cost = statistics.median(costs[2:])  # after each process has read its templates
    crowd, way = [Somebody(person, base) for person in people[:PEOPLE]], Way(session, agency)
    booked = told("booking, end to end", lambda i: way.go(crowd[i]), PEOPLE, statements)
    given = Booking.objects.filter(session=session, status="booked")
    assert sorted(given.values_list("place", flat=True)) == list(range(1, PLACES + 1))
    return [*asked, booked._replace(name=f"booking ({cost:.0f} ms CPU each)")]


def answered(one: Stranger, path: str) -> None:
    assert one.ask("GET", path).status == 200


@pytest.mark.django_db(transaction=True)
def test_the_workload_of_a_booking_system(settings, capsys):
    settings.DEMO = True
    call_command("prepare_demo")
    where, copies, asked = scene(), 0, {}
    with server() as (base, process):
        for size in SIZES:
            if size > 1:
                multiply(copies + 1, size - 1)
                copies = size - 1
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            found = workload(base, process, where)
            asked[size] = [one.statements for one in found]
            with capsys.disabled():
                head = f"x{size}: {Booking.objects.count()} bookings; loop {yardstick():.0f} ms"
                sys.stdout.write("\n".join(["", head, *map(str, found), ""]))
    few, many = asked[SIZES[0]], asked[SIZES[-1]]
    # A list that has a second page asks once how many there are.
    assert all(more <= one + 1 for one, more in zip(few, many, strict=True))
