"""Whom to find in a training record, what to ask of people, and training of one's own agency."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from portal import clock
from portal.forms import DateField
from portal.models import User
from training import access
from training.models import BookingQuerySet, RequirementQuerySet
from training.renewals import in_state

EVERY = ("", "All")
STATES = (("lapsed", "Lapsed"), ("soon", "Due soon"))
OWED = (EVERY, ("owed", "Due, lapsed or not done"), ("never", "Not done yet"), *STATES)


class RecordFilter(forms.Form):
    """Narrows what the people of an agency attended."""

    q = forms.CharField(label="Name", required=False, max_length=120)
    course = forms.CharField(label="Course", required=False, max_length=160)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=(EVERY, *STATES),
        error_messages={"invalid_choice": "Select a state from the list"},
    )

    def narrow(self, rows: BookingQuerySet) -> BookingQuerySet:
        if not self.is_valid():
            return rows
        told = self.cleaned_data
        found = rows.filter(
            delegate__icontains=told["q"], session__course__title__icontains=told["course"]
        )
        return found.filter(in_state(told["state"])) if told["state"] else found


class RequirementFilter(forms.Form):
    """Narrows who must do what."""

    q = forms.CharField(label="Name", required=False, max_length=120)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=OWED,
        error_messages={"invalid_choice": "Select a state from the list"},
    )

    def narrow(self, rows: RequirementQuerySet) -> RequirementQuerySet:
        if not self.is_valid():
            return rows
        told = self.cleaned_data
        return rows.filter(in_state(told["state"]), person__name__icontains=told["q"])


class OurPlaceForm(forms.Form):
    """For which agency; hidden where a person leads one."""

    place = forms.ModelChoiceField(
        label="Agency",
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Select the agency",
            "invalid_choice": "Select an agency that you lead",
        },
    )
    people = forms.ModelMultipleChoiceField(
        label="People",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one person",
            "invalid_choice": "Select people of your own agency",
            "invalid_pk_value": "Select people of your own agency",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = access.led_places(user)
        self.offer("place", places)
        self.offer("people", access.people_led(user))
        own = list(places[:2])
        if len(own) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.initial["place"] = own[0].pk

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = rows


class RequirementForm(OurPlaceForm):
    """A course asked of people because of the job they do."""

    course = forms.ModelChoiceField(
        label="Course",
        queryset=User.objects.none(),
        empty_label="Select a course",
        error_messages={
            "required": "Select the course",
            "invalid_choice": "Select a course from the list",
        },
    )
    job = forms.CharField(
        label="Job for which it is needed",
        help_text="For example: social worker, health visitor.",
        max_length=80,
        error_messages={
            "required": "Enter the job for which it is needed",
            "max_length": "Job must be 80 characters or fewer",
        },
    )
    field_order = ("place", "course", "job", "people")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.offer("course", access.courses_required(user))


class AgencyTrainingForm(OurPlaceForm):
    """Training an agency gave to its own people."""

    title = forms.CharField(
        label="What was it about?",
        max_length=160,
        error_messages={
            "required": "Enter what the training was about",
            "max_length": "It must be 160 characters or fewer",
        },
    )
    held_on = DateField(label="Date of the training", help_text="For example, 27 3 2020")
    hours = forms.DecimalField(
        label="Hours (optional)",
        required=False,
        min_value=0.5,
        max_value=200,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={
            "invalid": "Hours must be a number, such as 6 or 1.5",
            "min_value": "Hours must be 0.5 or more",
            "max_value": "Hours must be 200 or less",
        },
    )
    number = forms.IntegerField(
        label="How many people came?",
        min_value=1,
        max_value=100_000,
        widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many people came",
            "invalid": "How many people came must be a whole number, such as 40",
            "min_value": "At least one person must have come",
            "max_value": "How many people came must be 100,000 or fewer",
        },
    )
    given_by = forms.CharField(
        label="Who gave it? (optional)",
        max_length=120,
        required=False,
        error_messages={"max_length": "Who gave it must be 120 characters or fewer"},
    )
    field_order = ("place", "title", "held_on", "hours", "given_by", "number", "people")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].required = False
        self.fields["people"].label = "Who of them has an account here? (optional)"
        self.fields["people"].help_text = "It then stands in their own record."

    def clean_held_on(self) -> date | None:
        day: date | None = self.cleaned_data["held_on"]
        if day and day > clock.today():
            raise ValidationError("Date of the training must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        named, number = facts.get("people"), facts.get("number")
        if named and number and len(named) > number:
            self.add_error("number", f"You selected {len(named)} people: enter at least as many")
        return facts
