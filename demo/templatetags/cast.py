"""The cast, for the start page."""

from django import template

from demo import access
from demo.cast import Player
from portal.models import User

register = template.Library()


@register.simple_tag
def cast_by_place() -> list[tuple[str, list[tuple[Player, User]]]]:
    return access.by_place()
