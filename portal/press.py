"""The press: HTML in, tagged PDF out, reading nothing but the fonts and styles it was given.

`python -m portal.press` prints from standard input to standard output, in a process of its own with
limits on memory and time. It knows no settings and no database.
"""

import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSETS = {
    path.name: path
    for path in (Path(__file__).resolve().parent.parent / "static" / "paper").iterdir()
    if path.suffix in {".css", ".ttf"}
}
TYPES = {".css": "text/css", ".ttf": "font/ttf"}
MEMORY = 1_500_000_000
SECONDS = 90
# 10,000 rows take over a minute and 650 MB; 400 elements inside one another break the layout.
MOST_ROWS = 5_000
MOST_DEEP = 150
NEVER_CLOSED = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class TooMuch(Exception):
    """More than the press lays out in one piece."""


class Measure(HTMLParser):
    """Stops at the first row, or the first element inside elements, that is too many."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.rows += tag == "tr"
        self.deep += tag not in NEVER_CLOSED
        if self.rows > MOST_ROWS or self.deep > MOST_DEEP:
            raise TooMuch

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element closed where it opens, as in a drawing, holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        self.deep -= tag not in NEVER_CLOSED


@dataclass(frozen=True)
class Printed:
    """A PDF and the number of its pages."""

    pdf: bytes
    pages: int


class AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Opens `data:` addresses and our own `asset:` names; anything else stops the press."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        scheme, _, name = url.partition(":")
        if scheme == "data":
            return super().fetch(url, headers)
        if scheme != "asset" or name not in ASSETS:
            raise FatalURLFetchingError(f"refused {scheme}: address in a paper")
        path = ASSETS[name]
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def print_pdf(html: str) -> Printed:
    """Lay out and tag as PDF/UA-1. The same text gives the same bytes: it carries its date.

    Raises TooMuch, or FatalURLFetchingError for an address that is none of ours.
    """
    Measure().feed(html)
    paper = HTML(string=html, url_fetcher=AssetFetcher(), base_url="asset:").render(
        font_config=FontConfiguration(), pdf_variant="pdf/ua-1"
    )
    return Printed(paper.write_pdf(pdf_variant="pdf/ua-1"), len(paper.pages))


def limit() -> None:
    """No paper may take the whole machine."""
    import resource  # noqa: PLC0415 - Unix only; the press apart runs nowhere else

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> None:
    limit()
    printed = print_pdf(sys.stdin.buffer.read().decode())
    sys.stdout.buffer.write(b"%d\n" % printed.pages + printed.pdf)


if __name__ == "__main__":
    main()
