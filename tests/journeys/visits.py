"""Who goes where: each page of the portal, and a person who may open it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.access.doors import doors
from tests.access.table import Row, rows
from tests.personas import PLACES, ROLES, persona
from tests.world import MAKERS, World

# allauth's own pages have no door; they are ours to look at all the same.
BEFORE_SIGN_IN = (
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
)
SIGNED_IN = ("account_change_password", "account_email", "account_logout")
# Open to everybody, and to these with more on the page: looked at once as nobody, once as they.
SHOWN_MORE = {
    "training:course": ("training lead",),
    "training:course_list": ("training lead",),
    "training:session": ("training lead",),
}
# Asked first, because their pages hold the most.
BUSY = ("business team", "review lead", "CDOP coordinator", "training lead", "executive")


@dataclass(frozen=True)
class Visit:
    """A page, by its door and its path, and the role (or "nobody") and session to open it with."""

    door: str
    path: str
    role: str
    session: str


class Cast:
    """One person of each role, signed in; "nobody" has no session."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client = Client()
        self.sessions = {"nobody": ""}
        for role in ROLES:
            self.client.cookies = SimpleCookie()
            self.client.force_login(persona(world, role))
            self.sessions[role] = self.client.cookies[settings.SESSION_COOKIE_NAME].value

    def get(self, role: str, path: str):
        self.client.cookies = SimpleCookie()
        if self.sessions[role]:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return self.client.get(path)

    def may(self, row: Row) -> list[str]:
        """Roles the table lets in here, the busiest first; only "nobody" where all may."""
        answers = dict(row.answers(PLACES))
        if answers["nobody", ""] == "yes":
            return ["nobody", *SHOWN_MORE.get(row.door, ())]
        return [role for role in dict.fromkeys([*BUSY, *ROLES]) if answers[role, "here"] == "yes"]

    def path(self, door: str) -> str | None:
        at = doors().get(door)
        if at is None or not set(at.parameters) <= set(MAKERS):
            return None  # tests/access says so
        return reverse(door, kwargs={name: self.world.answer(name) for name in at.parameters})

    def pages(self) -> Iterator[Visit]:
        """Every page once, for one person; files and redirections are left out."""
        for door, path, roles in self.addresses():
            for role in roles if door in SHOWN_MORE else roles[:1]:
                if is_page(self.get(role, path)):
                    yield Visit(door, path, role, self.sessions[role])

    def addresses(self) -> Iterator[tuple[str, str, list[str]]]:
        for row in rows():
            path = self.path(row.door) if row.method == "GET" else None
            if path:
                yield row.door, path, self.may(row)
        for name in BEFORE_SIGN_IN:
            yield name, reverse(name), ["nobody"]
        for name in SIGNED_IN:
            yield name, reverse(name), ["business team"]

    def forms(self) -> dict[str, Visit]:
        """The first page, for somebody, that holds a form for each door that takes a POST."""
        found: dict[str, Visit] = {}
        for door, path, roles in self.addresses():
            for role in roles:
                response = self.get(role, path)
                if not is_page(response):
                    break
                for action in actions(response.content.decode(), path):
                    found.setdefault(action, Visit(door, path, role, self.sessions[role]))
        return found


def is_page(response) -> bool:
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


class Forms(HTMLParser):
    """Collects where the forms of a page send what was typed."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form" and (attributes.get("method") or "").lower() == "post":
            self.found.append(attributes.get("action") or self.path)


def actions(html: str, path: str) -> list[str]:
    """Names of the doors to which a page's forms lead; allauth's are left out."""
    parser = Forms(path)
    parser.feed(html)
    return [name for name in map(door_at, parser.found) if name in doors()]


def door_at(action: str) -> str:
    try:
        match = resolve(re.sub(r"[?#].*", "", action))
    except Resolver404:
        return action
    return f"{match.namespace}:{match.url_name}"
