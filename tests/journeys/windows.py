"""People at their windows: they sign in once, and from there follow what the page shows them.

Nothing here knows an address: whoever is lost on a page is lost in the test.
"""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Locator

from tests.journeys.browser import PATIENCE, Visitor


class Window(Visitor):
    """One person of the cast at one telephone, without JavaScript."""

    def __init__(self, browser: Browser, base: str, name: str, seen: list[tuple[str, str]]) -> None:
        super().__init__(browser, base, 390, script=False)
        self.name = name
        self.seen = seen  # (address, title) of every page
        self.page.set_default_timeout(PATIENCE)

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def says(self) -> str:
        """What the page says, in one line."""
        return " ".join(self.main.inner_text().split())

    def arrive(self) -> None:
        """Begin at the first page, as this person: the demonstration lets one in by name."""
        self.go("/")
        self.click(self.main.get_by_role("button", name=f"Sign in as {self.name},"))

    def click(self, thing: Locator) -> None:
        """Go where it leads. An answer that faults something typed is no way on."""
        with self.page.expect_navigation() as going:
            thing.click()
        told = going.value
        self.seen.append((self.page.url, self.page.title()))
        assert told is None or told.status == 200, f"{told.status}: {self.faults()}"

    def faults(self) -> str:
        return " ".join(self.page.locator(".govuk-error-summary, h1").all_inner_texts())

    def menu(self, label: str) -> None:
        self.click(self.page.get_by_role("navigation", name="Menu").get_by_role("link", name=label))

    def follow(self, link: str, beside: str = "") -> None:
        """Open a link of the page; `beside`: words of the row or part it stands in."""
        self.click(self.part(beside).get_by_role("link", name=link).first)

    def offers(self, link: str) -> bool:
        return self.main.get_by_role("link", name=link).count() > 0

    def back_to(self, crumb: str) -> None:
        crumbs = self.page.get_by_role("navigation", name="Breadcrumb")
        self.click(crumbs.get_by_role("link", name=crumb))

    def press(self, button: str, beside: str = "") -> None:
        self.click(self.part(beside).get_by_role("button", name=button).first)

    def part(self, words: str) -> Locator:
        """The smallest part of the page that holds these words and something to do."""
        if not words:
            return self.main
        parts = self.main.locator("li, tr, section, form, dl > div").filter(has_text=words)
        return parts.filter(has=self.page.locator("a, button")).last

    def labelled(self, label: str) -> Locator:
        """The first box whose label begins with these words."""
        begins = re.compile(f"^\\s*{re.escape(label)}(?!\\w)")
        return self.main.get_by_label(begins).first

    def fill(self, label: str, text: str) -> None:
        self.labelled(label).fill(text)

    def choose(self, question: str, answer: str) -> None:
        """One answer of a question that shows all of them."""
        begins = re.compile(f"^\\s*{re.escape(answer)}")
        self.question(question).get_by_label(begins).first.check()

    def question(self, words: str) -> Locator:
        return self.main.get_by_role("group").filter(has_text=words).last

    def tick(self, *labels: str) -> None:
        for label in labels:
            self.labelled(label).check()

    def pick(self, label: str, option: str) -> None:
        """One of a list that has to be opened, by the first words of it."""
        asked = self.labelled(label)
        offered = asked.locator("option").all_inner_texts()
        [found] = [one for one in offered if one.strip().startswith(option)][:1]
        asked.select_option(label=found.strip())

    def day(self, question: str, day: date) -> None:
        boxes = self.question(question)
        for part in ("day", "month", "year"):
            boxes.get_by_label(part.capitalize()).fill(str(getattr(day, part)))

    def add_file(self, label: str, name: str, content: bytes) -> None:
        file = {"name": name, "mimeType": "application/pdf", "buffer": content}
        self.labelled(label).set_input_files([file])

    def timeline(self) -> list[str]:
        """What was done, the first thing first."""
        told = self.main.locator(".app-timeline__title").all_inner_texts()
        return [words.strip() for words in reversed(told)]

    def shoot(self, folder: Path, name: str) -> None:
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)


class Company:
    """Everybody who has a part in a case, each at a window of their own, and the day it is."""

    def __init__(self, browser: Browser, base: str, settings) -> None:
        self.browser, self.base, self.settings = browser, base, settings
        self.windows: dict[str, Window] = {}
        self.seen: list[tuple[str, str]] = []

    def __getitem__(self, name: str) -> Window:
        """The window of a person, who arrives when they are first needed."""
        if name not in self.windows:
            self.windows[name] = Window(self.browser, self.base, name, self.seen)
            self.windows[name].arrive()
        return self.windows[name]

    def passer_by(self) -> Window:
        """Somebody who is not signed in, at the first page."""
        window = Window(self.browser, self.base, "", self.seen)
        window.go("/")
        return window

    @property
    def today(self) -> date:
        return self.settings.DEMO_TODAY

    def wait_until(self, day: date) -> None:
        """The calendar of the demonstration goes on only when somebody turns it."""
        assert day >= self.today
        self.settings.DEMO_TODAY = day
