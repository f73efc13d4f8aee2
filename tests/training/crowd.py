"""People who book by HTTP, each in a browser of their own, all at the same moment."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse

TOKEN = "a" * 32  # any: cookie and form hold the same
HANDS = 32  # requests that are truly under way at once


class Answer(NamedTuple):
    """What one person was told: the status, and where they were led."""

    status: int
    location: str
    text: str


class Stranger:
    """Somebody who did not sign in."""

    def __init__(self, base: str, **cookies: str) -> None:
        self.netloc = urlsplit(base).netloc
        names = {settings.CSRF_COOKIE_NAME: TOKEN, **cookies}
        self.cookie = "; ".join(f"{name}={value}" for name, value in names.items())

    def ask(self, method: str, path: str, **typed: Any) -> Answer:
        connection = HTTPConnection(self.netloc, timeout=120)
        heads = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": TOKEN,
        }
        try:
            connection.request(method, path, urlencode(typed), heads)
            got = connection.getresponse()
            text = got.read().decode()
            return Answer(got.status, got.getheader("Location") or "", text)
        finally:
            connection.close()


class Somebody(Stranger):
    """One person with a session of their own."""

    def __init__(self, user: Any, base: str) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        super().__init__(base, **{name: client.cookies[name].value})
        self.user = user

    def book(self, session: Any, agency: Any) -> Answer:
        path = reverse("training:book", kwargs={"session_id": session.pk})
        return self.ask("POST", path, agency=agency.pk)


def all_at_once(people: list[Somebody], ask: Any) -> list[Answer]:
    """Everybody asks; as many as there are hands begin in the same instant."""
    gate = Barrier(min(HANDS, len(people)))
    begun = iter(range(gate.parties))

    def go(one: Somebody) -> Answer:
        if next(begun, None) is not None:
            gate.wait()
        return ask(one)

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(go, people))


def number_in_queue(page: str) -> int:
    """The position that a page tells."""
    found = re.search(r"Number (\d+) in the queue", page)
    return int(found[1]) if found else 0
