"""Which ways in the sign-in page offers."""

from django import template
from django.conf import settings

from portal.accounts.tenancy import Tenant

register = template.Library()


@register.simple_tag
def open_registration() -> bool:
    """Whether anybody may open an account."""
    return bool(settings.OPEN_REGISTRATION)


@register.simple_tag
def sign_on_tenants() -> list[Tenant]:
    """Return the agencies whose own sign-on opens accounts."""
    return list(settings.SIGN_ON_TENANTS)
