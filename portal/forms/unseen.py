"""Signs that nobody sees, and that copying from a mail or a spreadsheet brings along."""

import unicodedata
from typing import Any

from django import forms


def seen(text: str) -> str:
    """Text without zero-width signs and marks of direction, and with plain spaces."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in shown)


class EmailField(forms.EmailField):
    """An address is not refused for a sign its writer cannot see."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(seen(value) if isinstance(value, str) else value)
