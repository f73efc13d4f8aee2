"""Finds the demonstration's pages as people do: sign in, and follow the links."""

from collections import deque
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import Client

from partners.models import Standing
from tests.access.doors import doors
from tests.access.table import rows
from tests.journeys.visits import BUSY, Visit, door_at, is_page
from tests.personas import ROLES
from tests.proven import force_login

PER_DOOR = 2  # pages of one kind that are searched for links


class Links(HTMLParser):
    """Collects where a page leads."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href") or ""
        target = urlsplit(urljoin(self.path, href))
        if tag == "a" and not target.netloc and target.scheme in ("", "http"):
            self.found.append(target.path)


def sign_in(client: Client, role: str) -> str:
    """The session of the first person of the demonstration who holds this role."""
    client.cookies = SimpleCookie()
    if role == "nobody":
        return ""
    standing = Standing.objects.filter(role=ROLES[role]).select_related("person")
    force_login(client, standing.order_by("pk")[0].person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def crawl(client: Client, role: str, session: str, found: dict[str, Visit]) -> None:
    """Add to `found` the first page behind each door that this person's links lead to."""
    ways, seen, opened = deque(["/"]), {"/"}, dict.fromkeys(doors(), 0)
    while ways:
        path = ways.popleft()
        door = door_at(path)
        if opened.get(door, PER_DOOR) >= PER_DOOR or "GET" not in doors()[door].methods:
            continue
        response = client.get(path, follow=True)
        opened[door] += 1
        if not is_page(response):
            continue
        if not response.redirect_chain:
            found.setdefault(door, Visit(door, path, role, session))
        links = Links(response.request["PATH_INFO"])
        links.feed(response.content.decode())
        ways.extend(link for link in links.found if link not in seen)
        seen.update(links.found)


def pages() -> list[Visit]:
    """Every page that links lead to, for the first person who comes to it."""
    client, found = Client(headers={"host": "localhost"}), {}
    for role in dict.fromkeys(["nobody", *BUSY, *ROLES]):
        crawl(client, role, sign_in(client, role), found)
    return list(found.values())


def unreached(visits: list[Visit]) -> list[str]:
    """Doors of the access table that no link of the demonstration leads to."""
    reached = {visit.door for visit in visits}
    return [row.door for row in rows() if row.method == "GET" and row.door not in reached]
