"""Which period is reported, and which group has read a report."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from partners.models import Group, Partnership
from portal import clock
from training.models.reports import QUARTERS

YEARS_BACK = 6


class ReportForm(forms.Form):
    """The period of a report."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select a partnership",
            "invalid_choice": "Select one of your own partnerships",
        },
    )
    year = forms.TypedChoiceField(
        label="Financial year",
        coerce=int,
        error_messages={
            "required": "Select a financial year",
            "invalid_choice": "Select a financial year from the list",
        },
    )
    quarter = forms.TypedChoiceField(
        label="Quarter",
        choices=(
            ("", "The whole year"),
            *((n, f"Q{n}, {months}") for n, months in enumerate(QUARTERS, start=1)),
        ),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Select a quarter from the list"},
    )

    def __init__(self, *args: Any, partnerships: QuerySet[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Any]", self.fields["partnership"]).queryset = partnerships
        own = list(partnerships[:2])
        if len(own) == 1:
            self.fields["partnership"].widget = forms.HiddenInput()
            self.initial["partnership"] = own[0].pk
        today = clock.today()
        latest = today.year - (today.month < 4)
        years = [(y, f"{y}-{(y + 1) % 100:02d}") for y in range(latest, latest - YEARS_BACK, -1)]
        cast(forms.ChoiceField, self.fields["year"]).choices = years


class SignOffForm(forms.Form):
    """Which group has read a report, and what it said."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group has read it?",
        empty_label="Select a group",
        error_messages={
            "required": "Select the group that has read the report",
            "invalid_choice": "Select a group from the list",
        },
    )
    note = forms.CharField(
        label="What it said (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": "What it said must be 1,000 characters or fewer"},
    )
    seal = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, groups: QuerySet[Group], reads: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reads = reads
        self.initial["seal"] = reads
        cast("forms.ModelChoiceField[Any]", self.fields["group"]).queryset = groups

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("seal") != self.reads:
            self.add_error(
                None, "The report reads otherwise than when you opened it. Look at it again."
            )
        return facts
