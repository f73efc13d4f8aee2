"""Showing a page, or one page of a list."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from portal.http import PortalRequest
from portal.workflow import MoveRefused

FAULTY = 422


def show(
    request: PortalRequest,
    template: str,
    context: dict[str, Any],
    form: BaseForm | None = None,
) -> HttpResponse:
    """Render a page; 422 when `form` has faults, so that no script takes it as done.

    A page and its fragment share an address: caches are told to keep them apart.
    """
    if form is not None:
        context = {"form": form, **context}
    status = FAULTY if form is not None and form.is_bound and form.errors else 200
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def posted(request: PortalRequest) -> QueryDict | None:
    """Return what was sent, even when every box was empty; None when nothing was sent."""
    return request.POST if request.method == "POST" else None


def sent(request: PortalRequest) -> tuple[QueryDict | None, MultiValueDict[str, Any] | None]:
    """Return what was sent and the files with it, for a form that takes files."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@contextmanager
def saying(request: PortalRequest, done: str) -> Iterator[None]:
    """Say that a move was made; when it is refused, say the sentence that refuses it instead."""
    try:
        yield
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


def paged(request: PortalRequest, rows: QuerySet[Any] | Sequence[Any], per: int = 25) -> Page[Any]:
    """Return the page that `?page=` asks for; the nearest one when there is no such page."""
    asked = request.GET.get("page")
    return (Paginator(rows, per) if asked else Opening(rows, per)).get_page(asked)


class Opening(Paginator):  # type: ignore[type-arg]  # the class takes no argument at run time
    """Asks for the first page and one row more, and counts only when there is one more."""

    @cached_property
    def head(self) -> list[Any]:
        return list(self.object_list[: self.per_page + 1])

    @cached_property
    def count(self) -> int:
        return len(self.head) if len(self.head) <= self.per_page else super().count

    def page(self, number: int | str) -> Page[Any]:
        return Page(self.head[: self.per_page], self.validate_number(number), self)
