"""Providers, contracts, checks, observations and change notices."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from learning_hub.models import refuse_identifying
from partners.forms.people import on_one_line
from partners.models import Partnership
from portal import clock
from portal.forms import DateField, EmailField, paragraph
from portal.models import User
from training import access
from training.models import Contract, MeasureCheck, Observation, OriginKind, Provider

MOST_MEASURES = 20


def line(label: str, missing: str, longest: int, **more: Any) -> forms.CharField:
    """One line of text, with its own words for what is wrong."""
    name = label.removesuffix(" (optional)")
    return forms.CharField(
        label=label,
        max_length=longest,
        validators=[on_one_line],
        error_messages={
            "required": missing,
            "max_length": f"{name} must be {longest} characters or fewer",
        },
        **more,
    )


class PlaceForm(forms.Form):
    """For which partnership; hidden where a person runs the training of one."""

    partnership = forms.ModelChoiceField(
        label="Partnership",
        queryset=Partnership.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Select the partnership",
            "invalid_choice": "Select a partnership whose training you run",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = access.training_run(user)
        field: Any = self.fields["partnership"]
        field.queryset = ours
        own = list(ours[:2])
        if len(own) == 1:
            field.widget = forms.HiddenInput()
            self.initial["partnership"] = own[0].pk


class ProviderForm(PlaceForm):
    """Who gives training, and whom to write to."""

    name = line("Name of the provider", "Enter the name of the provider", 120)
    contact = line("Who to write to", "Enter who to write to", 120)
    address = EmailField(
        label="Email address",
        help_text="Change notices go here.",
        error_messages={"required": "Enter the email address"},
    )
    field_order = ("partnership", "name", "contact", "address")


class ContractForm(forms.Form):
    """A procurement: the need, the bids, the award, the term, and what is measured."""

    title = line("What is bought", "Enter what is bought", 160)
    route = forms.ChoiceField(
        label="How was it bought?",
        choices=Contract.Route.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how it was bought",
            "invalid_choice": "Select how it was bought",
        },
    )
    need = paragraph("What is needed, and why", "Enter what is needed, and why")
    bids = forms.IntegerField(
        label="How many bids came? (optional)",
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "How many bids came must be a whole number, such as 3",
            "min_value": "How many bids came must be 0 or more",
            "max_value": "How many bids came must be 500 or fewer",
        },
    )
    why = paragraph("Why this provider", "Enter why this provider was chosen")
    run_by = line(
        "Who ran the procurement (optional)",
        "",
        120,
        required=False,
        help_text="By role and agency, for example: training coordinator, Dorset Council.",
    )
    awarded_on = DateField(label="Date of the award", help_text="For example, 2 3 2020")
    starts_on = DateField(label="First day of the contract", help_text="For example, 1 4 2020")
    ends_on = DateField(label="Last day of the contract", help_text="For example, 31 3 2022")
    measures = forms.CharField(
        label="What the contract is held to",
        help_text="One measure a line, for example: 90% of people rate it good or excellent.",
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Enter at least one measure"},
    )

    def clean_measures(self) -> list[str]:
        told = [one.strip() for one in self.cleaned_data["measures"].splitlines() if one.strip()]
        if len(told) > MOST_MEASURES:
            raise ValidationError(f"Enter {MOST_MEASURES} measures or fewer")
        if any(len(one) > 200 for one in told):
            raise ValidationError("Each measure must be 200 characters or fewer")
        return told

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        awarded, first, last = (facts.get(n) for n in ("awarded_on", "starts_on", "ends_on"))
        if first and last and last < first:
            self.add_error("ends_on", "Last day of the contract must be on or after its first day")
        if awarded and first and awarded > first:
            self.add_error("awarded_on", "Date of the award must be on or before the first day")
        return facts


class CheckMeasureForm(forms.Form):
    """Whether a measure is met."""

    outcome = forms.ChoiceField(
        label="Is it met?",
        choices=MeasureCheck.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whether it is met",
            "invalid_choice": "Select whether it is met",
        },
    )
    checked_on = DateField(label="Date of the check", help_text="For example, 27 3 2020")
    note = line("What you saw (optional)", "", 300, required=False)

    def clean_checked_on(self) -> date | None:
        return not_in_the_future(self.cleaned_data["checked_on"], "Date of the check")


def not_in_the_future(day: date | None, label: str) -> date | None:
    if day and day > clock.today():
        raise ValidationError(f"{label} must be today or in the past")
    return day


class ObservationForm(forms.Form):
    """What somebody saw who sat in on a session."""

    provider = forms.ModelChoiceField(
        label="Provider (optional)",
        queryset=Provider.objects.none(),
        required=False,
        empty_label="Nobody commissioned",
        error_messages={"invalid_choice": "Select a provider from the list"},
    )
    role = line("In which role you observed", "Enter in which role you observed", 80)
    observed_on = DateField(label="Date of the observation", help_text="For example, 27 3 2020")
    score = forms.TypedChoiceField(
        label="How was it, all in all?",
        choices=Observation.Score.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how it was, all in all",
            "invalid_choice": "Select how it was, all in all",
        },
    )
    well = paragraph("What went well", "Enter what went well", "Do not name a child or a family.")
    improve = paragraph("What to improve (optional)", "", required=False)

    def __init__(self, *args: Any, providers: QuerySet[Provider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = providers  # type: ignore[attr-defined]

    def clean_observed_on(self) -> date | None:
        return not_in_the_future(self.cleaned_data["observed_on"], "Date of the observation")


class ChangeForm(PlaceForm):
    """What courses must say from now on, why, by when, and who is told."""

    kind = forms.ChoiceField(
        label="Where does it come from?",
        choices=(("", "Select where it comes from"), *OriginKind.choices),
        error_messages={
            "required": "Select where it comes from",
            "invalid_choice": "Select where it comes from",
        },
    )
    title = line("What it is about", "Enter what it is about", 160)
    text = paragraph(
        "What courses must say",
        "Enter what courses must say",
        "Write what may be passed on. Do not name a child, a family or a case.",
    )
    due_on = DateField(label="By when courses must follow", help_text="For example, 27 11 2020")
    providers = forms.ModelMultipleChoiceField(
        label="Who is told?",
        queryset=Provider.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one provider",
            "invalid_choice": "Select providers from the list",
            "invalid_pk_value": "Select providers from the list",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["providers"]
        field.queryset = Provider.objects.current().filter(
            partnership__in=access.training_run(user)
        )
        for name in ("title", "text"):
            self.fields[name].validators.append(refuse_identifying)

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and day <= clock.today():
            raise ValidationError("By when courses must follow must be in the future")
        return day

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        told, at = facts.get("providers"), facts.get("partnership")
        if told and at and any(one.partnership_id != at.pk for one in told):
            self.add_error("providers", f"Select providers of {at}")
        return facts


class AnswerForm(forms.Form):
    """What a provider says of a change notice."""

    note = forms.CharField(
        label="What you changed (optional)",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": "What you changed must be 500 characters or fewer"},
    )
