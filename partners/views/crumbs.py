"""The way back from a page."""

from django.urls import reverse

Crumb = tuple[str, str]
WAYS = {
    "partners": ("Partners", "partners:partnership_list"),
    "agencies": ("Agencies", "partners:agency_list"),
    "groups": ("Groups", "partners:group_list"),
    "actions": ("Actions", "partners:action_list"),
    "people": ("People", "partners:person_list"),
    "invitations": ("Invitations", "partners:invitation_list"),
    "requests": ("Requests to join", "partners:claim_list"),
    "domains": ("Email domains", "partners:domain_list"),
    "access reviews": ("Access reviews", "partners:access_review_list"),
    "my agencies": ("My agencies", "partners:my_agencies"),
}


def back_to(*names: str) -> list[Crumb]:
    """The crumbs from the start of the partners' pages down to the page above this one."""
    return [(label, reverse(url)) for label, url in (WAYS[name] for name in names)]
