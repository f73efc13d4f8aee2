"""The few words templates need beyond Django's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template import RequestContext
from django.utils.dateformat import format as formatted

register = template.Library()

TONES = {"red": "red", "amber": "amber", "green": "green", "blue": "blue"}
WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "blue": "Blue"}


@register.filter
def tone(rating: str | None) -> str:
    """Return the tone of a rating; grey where none was recorded."""
    return TONES.get((rating or "").lower(), "grey")


@register.filter
def rating_word(rating: str | None) -> str:
    """Return a rating as a word."""
    return WORDS.get((rating or "").lower(), "Not recorded")


@register.filter(expects_localtime=True)
def clock_time(value: datetime | time | None) -> str:
    """Return a time of day as people say it: 2:30pm, 9am, midday, midnight."""
    if value is None:
        return ""
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'pm' if value.hour >= 12 else 'am'}"


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """Return a moment as "25 March 2027 at 2:30pm"."""
    return f"{formatted(value, 'j F Y')} at {clock_time(value)}" if value else ""


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | None]:
    """Return the numbers to show under a list: the ends, the neighbours, None for a gap."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        yield number if isinstance(number, int) else None


@dataclass(frozen=True)
class Chip:
    """One value a list is narrowed to, and the address without it."""

    label: str
    value: str
    without: str


@register.simple_tag(takes_context=True)
def chips(context: RequestContext, form: BaseForm) -> list[Chip]:
    """Return what a GET form narrows its list to. The page number goes with any change."""
    asked = context.request.GET
    return [
        Chip(str(bound.label), shown(bound.field, value), without(asked, bound.html_name, value))
        for bound in form.visible_fields()
        for value in asked.getlist(bound.html_name)
        if value
    ]


def shown(field: Any, value: str) -> str:
    """Return the words of a choice, or the value as typed."""
    words = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return words.get(value, value)


def without(asked: QueryDict, name: str, value: str) -> str:
    """Return the query string with one value of one name taken out."""
    left = asked.copy()
    left.setlist(name, [kept for kept in left.getlist(name) if kept != value])
    left.pop("page", None)
    return f"?{left.urlencode()}"
