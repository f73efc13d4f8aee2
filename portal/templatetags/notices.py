"""Words for notices."""

from django import template

from portal import deadlines
from portal.models import Deadline

register = template.Library()


@register.filter
def kind_label(deadline: Deadline) -> str:
    """The name of what is owed; never who or which child it is about."""
    return deadlines.kinds[deadline.kind].label
