"""The form for days that an operator adds to the bank holidays."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from portal.forms import DateField
from portal.models import ClosingDay


class ClosingDayForm(forms.Form):
    """A day off and why."""

    model: ClassVar[type[ClosingDay]] = ClosingDay

    day = DateField(label="Date", help_text="For example, 8 5 2028")
    name = forms.CharField(
        label="Reason",
        max_length=80,
        error_messages={
            "required": "Enter why nobody works that day",
            "max_length": "Reason must be 80 characters or fewer",
        },
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if ClosingDay.objects.filter(day=day).exists():
            raise ValidationError("This date is already in the list. Enter another date")
        return day
