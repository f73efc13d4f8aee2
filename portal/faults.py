"""What a visitor is told when an answer cannot be given, and what is never told of it.

These pages are written from a template alone: no database, no session, no context processor. A row
that is hidden and one that never was give the same bytes.
"""

import sys
from collections.abc import Callable, ItemsView
from functools import cache
from types import FrameType
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.debug import SafeExceptionReporterFilter

# Refused by PostgreSQL while it takes no changes, as on a stand-by.
READ_ONLY = "25006"
RETRY_AFTER = "60"  # seconds
ALONE = (405, 413, 429, 503)  # statuses that arrive without a page of their own


@cache
def page(name: str) -> str:
    return render_to_string(f"{name}.html")


def answer(status: int, name: str = "") -> HttpResponse:
    response = HttpResponse(page(name or str(status)), status=status)
    if status in (429, 503):
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    too_big = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    return answer(413 if too_big else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session, or with that of an earlier one."""
    return answer(403, "403_csrf")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(429)


def broken(request: HttpRequest) -> HttpResponse:
    """The last resort. A database that is away or takes no changes is no fault of ours: 503."""
    return answer(503 if is_away(sys.exc_info()[1]) else 500)


def is_away(fault: BaseException | None) -> bool:
    if isinstance(fault, InternalError):
        return getattr(fault.__cause__, "sqlstate", "") == READ_ONLY
    return isinstance(fault, OperationalError | InterfaceError)


class FaultPagesMiddleware:
    """Gives a page to refusals that come without one, such as a method a door does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Fill in what is empty; the headers of the refusal stay."""
        response = self.get_response(request)
        if response.status_code in ALONE and not response.streaming and not response.content:
            response.headers["Content-Type"] = "text/html; charset=utf-8"
            response.content = page(str(response.status_code))
            response.headers["Content-Length"] = str(len(response.content))
        return response


class NothingSaid(SafeExceptionReporterFilter):
    """A report of a failure holds no value: not what was sent, not what a function held."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        sent = request.POST if request else {}
        return dict.fromkeys(sent, self.cleansed_substitute)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
