"""Which ways in the sign-in page offers."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def open_registration() -> bool:
    """Whether anybody may open an account."""
    return bool(settings.OPEN_REGISTRATION)
