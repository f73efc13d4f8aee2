"""The way back from a page."""

from django.urls import reverse

Crumb = tuple[str, str]
WAYS = {
    "partners": ("Partners", "partners:partnership_list"),
    "agencies": ("Agencies", "partners:agency_list"),
    "groups": ("Groups", "partners:group_list"),
    "actions": ("Actions", "partners:action_list"),
}


def back_to(*names: str) -> list[Crumb]:
    """The crumbs from the start of the partners' pages down to the page above this one."""
    return [(label, reverse(url)) for label, url in (WAYS[name] for name in names)]
