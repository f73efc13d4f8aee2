"""A date as precise as a record gives it: a day, a month or a year."""

from typing import Any

from django.core.exceptions import ValidationError

from portal.forms import DateField
from portal.vague import PartialDate


class PartialDateBoxes(DateField):
    """Three boxes of which the day, or the day and the month, may stay empty.

    Gives text such as 2019-09, for a `PartialDateField`.
    """

    def prepare_value(self, value: Any) -> Any:
        """A date on record as the three boxes show it."""
        if isinstance(value, PartialDate):
            return [str(part or "") for part in reversed(value.parts())]
        return super().prepare_value(value)

    def clean(self, value: Any) -> Any:
        day, month, year = [str(part or "").strip() for part in value or ("", "", "")]
        if not (day or month or year):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not year:
            raise self.refusal("incomplete", 2, missing="year")
        if day and not month:
            raise self.refusal("incomplete", 1, missing="month")
        whole = self.real_date(day or "1", month or "1", year).isoformat()
        return PartialDate(whole if day else whole[:7] if month else whole[:4])
