"""Whose dashboard a page shows."""

from django.shortcuts import get_object_or_404

from dashboard import access
from partners.models import Partnership
from portal import clock
from portal.exports import Ask
from portal.http import PortalRequest


def chosen_partnership(request: PortalRequest) -> Partnership:
    """The one asked for with `?partnership=`, or else the person's first that is live."""
    return partnership_of(Ask.of(request))


def partnership_of(ask: Ask) -> Partnership:
    ours = access.partnerships(ask.user)
    asked = ask.asked.get("partnership", "")
    if asked:
        return get_object_or_404(ours, pk=int(asked) if asked.isdecimal() else 0)
    return ours.live(clock.today()).first() or ours[0]
