"""What training tells the hub: figures of the last quarter, counted when they are read."""

from django.http import HttpResponse

from learning_hub import access, supply
from portal import clock
from portal.access import door
from portal.http import PortalRequest
from portal.pages import show


@door("GET", to=access.is_partner)
def told(request: PortalRequest) -> HttpResponse:
    places = access.partnerships(request.user).order_by("name")
    found = [(place, supply.told(place.pk, clock.today())) for place in places]
    return show(request, "learning_hub/told.html", {"places": found})
