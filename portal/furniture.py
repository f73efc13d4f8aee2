"""Stub until the furniture arrives."""

from typing import Any

from django.http import HttpRequest


def furniture(request: HttpRequest) -> dict[str, Any]:
    return {}
