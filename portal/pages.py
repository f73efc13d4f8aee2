"""Stub until the furniture arrives: showing a page."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from portal.http import PortalRequest


def show(
    request: PortalRequest, template: str, context: dict[str, Any], form: BaseForm | None = None
) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return render(request, template, context, status=status)
