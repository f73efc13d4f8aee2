"""Which year is shown in figures."""

from typing import Any

from django import forms

from portal import clock
from reviews import yearly


class YearForm(forms.Form):
    """A financial year, of the last five."""

    year = forms.ChoiceField(
        label="Year", required=False, error_messages={"invalid_choice": "Select a year of the list"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["year"]
        years = yearly.years_to(clock.today())
        offered.choices = [(str(first), yearly.year_scope(0, first).label) for first in years]

    @property
    def asked(self) -> int:
        """The year asked for; the one that runs when there is no such year."""
        chosen = self.cleaned_data["year"] if self.is_valid() else ""
        return int(chosen or yearly.this_year())
