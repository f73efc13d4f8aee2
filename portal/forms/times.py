"""A time of day, typed as people write it."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII | re.IGNORECASE)


class TimeField(forms.TimeField):
    """Accepts 2:30pm, 2.30 pm, 2pm, 14:30 and midday."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})

    def to_python(self, value: Any) -> time | None:
        """Return the time, or the form's `invalid` sentence."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        try:
            return read_time(str(value).strip())
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


def read_time(text: str) -> time:
    """Read one time of day; ValueError when it is none. A bare number is no time."""
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    match = CLOCK.fullmatch(text)
    if not match:
        raise ValueError(text)
    hour, minute, half = match.groups()
    if not (minute or half):
        raise ValueError(text)
    return time(on_24(int(hour), (half or "").lower()), int(minute or 0))


def on_24(hour: int, half: str) -> int:
    """Turn an hour of a half day into an hour of the day."""
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half == "pm" else 0)
