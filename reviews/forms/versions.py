"""A form on a row that somebody else may save meanwhile: then both texts are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget

from portal.clock import day_text
from portal.vague import PartialDate
from reviews.models import Versioned

NOTHING = "Nothing"
LOST = "Open this page again, then save: it does not say which version you have written on"


@dataclass(frozen=True)
class Both:
    """One question to which two people gave two answers."""

    label: str
    theirs: str
    yours: str


class VersionedForm(forms.Form):
    """Begins with what the row says, and travels with the version it was opened at.

    `stands` says what the row says by name of field; a form whose answers lie elsewhere too says
    more. After `actions.SavedMeanwhile` call `renew`, and show the page again.
    """

    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), LOST),
    )

    def __init__(self, *args: Any, row: Versioned, **kwargs: Any) -> None:
        self.row = row
        self.both: list[Both] = []
        super().__init__(*args, **kwargs)
        self.initial = {**self.stands(), **self.initial, "seen": row.version}

    def stands(self) -> dict[str, Any]:
        """What the row says now, by name of field."""
        return {name: getattr(self.row, name) for name in self.fields if hasattr(self.row, name)}

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def renew(self) -> None:
        """Somebody was faster: keep what was typed, and show what they saved beside it."""
        self.row.refresh_from_db()
        stands, typed = self.stands(), self.facts
        self.both = [
            Both(str(field.label), self.told(name, stands), self.told(name, typed))
            for name, field in self.fields.items()
            if name in typed and self.told(name, stands) != self.told(name, typed)
        ]
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = str(self.row.version)
        self.data = data
        self.add_error(
            None,
            "Somebody else has saved this since you opened it. Both answers are shown below. "
            "Put together what should stand, then save again",
        )

    def told(self, name: str, answers: Mapping[str, Any]) -> str:
        """An answer as people read it."""
        value, field = answers.get(name), self.fields[name]
        if isinstance(field.widget, ChoiceWidget):
            words = {str(key): str(label) for key, label in getattr(field, "choices", ())}
            value = words.get(str(getattr(value, "pk", value)), value)
        if isinstance(value, PartialDate):
            value = value.text
        if isinstance(value, date):
            value = day_text(value)
        if isinstance(value, bool):
            value = "Yes" if value else "No"
        return str(value if value is not None else "").strip() or NOTHING
