"""Asks every question in docs/access.md, and checks that none is missing.

The people and the things they ask for are made once, in one transaction that is thrown away;
every question is asked inside a savepoint, so no answer changes the next.
"""

import time
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from portal import health, heartbeats
from portal.headers import ALWAYS
from tests.access.doors import doors
from tests.access.table import WORDS, headers, rows
from tests.personas import PLACES, ROLES, persona, stranger
from tests.world import MAKERS, World

ANSWERS = {
    200: "yes",
    204: "yes",
    302: "yes",
    409: "yes",
    422: "yes",
    403: "no",
    404: "hidden",
}
EVERY_ANSWER = {"Content-Security-Policy", "X-Request-ID", *ALWAYS}
ROWS = rows()
STAY = 600  # seconds; two thirds of what a second factor is good for


class Town:
    """A world, and everybody signed in to it."""

    def __init__(self) -> None:
        self.world = World()
        self.client = Client()
        self.people = {("stranger", ""): stranger()}
        for role in ROLES:
            for place in PLACES:
                self.people[role, place] = persona(self.world, role, place)
        self.since = time.monotonic()
        self.sign_in()
        self.addresses = {row.door: self.address(row.door) for row in ROWS}

    def sign_in(self) -> None:
        signed_in = {who: self.session(person) for who, person in self.people.items()}
        self.sessions = {("nobody", ""): "", **signed_in}

    def stay(self) -> None:
        """Sign everybody in again once what they proved is old: a slow machine asks long.

        For one test: what a test writes is taken back at its end.
        """
        if time.monotonic() - self.since > STAY:
            self.sign_in()

    def session(self, person) -> str:
        self.client.cookies = SimpleCookie()  # or signing in would end the session before
        self.client.force_login(person)
        return self.client.cookies[settings.SESSION_COOKIE_NAME].value

    def address(self, door: str) -> str | None:
        """None for a door that does not exist, or leads to a thing no factory makes yet."""
        at = doors().get(door)
        if at is None or not set(at.parameters) <= set(MAKERS):
            return None
        return reverse(door, kwargs={name: self.world.answer(name) for name in at.parameters})

    def ask(self, who: tuple[str, str], method: str, address: str) -> str:
        self.client.cookies = SimpleCookie()
        if self.sessions[who]:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        before = transaction.savepoint()
        try:
            return outcome(self.client.generic(method, address))
        except Exception as fault:  # told beside the other answers, with who met it
            return f"{type(fault).__name__}: {fault}"
        finally:
            transaction.savepoint_rollback(before)


def outcome(response) -> str:
    """One of the four words; a status that has none, or an answer that lacks a header, as it is."""
    if not set(response.headers) >= EVERY_ANSWER:
        return f"{response.status_code} without {EVERY_ANSWER - set(response.headers)}"
    if response.headers.get("Location", "").startswith(reverse("account_login")):
        return "login"
    return ANSWERS.get(response.status_code, str(response.status_code))


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town()
        transaction.set_rollback(True)
    cache.clear()


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_door_opens_as_the_table_says(town: Town, row):
    address = town.addresses[row.door]
    assert address, "no such door, or no @thing in tests/factories for one of its parameters"
    owed = dict(row.answers(PLACES))
    for name in health.BEATS:
        heartbeats.beat(name)  # lately, or the portal would not be ready
    town.stay()

    told = {who: town.ask(who, row.method, address) for who in owed}

    wrong = [f"{who}: {told[who]}, not {owed[who]}" for who in owed if told[who] != owed[who]]
    assert wrong == []


def test_table_lists_every_door_and_no_other():
    listed = [(row.door, row.method) for row in ROWS]
    hung = {(name, method) for name, at in doors().items() for method in at.methods}

    assert len(listed) == len(set(listed))
    assert set(listed) == hung


def test_table_asks_everybody():
    assert headers() == [["door", "method", "nobody", "stranger", *ROLES]] * len(headers())


def test_table_speaks_only_the_four_words():
    said = {word for row in ROWS for cell in row.cells.values() for word in cell.split("/")}

    assert said <= WORDS
