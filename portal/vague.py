"""Dates as precise as they were recorded: a year, a month or a day."""

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

# Django's fields take type parameters only while types are checked.
if TYPE_CHECKING:
    Text = models.CharField[Any, Any]
else:
    Text = models.CharField

FORM = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


class PartialDate(str):
    """A recorded date such as `2019`, `2019-09` or `2019-09-01`. Sorts as text."""

    __slots__ = ()

    def __new__(cls, value: str) -> "PartialDate":
        self = super().__new__(cls, value)
        self.parts()
        return self

    def parts(self) -> tuple[int, int | None, int | None]:
        """Year, month and day. Raises ValueError for what is no date."""
        found = FORM.match(self)
        if not found:
            raise ValueError(f"{str(self)!r} is not a year, a month or a day")
        year, month, day = (int(part) if part else None for part in found.groups())
        date(year or 0, month or 1, day or 1)
        return year or 0, month, day

    @property
    def text(self) -> str:
        """As people write it: "2019", "September 2019", "1 September 2019"."""
        year, month, day = self.parts()
        named = [str(day)] if day else []
        named += [calendar.month_name[month]] if month else []
        return " ".join([*named, str(year)])

    @property
    def first_day(self) -> date:
        year, month, day = self.parts()
        return date(year, month or 1, day or 1)

    @property
    def last_day(self) -> date:
        year, month, day = self.parts()
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])


class PartialDateField(Text):
    """Holds a `PartialDate`, or nothing where the paper gives no date."""

    description = "A year, a month or a day"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_: Any) -> PartialDate | None:
        return PartialDate(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "":
            return None
        try:
            return PartialDate(str(value))
        except ValueError as refusal:
            raise ValidationError(
                "Enter a year, a month or a day, such as 2019, 2019-09 or 2019-09-01"
            ) from refusal

    def get_prep_value(self, value: Any) -> str | None:
        clean = self.to_python(value)
        return None if clean is None else str(clean)
