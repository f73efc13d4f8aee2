"""A browser that tells what is wrong with a page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 20_000  # milliseconds until something that is not on the page is missed
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RUN_AXE = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(found =>
    found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`))"""


def executable() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """One person at one window."""

    def __init__(self, browser: Browser, base: str, width: int, *, script: bool = True) -> None:
        self.base = base
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda fault: self.said.append(str(fault)))

    def hear(self, message) -> None:
        expected = "status of 4" in message.text  # a page that answers 403, 404 or 422
        if message.type in ("error", "warning") and not expected:
            self.said.append(message.text)

    def sign_in(self, session: str) -> None:
        """Become the person with this session; nobody when it is empty."""
        self.context.clear_cookies()
        if session:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base}
            self.context.add_cookies([cookie])

    def go(self, path: str):
        self.said.clear()
        return self.page.goto(self.base + path)

    def audit(self) -> list[str]:
        """Everything wrong with the page as it stands: axe, width, console, headings."""
        page = self.page
        page.evaluate(AXE)  # outside the page's policy
        faults = list(page.evaluate(RUN_AXE, TAGS))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append("scrolls sideways")
        headings = page.locator("h1").count()
        if headings != 1:
            faults.append(f"{headings} first-level headings")
        faults += [f"console: {line}" for line in self.said]
        return [f"{urlsplit(page.url).path}: {fault}" for fault in faults]
