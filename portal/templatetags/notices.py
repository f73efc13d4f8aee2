"""Words for notices."""

from datetime import timedelta

from django import template
from django.utils.dateformat import format as formatted

from portal import clock, deadlines
from portal.models import Deadline, User
from portal.outbox import weekly

UNITS = (("day", 24 * 60), ("hour", 60), ("minute", 1))
register = template.Library()


@register.filter
def kind_label(deadline: Deadline) -> str:
    """The name of what is owed; never who or which child it is about."""
    return deadlines.kinds[deadline.kind].label


@register.filter
def due_words(deadline: Deadline) -> str:
    """When it is due: a reminder that goes late says that the day has passed."""
    today, day = clock.today(), formatted(deadline.due_on, "j F Y")
    if deadline.due_on < today:
        return f"was due on {day}"
    return f"is due today, {day}" if deadline.due_on == today else f"is due on {day}"


@register.filter
def spaced(template: str) -> str:
    """Return the name of a kind of message as words: "Deadline near"."""
    return template.replace("_", " ").capitalize()


@register.filter
def age(lasted: timedelta) -> str:
    """Return how long something lasted, in its largest whole unit: "3 days", "under a minute"."""
    minutes = int(lasted.total_seconds() // 60)
    for unit, length in UNITS:
        number = minutes // length
        if number:
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "under a minute"


@register.simple_tag
def owed_by(person: User) -> weekly.Owed:
    """How much a person owes."""
    return weekly.owed(person)
