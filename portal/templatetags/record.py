"""Words for lines of the record."""

from django import template

from portal import audit
from portal.models.record import Link

register = template.Library()


@register.filter
def said(link: Link) -> str:
    """Return what a line of the record says was done."""
    return audit.sentence(link.what)
