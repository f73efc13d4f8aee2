"""An amount typed in pounds, kept in pence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from training.money import NoAmount, plain, read_pence


class PoundsField(forms.Field):
    """Accepts 25, £12.50 and 1,250.05; gives pence. `least`: the smallest, in pence."""

    words = {
        "invalid": "{Label} must be an amount in pounds, like 12.50",
        "least": "{Label} must be more than £0",
    }

    def __init__(self, *, least: int = 1, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"})
        super().__init__(widget=widget, **kwargs)
        self.least = least

    def prepare_value(self, value: Any) -> Any:
        return f"{plain(value)}" if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Return pence, or the form's sentence."""
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            pence = read_pence(str(value))
        except NoAmount:
            raise self.refusal("invalid") from None
        if pence < self.least:
            raise self.refusal("least")
        return pence

    def refusal(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)
