"""A date typed in three boxes, with errors that name the box."""

import calendar
import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.forms.wording import fill

PARTS = ("day", "month", "year")
WIDTHS = (2, 2, 4)
MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS_IN_FULL = {name.lower() for name in calendar.month_name if name}


class DateBoxes(forms.MultiWidget):
    """Day, month and year."""

    template_name = "parts/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = [
            forms.TextInput(
                {
                    "inputmode": "numeric",
                    "class": f"govuk-input govuk-date-input__input govuk-input--width-{width}",
                }
            )
            for width in WIDTHS
        ]
        super().__init__(boxes, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        """Split a stored date."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Name each box. What explains or faults the date as a whole hangs on the fieldset."""
        whole = dict(attrs or {})
        whole.pop("aria-describedby", None)
        invalid = whole.pop("aria-invalid", None)
        context: dict[str, Any] = super().get_context(name, value, whole)
        for box, part in zip(context["widget"]["subwidgets"], PARTS, strict=True):
            box["part"] = part.capitalize()
            if invalid:
                box["attrs"]["class"] += " govuk-input--error"
        return context


class DateField(forms.Field):
    """A date in three boxes. A month may be typed as 3, 03, Mar or March."""

    widget = DateBoxes
    words = {
        "incomplete": "{Label} must include a %(missing)s",
        "year": "Year must include 4 numbers",
        "invalid": "{Label} must be a real date",
        "far": "Year must be between 1900 and 2100",
    }

    def clean(self, value: Any) -> date | None:
        """Return the date, or name the box to put right: first the missing, then the wrong."""
        boxes = [str(part if part is not None else "").strip() for part in value or ("", "", "")]
        if not any(boxes):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        self.insist_on_every_box(boxes)
        answer = self.real_date(*boxes)
        self.run_validators(answer)
        return answer

    def insist_on_every_box(self, boxes: list[str]) -> None:
        """Refuse a date with an empty box, naming it."""
        empty = [number for number, box in enumerate(boxes) if not box]
        if empty:
            missing = " and ".join(PARTS[number] for number in empty)
            raise self.refusal("incomplete", empty[0], missing=missing)

    def real_date(self, day: str, month: str, year: str) -> date:
        """Put the three together, if there is such a day."""
        if not re.fullmatch(r"\d{4}", year, re.ASCII):
            raise self.refusal("year", 2)
        if not 1900 <= int(year) <= 2100:  # a slip of a finger: nobody here plans for 2202
            raise self.refusal("far", 2)
        try:
            return date(int(year), month_number(month), int(day))
        except (ValueError, OverflowError):  # the second: a number that no machine word holds
            raise self.refusal("invalid", 0) from None

    def refusal(self, code: str, part: int, **facts: str) -> ValidationError:
        """Say what is wrong, in the form's own words where it has some, pointing at one box."""
        said = self.error_messages.get(code) or fill(self.words[code], str(self.label or "Date"))
        return ValidationError(said, code=code, params={"part": part, **facts})

    def has_changed(self, initial: date | None, data: Any) -> bool:
        """Whether the boxes say another day than before."""
        before = [str(part or "") for part in DateBoxes().decompress(initial)]
        return before != [str(part or "") for part in data or ("", "", "")]


def month_number(text: str) -> int:
    """Read 3, 03, mar, Mar. or March; ValueError when it is none of them."""
    word = text.lower().rstrip(".")
    if word in MONTHS or word in MONTHS_IN_FULL or word == "sept":
        return MONTHS[word[:3]]
    return int(text)
