"""Taking a place."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.models import Agency


class BookingForm(forms.Form):
    """For which agency a person takes a place; asked only of people who act for several."""

    agency = forms.ModelChoiceField(
        label="Which agency do you book for?",
        queryset=Agency.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select the agency you book for",
            "invalid_choice": "Select one of your own agencies",
        },
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        own = list(agencies[:2])
        if len(own) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.initial["agency"] = own[0].pk
