"""One line of the log for each request, and a number by which its other lines are found."""

import logging
import re
from collections.abc import Callable
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import HttpHeaders

from portal.logs import request_id

log = logging.getLogger(__name__)
NUMBER = re.compile(r"[0-9A-Za-z-]{8,64}")
PROBES = {"portal:healthz", "portal:readyz"}


class RequestsMiddleware:
    """Numbers each request, and writes down how it was answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the number in a header, so that whoever meets a fault can name it."""
        number = number_of(request.headers)
        outside = request_id.set(number)
        began = perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            write_down(request, response, perf_counter() - began)
        finally:
            request_id.reset(outside)
        return response


def number_of(headers: HttpHeaders) -> str:
    """The number our own proxy gave, or a new one. A visitor's word is not taken."""
    given: str = headers.get("X-Request-ID", "")
    if settings.BEHIND_TLS_PROXY and NUMBER.fullmatch(given):
        return given
    return uuid4().hex


def write_down(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    if response.status_code < 400 and (match is None or match.view_name in PROBES):
        return  # a stylesheet or a probe
    facts: dict[str, Any] = {
        "user": user_id(request),
        "method": request.method,
        "route": match.view_name if match else "none",
        "status": response.status_code,
        "ms": round(seconds * 1000),
    }
    log.info("Answered", extra=facts)


def user_id(request: HttpRequest) -> int | None:
    """Who asked, if the answer needed to know. Nobody is looked up for the log's sake."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)
