"""Questions that several forms ask in the same way."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal import clock


def past(day: date) -> None:
    if day > clock.today():
        raise ValidationError("The date must be today or in the past. Enter another date")


def choice(label: str, choices: Any, required: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": required, "invalid_choice": required},
    )
