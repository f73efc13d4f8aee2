"""Ends a session that nobody has used for a while, or that has lasted a working day.

The session holds since when it lasts, when its owner last gave a sign of life (written at most once
a minute), and after how long without one it ends. Asking by itself, as a page does that waits for
a document, is no sign of life: such a request says `X-Quiet`.
"""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse

from portal import access, clock
from portal.proof import asking

SITTING = "sitting"
QUIET = "X-Quiet"
WRITTEN_EVERY = 60  # seconds
AWAY = (
    "You were signed out because nothing was done for {minutes} minutes. Sign in to go on where "
    "you were."
)
LONG = "You were signed out because you had been signed in for {hours} hours. Sign in to go on."


class LimitsMiddleware:
    """Signs people out on time, and notes that they are there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then note the sign of life. An answer that asked for nobody costs nothing."""
        response = self.get_response(request)
        asked_for = request.session.accessed and request.user.is_authenticated
        if asked_for and QUIET not in request.headers and not why_over(request):
            note(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any
    ) -> HttpResponse | None:
        """End what has run out, before a view that needs somebody signed in."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        over = why_over(request)
        return sign_out(request, over) if over else None


def seconds_now() -> float:
    return clock.wall_time().timestamp()


def why_over(request: HttpRequest) -> str:
    """The sentence that says why this session has ended; nothing while it lasts."""
    sitting: dict[str, Any] | None = request.session.get(SITTING)
    if sitting is None:
        return ""
    now = seconds_now()
    if now - sitting["since"] >= settings.LONGEST_SITTING.total_seconds():
        hours = round(settings.LONGEST_SITTING.total_seconds() / 3600)
        return LONG.format(hours=hours)
    # A minute of grace: the last sign of life may be as old as that and not yet be written down.
    if now - sitting["seen"] >= sitting["idle"] + WRITTEN_EVERY:
        return AWAY.format(minutes=sitting["idle"] // 60)
    return ""


def sign_out(request: HttpRequest, why: str) -> HttpResponse:
    """End the session, say why, and lead to sign-in and back to the page somebody was on."""
    logout(request)
    messages.warning(request, why)
    return asking.lead(request, settings.LOGIN_URL)


def note(request: HttpRequest) -> None:
    """Write down a sign of life, unless that was done within the minute."""
    sitting: dict[str, Any] = request.session.get(SITTING) or {}
    now = seconds_now()
    if sitting and now - sitting["seen"] < WRITTEN_EVERY:
        return
    user: Any = request.user
    idle = settings.IDLE_RESTRICTED if access.holds_restricted(user) else settings.IDLE
    since = sitting.get("since", now)
    request.session[SITTING] = {"since": since, "seen": now, "idle": int(idle.total_seconds())}
    UserSession.objects.create_from_request(request)


def seconds_left(request: HttpRequest) -> int:
    """Until this session ends, if nobody gives a sign of life."""
    sitting: dict[str, Any] = request.session.get(SITTING) or {}
    if not sitting:
        return int(settings.IDLE.total_seconds())
    longest = sitting["since"] + settings.LONGEST_SITTING.total_seconds()
    return max(0, int(min(sitting["seen"] + sitting["idle"], longest) - seconds_now()))


def told(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"left": seconds_left(request)})
