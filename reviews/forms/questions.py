"""Questions that several forms of a case ask in the same way."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal import clock
from portal.forms import DateField
from reviews.models import Incident

KNOWN = {"yes": True, "no": False, "not known": None}
SAID = {known: said for said, known in KNOWN.items()}
NOT_KNOWN = ("", "Not known")


def past(day: date) -> None:
    if day > clock.today():
        raise ValidationError("The date must be today or in the past. Enter another date")


def choice(
    label: str, choices: Any, unanswered: str, hint: str = "", **more: Any
) -> forms.ChoiceField:
    """One of a few, all of them shown."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": unanswered, "invalid_choice": unanswered},
        **more,
    )


def known_choice(label: str, choices: Any) -> forms.ChoiceField:
    """One of several in a list that begins with "Not known"."""
    return forms.ChoiceField(
        label=label,
        choices=[NOT_KNOWN, *choices],
        required=False,
    )


def line(label: str, longest: int, required: str = "", hint: str = "") -> forms.CharField:
    """One line of text. `required`: said when it is empty; without it, it may stay empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=bool(required),
        error_messages={"required": required},
    )


def route_asked() -> forms.ChoiceField:
    """Narrows a list to files that were opened for one reason."""
    return forms.ChoiceField(
        label="Why it was referred",
        choices=[("", "All reasons"), *Incident.Route.choices],
        required=False,
    )


def past_day(label: str, required: str = "", hint: str = "") -> DateField:
    """A day that is not to come. `required`: said when it is empty."""
    return DateField(
        label=label,
        help_text=hint,
        required=bool(required),
        validators=[past],
        error_messages={"required": required},
    )
