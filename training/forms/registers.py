"""What is typed into a register, and at the door."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from partners.forms.people import on_one_line
from partners.models import Agency
from portal.forms import EmailField
from training.models import Booking, BookingQuerySet, SessionPart

MARK_CHOICES: tuple[tuple[str, str], ...] = (
    ("attended", "Came"),
    ("part attended", "Came in part"),
    ("absent", "Did not come"),
)


PART_CHOICES: tuple[tuple[str, str], ...] = (("attended", "Came"), ("absent", "Did not come"))
NOT_A_MARK = "Select came, came in part or did not come"


class RegisterFilter(forms.Form):
    """Finds somebody at the door. Needs places with `shown`."""

    q = forms.CharField(label="Name", required=False, max_length=120)
    show = forms.ChoiceField(
        label="Show",
        choices=(("", "Everybody"), ("open", "Not marked yet"), *MARK_CHOICES),
        required=False,
        error_messages={"invalid_choice": "Select what to show from the list"},
    )

    part = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if part:
            every = self.fields["show"].choices[:2]  # type: ignore[attr-defined]
            self.fields["show"].choices = (*every, *PART_CHOICES)  # type: ignore[attr-defined]

    def narrow(self, places: BookingQuerySet) -> BookingQuerySet:
        if not self.is_valid():
            return places
        if self.cleaned_data["q"]:
            places = places.filter(delegate__icontains=self.cleaned_data["q"])
        state = {"open": "booked"}.get(self.cleaned_data["show"], self.cleaned_data["show"])
        return places.filter(Q(shown=state)) if state else places


class MarkForm(forms.Form):
    """One tap: how somebody is marked, or that they are not marked yet."""

    mark = forms.ChoiceField(
        choices=(*MARK_CHOICES, ("booked", "Not marked")),
        error_messages={
            "required": "Select how this person is marked",
            "invalid_choice": "Select how this person is marked",
        },
    )


class RegisterForm(forms.Form):
    """One set of radios for each person with a place, to type in what stands on paper.

    Needs places with `shown`; `part`: the paper is of one part of the session.
    """

    def __init__(
        self, *args: Any, places: list[Booking], part: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = PART_CHOICES if part else MARK_CHOICES
        wrong = "Select came or did not come" if part else NOT_A_MARK
        self.names = {f"place_{place.pk}": place for place in places}
        for name, place in self.names.items():
            self.fields[name] = forms.ChoiceField(
                label=place.delegate,
                help_text=str(place.agency) if place.agency else "",
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
                initial=place.shown,  # type: ignore[attr-defined]
                error_messages={"invalid_choice": wrong},
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.errors and not any(facts.get(name) for name in self.names):
            raise ValidationError("Mark at least one person")
        return facts

    @property
    def marks(self) -> dict[int, str]:
        chosen = {place.pk: self.cleaned_data[name] for name, place in self.names.items()}
        return {pk: mark for pk, mark in chosen.items() if mark}


class WalkInForm(forms.Form):
    """Somebody at the door who has no booking."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        validators=[on_one_line],
        error_messages={"required": "Enter the full name"},
    )
    address = EmailField(
        label="Work email address (optional)",
        help_text="Finds their account, so that the training stands in their own record.",
        required=False,
    )
    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        empty_label="Select an agency",
        error_messages={
            "required": "Select the agency they work for",
            "invalid_choice": "Select an agency of this partnership",
        },
    )
    because = forms.CharField(
        label="If every place is taken: why you let them in",
        help_text="One place is added to the session, and what you write here is kept with it.",
        max_length=200,
        required=False,
        error_messages={"max_length": "Reason must be 200 characters or fewer"},
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class ReopenForm(forms.Form):
    """Why a closed register is opened again."""

    reason = forms.CharField(
        label="Why is the register opened again?",
        max_length=200,
        error_messages={
            "required": "Enter why the register is opened again",
            "max_length": "Reason must be 200 characters or fewer",
        },
    )


class CorrectionForm(forms.Form):
    """How somebody should have been marked, and why it was not."""

    mark = forms.ChoiceField(
        label="What is right?",
        choices=MARK_CHOICES,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what is right",
            "invalid_choice": "Select what is right",
        },
    )
    reason = forms.CharField(
        label="Why is the mark changed?",
        help_text="For example: signed the paper list, and was left out when it was typed in.",
        max_length=200,
        error_messages={
            "required": "Enter why the mark is changed",
            "max_length": "Reason must be 200 characters or fewer",
        },
    )


class PartsCorrectionForm(forms.Form):
    """For each part, whether somebody came, and why the register said otherwise."""

    def __init__(
        self, *args: Any, parts: list[SessionPart], marks: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = {f"part_{part.pk}": part for part in parts}
        for name, part in self.names.items():
            self.fields[name] = forms.ChoiceField(
                label=str(part),
                choices=PART_CHOICES,
                widget=forms.RadioSelect,
                initial=marks.get(part.pk),
                error_messages={
                    "required": f"Select whether they came to part {part.order}",
                    "invalid_choice": f"Select whether they came to part {part.order}",
                },
            )
        self.fields["reason"] = CorrectionForm.base_fields["reason"]

    @property
    def facts(self) -> dict[str, Any]:
        marks = {part.pk: self.cleaned_data[name] for name, part in self.names.items()}
        return {"marks": marks, "reason": self.cleaned_data["reason"]}
