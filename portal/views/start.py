"""The start page."""

from django.http import HttpResponse
from django.shortcuts import redirect

from portal.access import public
from portal.http import PortalRequest
from portal.pages import show


@public("GET")
def start(request: PortalRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("portal:my_work")
    return show(request, "portal/start.html", {})
