"""Which year is shown in figures, and what it taught in words."""

from typing import Any

from django import forms

from learning_hub.models import refuse_identifying
from portal import clock
from portal.forms import paragraph
from reviews import yearly
from reviews.forms.nameless import NamelessForm
from reviews.forms.questions import choice
from reviews.forms.recommendations import NO_IDENTITY
from reviews.forms.versions import VersionedForm
from reviews.models import LearningSummary

FAR = [
    (LearningSummary.Status.DRAFT.value, "It is a draft, and only review leads read it"),
    (
        LearningSummary.Status.SETTLED.value,
        "It is settled: whoever reads the figures reads it, and the yearly report has it",
    ),
]


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


class SummaryForm(NamelessForm, VersionedForm):
    """What the reviews of a year taught. The words go to people who see no file."""

    text = paragraph(
        "What did the reviews of this year teach?",
        "Enter what the reviews of this year taught",
        NO_IDENTITY,
        validators=[refuse_identifying],
    )
    status = choice("How far is it?", FAR, "Select whether it is a draft or settled")
