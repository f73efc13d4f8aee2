"""What is asked about free places: by whoever wants them, and by whoever decides."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from portal import clock
from portal.forms import DateField, paragraph
from training.forms.prices import from_today
from training.models import FreePlace

YES, NO = "yes", "no"
AGREE, REFUSE = "agree", "refuse"
YEAR = timedelta(days=364)
NUMBER = RegexValidator(
    r"^[A-Za-z]{0,2}\d{5,8}(-\d{1,2})?$",
    "Enter the registered number as the register shows it, like 1012345",
)


class AskForm(forms.Form):
    """Why places should cost an organisation nothing."""

    organisation = forms.ChoiceField(
        label="What kind of organisation is it?",
        choices=FreePlace.Organisation.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what kind of organisation it is",
            "invalid_choice": "Select a charity or a community interest company",
        },
    )
    registered = forms.ChoiceField(
        label="Is it registered?",
        help_text="With the Charity Commission, or as a community interest company. "
        "Organisations that are not registered can ask too.",
        choices=[(YES, "Registered"), (NO, "Not registered")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whether it is registered",
            "invalid_choice": "Select whether it is registered",
        },
    )
    number = forms.CharField(
        label="Registered number",
        help_text="If it is registered. For example, 1012345.",
        required=False,
        max_length=20,
        validators=[NUMBER],
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
        error_messages={"max_length": "The registered number must be 20 characters or fewer"},
    )
    why = paragraph(
        "Why should places be free?",
        "Enter why places should be free",
        hint="What it does with families here, and what it can pay. Do not name a child.",
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        registered, number = answers.get("registered"), answers.get("number")
        if registered == YES and not number and "number" not in self.errors:
            self.add_error("number", "Enter the registered number, or select not registered")
        if registered == NO and number:
            self.add_error("number", "Leave the number empty, or select registered")
        answers["registered"] = registered == YES
        return answers


class DecideForm(forms.Form):
    """Whether places are free for an agency, between which days, and why."""

    decision = forms.ChoiceField(
        label="What is decided?",
        choices=[(AGREE, "Places are free"), (REFUSE, "Places are not free")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what is decided",
            "invalid_choice": "Select what is decided from the list",
        },
    )
    since = DateField(label="First day, if places are free", required=False)
    until = DateField(label="Last day, if places are free", required=False)
    reason = paragraph(
        "Why is it decided so?",
        "Enter why it is decided so",
        hint="Whoever asked reads this.",
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("decision") == AGREE:
            self.insist_on_days(answers.get("since"), answers.get("until"))
        return answers

    def insist_on_days(self, since: date | None, until: date | None) -> None:
        for name, day in (("since", since), ("until", until)):
            if day is None and name not in self.errors:
                self.add_error(name, f"Enter the {'first' if name == 'since' else 'last'} day")
        if since and since < clock.today():
            self.add_error("since", "The first day must be today or later")
        if since and until and until < since:
            self.add_error("until", "The last day must be the first day or later")

    @property
    def agrees(self) -> bool:
        return bool(self.cleaned_data["decision"] == AGREE)


def a_year() -> dict[str, date]:
    """From today, for a year."""
    return {"since": clock.today(), "until": clock.today() + YEAR}


class WithdrawForm(forms.Form):
    """From when places cost an agency again, and why."""

    withdrawn_from = DateField(
        label="First day on which places cost the agency again",
        validators=[from_today],
        error_messages={"required": "Enter the first day on which places cost the agency again"},
    )
    reason = paragraph(
        "Why are they withdrawn?",
        "Enter why they are withdrawn",
        hint="Whoever asked reads this.",
    )


class FreePlaceFilter(forms.Form):
    """Applications by what was decided."""

    state = forms.ChoiceField(
        required=False,
        choices=[("", "All"), *FreePlace.Status.choices],
        error_messages={"invalid_choice": "Select a state from the list"},
    )

    def asked(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None
