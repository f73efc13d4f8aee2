"""Somebody with a telephone and no JavaScript, who goes only where the pages lead."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from django.core import mail
from django.db import connection
from playwright.sync_api import Browser, Locator

from tests.journeys.browser import PATIENCE, Visitor

WIDTH = 390
PICTURES = os.environ.get("WALK_PICTURES")  # a folder: leave a picture of each page passed there
DESK = 1280
Answer = TypeVar("Answer")
seen: set[str] = set()  # pages looked at already, by their first heading


class Walker:
    """One person on the way. Everything wrong with a page they pass stands in `faults`."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.visitor = Visitor(browser, base, WIDTH, script=False)
        self.looking = Visitor(browser, base, WIDTH)  # axe is a script
        self.page = self.visitor.page
        self.page.set_default_timeout(PATIENCE)
        self.base = base
        self.faults: list[str] = []

    def come(self, path: str = "/") -> None:
        """The first page: typed, or a link in a mail."""
        response = self.page.goto(path if path.startswith("http") else self.base + path)
        assert response is not None
        self.arrived(response.status)

    def sign_in(self, name: str) -> None:
        """As one of the cast, from the first page of the demonstration."""
        self.visitor.context.clear_cookies()
        self.come("/")
        self.click(self.page.get_by_role("button", name=re.compile(f"as {name},")))

    def follow(self, *links: str) -> None:
        """Press links one after another, by what they say; the first of several of that name."""
        for link in links:
            exact = self.ways(link, exact=True)
            self.click(exact if exact.count() else self.ways(link, exact=False))

    def ways(self, name: str, *, exact: bool) -> Locator:
        """Links of this name; one that looks like a button says that it is one."""
        button = self.page.get_by_role("button", name=name, exact=exact)
        return self.page.get_by_role("link", name=name, exact=exact).or_(button)

    def within(self, words: str, link: str) -> None:
        """Press a link, or the button, in the item, row or section that holds these words."""
        parts = "main :is(li, tr, article, section, form, .govuk-summary-list__row)"
        way = self.ways(link, exact=False)
        part = self.page.locator(parts).filter(has_text=words).filter(has=way).last
        self.click(part.locator(way))

    def press(self, button: str) -> None:
        self.click(self.page.locator("main").get_by_role("button", name=button, exact=True))

    def click(self, found: Locator) -> None:
        assert found.count(), f"Nothing of that name on {self.page.url}:\n{self.text}"
        with self.page.expect_navigation() as sent:
            found.first.click()
        self.arrived(sent.value.status if sent.value else 200)

    def type(self, **typed: str) -> None:
        """Type into fields by their name in the form; a date as "3 11 2020"."""
        for name, text in typed.items():
            box = self.page.locator(f"main [name={name}]")
            if not box.count():
                for number, part in enumerate(text.split()):
                    self.page.locator(f"main [name={name}_{number}]").fill(part)
            elif box.first.evaluate("box => box.tagName") == "SELECT":
                box.first.select_option(label=text)
            else:
                box.first.fill(text)

    def tick(self, *labels: str) -> None:
        for label in labels:
            self.page.locator("main").get_by_label(label, exact=True).first.check()

    def arrived(self, status: int) -> None:
        assert status in (200, 422), f"{self.page.url} answered {status}"
        heading = self.page.locator("h1").first.inner_text()
        path = re.sub(r"\d+", "0", urlsplit(self.page.url).path)
        if f"{path} {heading} {status}" not in seen:
            seen.add(f"{path} {heading} {status}")
            self.look(path, status)

    def look(self, path: str, status: int) -> None:
        """The page as it stands, in a browser with scripts: what is wrong, and its picture."""
        html = self.page.content()
        looking = self.looking.page
        address = self.page.url

        def same(route) -> None:
            route.fulfill(status=status, content_type="text/html; charset=utf-8", body=html)

        looking.route(address, same)
        self.looking.said.clear()
        looking.goto(address)
        self.faults += self.looking.audit()
        looking.unroute(address, same)
        if PICTURES:
            self.picture(Path(PICTURES), path, status)

    def picture(self, folder: Path, path: str, status: int) -> None:
        name = f"{len(seen):03}-{path.strip('/').replace('/', '.')[:60]}-{status}"
        for width in (WIDTH, DESK):
            self.looking.page.set_viewport_size({"width": width, "height": 900})
            file = folder / f"{name}-{width}.png"
            self.looking.page.screenshot(path=file, full_page=True)
        self.looking.page.set_viewport_size({"width": WIDTH, "height": 900})

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def reads(self, *sentences: str) -> None:
        """The page says this."""
        told = " ".join(self.text.split())
        for sentence in sentences:
            assert sentence in told, f"{sentence!r} is not on {self.page.url}:\n{self.text}"


def ask(question: Callable[[], Answer]) -> Answer:
    """Ask the database beside the browser, whose event loop forbids it here."""

    def asked() -> Answer:
        try:
            return question()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asked).result()


def link_in_mail(to: str, holding: str) -> str:
    """The address in the last mail to somebody whose path holds these words."""
    for sent in reversed(mail.outbox):
        found = re.findall(rf"https?://\S*{holding}\S*", str(sent.body))
        if to in sent.to and found:
            return urlsplit(found[0]).path
    told = [f"{sent.to}: {sent.subject}" for sent in mail.outbox]
    raise AssertionError(f"No mail to {to} holds a link to {holding}: {told}")


def code_in_mail(to: str) -> str:
    """The code that proves an address, from the last mail to it."""
    bodies = [str(sent.body) for sent in mail.outbox if to in sent.to]
    return re.findall(r"^[A-Z]{4}-[A-Z]{4}$", bodies[-1], re.MULTILINE)[0]
