"""Booking for somebody else, moving a place, handing it on, and approving it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.forms.people import on_one_line
from partners.models import Agency
from portal.forms import EmailField
from portal.templatetags.house import moment
from training.models import Session


class ColleagueForm(forms.Form):
    """Who is to come instead of, or on behalf of, whoever books."""

    name = forms.CharField(
        label="Full name of your colleague",
        max_length=120,
        validators=[on_one_line],
        error_messages={
            "required": "Enter the full name of your colleague",
            "max_length": "Full name must be 120 characters or fewer",
        },
    )
    address = EmailField(
        label="Their work email address",
        help_text="Joining instructions go here. They need no account.",
        error_messages={"required": "Enter their work email address"},
    )

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).strip().lower()


class BookColleagueForm(ColleagueForm):
    """A colleague, and the agency they come for."""

    agency = forms.ModelChoiceField(
        label="Which agency do you book for?",
        queryset=Agency.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select the agency you book for",
            "invalid_choice": "Select an agency you may book for",
        },
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        own = list(agencies[:2])
        if len(own) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.initial["agency"] = own[0].pk


class DateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Another date of the course, with the places that are left."""

    def label_from_instance(self, obj: Any) -> str:
        left = obj.places - obj.taken
        places = "1 place left" if left == 1 else f"{left} places left"
        return f"{moment(obj.starts_at)}, {obj.get_mode_display().lower()}: {places}"


class MoveForm(forms.Form):
    """To which date a place is moved."""

    to = DateField(
        label="Which date instead?",
        queryset=Session.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select a date",
            "invalid_choice": "Select a date that has a place left",
        },
    )

    def __init__(self, *args: Any, dates: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = dates  # type: ignore[attr-defined]


class ApprovalForm(forms.Form):
    """Whether somebody may go; why, where they may not."""

    answer = forms.ChoiceField(
        label="May they go?",
        choices=(("approved", "Yes, approve the place"), ("declined", "No, do not approve it")),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select yes or no",
            "invalid_choice": "Select yes or no",
        },
    )
    reason = forms.CharField(
        label="If not, why?",
        help_text="Whoever asked for the place reads this. Do not name a child or a family.",
        max_length=200,
        required=False,
        error_messages={"max_length": "The reason must be 200 characters or fewer"},
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("answer") == "declined" and not facts.get("reason", "").strip():
            self.add_error("reason", "Enter why the place is not approved")
        return facts


class TermsForm(forms.Form):
    """How an agency lets its people book."""

    approval = forms.ChoiceField(
        label="Who approves a place?",
        choices=(),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select who approves a place",
            "invalid_choice": "Select who approves a place",
        },
    )
    colleagues = forms.BooleanField(
        label="Anybody of the agency may book for a colleague",
        help_text="Without this, only agency leads book for others.",
        required=False,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["approval"].choices = choices  # type: ignore[attr-defined]


class ListFilter(forms.Form):
    """Narrows the bookings of an agency."""

    WHEN = (("coming", "To come"), ("past", "Past"))
    STATES = (
        ("booked", "Booked"),
        ("waiting", "On the waiting list"),
        ("applied", "Waiting for approval"),
        ("ended", "Given up or not approved"),
    )
    when = forms.ChoiceField(label="When", choices=(("", "Any time"), *WHEN), required=False)
    state = forms.ChoiceField(
        label="State", choices=(("", "All bookings"), *STATES), required=False
    )
