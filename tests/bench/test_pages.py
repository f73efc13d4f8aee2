"""`just bench`: queries and milliseconds of each page at 1, 10 and 100 times the demonstration.

Times are printed, with the ratio between sizes of one run, and never judged: machines differ.
The number of queries is judged: it must not grow.
"""

import statistics
import time

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.multiply import multiply
from tests.journeys.crawl import pages, sign_in

SIZES = (1, 10, 100)
TRIES = 3


def measure(client: Client, path: str) -> tuple[int, float]:
    """Queries, and the median of milliseconds of server time."""
    times = []
    client.get(path)  # what is read once a process is not the page's own
    for _ in range(TRIES):
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        times.append((time.perf_counter() - start) * 1000)
    return len(queries), statistics.median(times)


def measure_all(visits) -> dict[str, tuple[int, float]]:
    client, found = Client(headers={"host": "localhost"}), {}
    for role in {visit.role for visit in visits}:
        sign_in(client, role)
        for visit in visits:
            if visit.role == role:
                found[visit.door] = measure(client, visit.path)
    return found


def table(told: dict[int, dict[str, tuple[int, float]]]) -> str:
    head = "".join(f"{f'x{size} queries':>14}{'ms':>8}" for size in SIZES) + f"{'ratio':>8}"
    lines = [f"{'page':44}{head}"]
    for door in sorted(told[1]):
        cells = [told[size][door] for size in SIZES]
        middle = "".join(f"{queries:>14}{ms:>8.1f}" for queries, ms in cells)
        lines.append(f"{door:44}{middle}{cells[-1][1] / cells[0][1]:>8.1f}")
    return "\n".join(lines)


@pytest.mark.django_db
def test_pages_ask_as_much_however_much_there_is(settings, capsys):
    settings.DEMO = True
    call_command("prepare_demo")
    visits = pages()
    told, copies = {}, 0
    for size in SIZES:
        came = multiply(copies + 1, size - 1) if size > 1 else {}
        copies = size - 1
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        told[size] = measure_all(visits)
        with capsys.disabled():
            single = sorted(label for label, rows in came.items() if not rows)
            print(f"x{size}: {sum(came.values())} rows added; not copied: {single}")  # noqa: T201
    with capsys.disabled():
        print(table(told))  # noqa: T201

    # A list that has a second page asks once how many there are.
    grown = [d for d in told[1] if max(told[size][d][0] for size in SIZES) > told[1][d][0] + 1]
    assert grown == []
