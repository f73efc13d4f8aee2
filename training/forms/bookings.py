"""Taking a place, and what to say with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partners.forms.people import on_one_line
from partners.models import Agency
from portal.forms import EmailField


class BookingForm(forms.Form):
    """For which agency a person takes a place; asked only of people who act for several.

    `doubts`: what speaks against it. Whoever sends the form must say that they know.
    """

    agency = forms.TypedChoiceField(
        label="Which agency do you book for?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select the agency you book for",
            "invalid_choice": "Select one of your own agencies",
        },
    )
    sure = forms.BooleanField(
        label="Book all the same",
        error_messages={"required": "Tick the box to book all the same, or choose another session"},
    )

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[Agency],
        doubts: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["agency"]
        own.choices = [(agency.pk, str(agency)) for agency in agencies]
        own.coerce = {str(agency.pk): agency for agency in agencies}.__getitem__
        if len(agencies) == 1:
            own.widget = forms.HiddenInput()
            self.initial["agency"] = agencies[0].pk
        if doubts:
            self.fields["sure"].help_text = " ".join(doubts)
        else:
            del self.fields["sure"]


class DetailsForm(forms.Form):
    """What goes with a place: the job, who approves, what the person needs to take part."""

    job = forms.CharField(
        label="Job title",
        max_length=120,
        validators=[on_one_line],
        error_messages={
            "required": "Enter the job title",
            "max_length": "Job title must be 120 characters or fewer",
        },
    )
    manager = EmailField(
        label="Line manager's email address",
        help_text="We ask them to approve the place. They need no account.",
        error_messages={"required": "Enter the line manager's email address"},
    )
    equivalent = forms.CharField(
        label="What training did they have instead?",
        max_length=200,
        error_messages={
            "required": "Enter the training they had instead, or choose the course needed first",
            "max_length": "The training must be 200 characters or fewer",
        },
    )
    access = forms.CharField(
        label="What is needed to take part (optional)",
        help_text="For example, step-free access, a hearing loop, captions. "
        "Only the trainer and the training lead see this. It is removed after the session.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    diet = forms.CharField(
        label="Dietary needs (optional)",
        max_length=200,
        required=False,
        error_messages={"max_length": "Dietary needs must be 200 characters or fewer"},
    )

    def __init__(
        self,
        *args: Any,
        by_manager: bool,
        own_addresses: Sequence[str],
        lacking: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if lacking:
            said = f"This course needs {' and '.join(lacking)} first, and the register shows no "
            self.fields["equivalent"].help_text = f"{said}attendance under this account."
        else:
            del self.fields["equivalent"]
        self.own_addresses = {address.lower() for address in own_addresses if address}
        if not by_manager:
            del self.fields["manager"]

    def clean_manager(self) -> str:
        address = str(self.cleaned_data["manager"]).lower()
        if address in self.own_addresses:
            raise ValidationError("Enter the address of the line manager, not your own")
        return address


class GiveUpForm(forms.Form):
    """Why a place is given up; nobody has to say."""

    why = forms.CharField(
        label="Why? (optional)",
        help_text="For the training team. Do not name a child or a family.",
        max_length=200,
        required=False,
        error_messages={"max_length": "The reason must be 200 characters or fewer"},
    )
