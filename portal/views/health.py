"""Whether the portal runs and is ready, for machines; and how it fares, for operators."""

from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from portal import access, clock, health
from portal.access import door, public
from portal.http import PortalRequest
from portal.pages import show

LOOPBACK = {"127.0.0.1", "::1"}
UNAVAILABLE = 503


@public("GET", "HEAD")
def healthz(request: PortalRequest) -> HttpResponse:
    """The process answers. Asks nothing of the database, the cache or a session."""
    return plain("ok")


@public("GET", "HEAD")
def readyz(request: PortalRequest) -> HttpResponse:
    """Everything the portal leans on holds. For probes of our own; to others it does not exist."""
    if not is_ours(request):
        raise Http404
    return plain("ok") if health.is_ready() else plain("not ready", UNAVAILABLE)


def is_ours(request: HttpRequest) -> bool:
    """From this machine and through no proxy, or with the token."""
    told = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.READY_TOKEN and compare_digest(told.encode(), settings.READY_TOKEN.encode()):
        return True
    passed_on = {"X-Forwarded-For", "Forwarded"} & set(request.headers)
    return request.META["REMOTE_ADDR"] in LOOPBACK and not passed_on


def plain(word: str, status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(word, content_type="text/plain", status=status, headers=headers)


@door("GET", to=access.operates, proven=True)
def operations(request: PortalRequest) -> HttpResponse:
    now = clock.wall_time()
    context = {
        "findings": [*health.findings(), health.last_anchor(), health.last_drill(now)],
        "queues": list(health.queues(now)),
        "versions": health.versions(),
    }
    return show(request, "portal/operations.html", context)
