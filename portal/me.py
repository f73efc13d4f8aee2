"""The pages about oneself. Some belong to other rooms of the portal, or to an app above it."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

PAGES = (
    ("Profile", "portal:profile"),
    ("My agencies", "partners:my_agencies"),
    ("How I sign in", "proof:ways_in"),
    ("My sessions", "proof:sittings"),
    ("Messages", "portal:my_notices"),
    ("Calendar", "portal:calendar"),
    ("What is recorded", "portal:my_record"),
)


@dataclass(frozen=True)
class Page:
    """One page about oneself, as the navigation between them shows it."""

    label: str
    href: str
    current: bool


def pages(path: str) -> list[Page]:
    """The pages there are, for whoever is at `path`."""
    return [Page(label, href, href == path) for label, name in PAGES if (href := address(name))]


def address(name: str) -> str:
    """Where a page is; nothing where the app it belongs to is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
