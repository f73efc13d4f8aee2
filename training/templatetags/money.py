"""Pence on pages."""

from django import template

from training.money import pounds as in_pounds

register = template.Library()


@register.filter
def pounds(pence: int | None) -> str:
    """Return 1250 as "£12.50", and what was not recorded as "Not available"."""
    return in_pounds(pence)
