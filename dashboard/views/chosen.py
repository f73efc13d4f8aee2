"""Whose dashboard a page shows."""

from django.shortcuts import get_object_or_404

from dashboard import access
from partners.models import Partnership
from portal import clock
from portal.http import PortalRequest


def chosen_partnership(request: PortalRequest) -> Partnership:
    """The one asked for with `?partnership=`, or else the person's first that is live."""
    ours = access.partnerships(request.user)
    asked = request.GET.get("partnership", "")
    if asked:
        return get_object_or_404(ours, pk=int(asked) if asked.isdecimal() else 0)
    return ours.live(clock.today()).first() or ours[0]
