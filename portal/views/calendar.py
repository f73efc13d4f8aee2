"""A person's calendar address, and what is read there."""

import hashlib

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response

from portal import access, feeds, limits
from portal.access import door, public
from portal.http import PortalRequest
from portal.pages import show

HOUR = 60 * 60


@door("GET", to=access.signed_in)
def calendar(request: PortalRequest) -> HttpResponse:
    return show(request, "portal/calendar.html", {"address": feeds.live(request.user).first()})


@door("POST", to=access.signed_in, proven=True)
def calendar_new(request: PortalRequest) -> HttpResponse:
    """Show the address in the answer itself: it is kept nowhere, so it can be told only now."""
    token = feeds.new_address(user=request.user, by=request.user)
    path = reverse("portal:calendar_feed", kwargs={"calendar_token": token})
    context = {"address": feeds.live(request.user).first(), "secret": f"{settings.SITE_URL}{path}"}
    return show(request, "portal/calendar.html", context)


@door("POST", to=access.signed_in)
def calendar_end(request: PortalRequest) -> HttpResponse:
    if feeds.end_address(user=request.user, by=request.user):
        messages.success(request, "The address is ended. Nothing can be read there any more.")
    return redirect("portal:calendar")


@public("GET")
def calendar_feed(request: HttpRequest, calendar_token: str) -> HttpResponse:
    """For machines without a session: the address is the key."""
    if limits.over("calendar", calendar_token, most=60, seconds=HOUR):
        return HttpResponse(status=429)
    reader = feeds.reader(calendar_token)
    if reader is None:
        return guessed(request)
    body = feeds.calendar_of(reader)
    tag = f'"{hashlib.sha256(body).hexdigest()}"'
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="portal.ics"'
    return get_conditional_response(request, etag=tag, response=response) or response


def guessed(request: HttpRequest) -> HttpResponse:
    """An address that is none: hidden, and after many of them shut."""
    visitor = get_adapter(request).get_client_ip(request)
    if limits.over("calendar-guesses", visitor, most=60, seconds=HOUR):
        return HttpResponse(status=429)
    raise Http404
