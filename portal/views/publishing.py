"""What the law wants every visitor to be able to read: accessibility, privacy, cookies."""

from django.conf import settings
from django.http import HttpResponse

from portal.access import public
from portal.http import PortalRequest
from portal.pages import show


@public("GET")
def accessibility(request: PortalRequest) -> HttpResponse:
    return show(request, "portal/accessibility.html", {"publisher": settings.PUBLISHER})


@public("GET")
def privacy(request: PortalRequest) -> HttpResponse:
    return show(request, "portal/privacy.html", {"publisher": settings.PUBLISHER})


@public("GET")
def cookies(request: PortalRequest) -> HttpResponse:
    names = {"session": settings.SESSION_COOKIE_NAME, "form": settings.CSRF_COOKIE_NAME}
    hours = settings.SESSION_COOKIE_AGE // 3600
    return show(request, "portal/cookies.html", {"names": names, "hours": hours})
