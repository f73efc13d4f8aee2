"""Training strategies: whose they are, what they aim at, and what was reached."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from learning_hub.models import refuse_identifying
from partners.models import Agency, Partnership
from portal import clock
from portal.forms import DateField, paragraph
from portal.models import User
from training import access
from training.forms.choosing import offer, said_for_sure
from training.forms.providers import line
from training.models import TrainingStrategy

WHOSE = ("partnership", "agency", "sector")


def number(label: str, missing: str, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={
            "required": missing,
            "invalid": "Enter a whole number, such as 40",
            "min_value": "Enter %(limit_value)s or more",
            "max_value": "Enter %(limit_value)s or less",
        },
        **more,
    )


class StrategyForm(forms.Form):
    """A strategy of an agency or of a sector, with where it can be read."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        label="Partnership",
        empty_label=None,
        error_messages={
            "required": "Select the partnership",
            "invalid_choice": "Select a partnership from the list",
        },
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency",
        empty_label="Select an agency",
        error_messages={
            "required": "Select the agency",
            "invalid_choice": "Select an agency from the list",
        },
    )
    sector = forms.ChoiceField(
        label="Or all agencies of a sector (optional)",
        choices=(("", "No sector"), *Agency.Sector.choices),
        required=False,
    )
    title = line("Title", "Enter the title", 160)
    written_by = line(
        "Who wrote it",
        "Enter who wrote it",
        160,
        help_text="A team or a job, such as Named nurses",
    )
    starts_on = DateField(label="In force from", help_text="For example, 1 4 2020")
    ends_on = DateField(label="In force until", help_text="For example, 31 3 2023")
    link = forms.URLField(
        label="Where it can be read (optional)",
        help_text="Such as https://www.example.org/strategy",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={
            "invalid": "Enter an address in the correct format, like https://www.example.org"
        },
    )
    about = paragraph("What it says, in short (optional)", "", hint="Name nobody.", required=False)

    def __init__(
        self, *args: Any, user: User, strategy: TrainingStrategy | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for name in ("title", "about"):
            self.fields[name].validators.append(refuse_identifying)
        if strategy is not None:
            for name in WHOSE:
                del self.fields[name]
            self.initial.update({name: getattr(strategy, name) for name in self.fields})
            return
        said_for_sure(self, "partnership", access.strategy_places(user))
        if access.runs_training(user):
            self.fields["agency"].required = False
            self.fields["agency"].label = "Agency (optional)"
            offer(self, "agency", access.strategy_agencies(user))
        else:
            del self.fields["sector"]
            said_for_sure(self, "agency", access.strategy_agencies(user))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if "partnership" in self.fields:
            self.insist_on_whose(facts)
        first, last = facts.get("starts_on"), facts.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "In force until must be the first day or later")
        return facts

    def insist_on_whose(self, facts: dict[str, Any]) -> None:
        """Of one agency or one sector, where this person may enter it."""
        may = access.writes_strategy_at
        at, agency = facts.get("partnership"), facts.get("agency")
        if {"partnership", "agency"} & set(self.errors):
            return
        if bool(agency) == bool(facts.get("sector")):
            self.add_error("agency", "Select either an agency or a sector")
        elif not (at and may(self.user, at.pk, agency.pk if agency else None)):
            self.add_error("agency", "Select an agency of this partnership that you lead")

    @property
    def facts(self) -> dict[str, Any]:
        apart = (*WHOSE, "edition")
        return {name: fact for name, fact in self.cleaned_data.items() if name not in apart}


class TargetForm(forms.Form):
    """Which share of which staff is to have a level, and by when."""

    level = line(
        "Level",
        "Enter the level",
        40,
        help_text="As the scheme of these staff calls it. For health, the intercollegiate "
        "document: level 1 to 5, or board.",
    )
    staff = line(
        "Which staff need it", "Enter which staff need it", 160, help_text="Such as Midwives"
    )
    share = number("How many of them, in per cent", "Enter how many of them, in per cent",
                   min_value=1, max_value=100)  # fmt: skip
    due_on = DateField(label="By when", help_text="For example, 31 3 2023")

    def __init__(self, *args: Any, strategy: TrainingStrategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strategy = strategy

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if not self.strategy.starts_on <= day <= self.strategy.ends_on:
            first, last = map(clock.day_text, (self.strategy.starts_on, self.strategy.ends_on))
            raise ValidationError(f"By when must be from {first} to {last}")
        return day


class CountForm(forms.Form):
    """How many of how many had the level on a day."""

    counted_on = DateField(label="On which day it was counted", help_text="For example, 31 3 2021")
    needed = number("Staff who need the level (leave empty if not available)", "", min_value=1,
                    max_value=1_000_000, required=False)  # fmt: skip
    reached = number("Of these, how many have it", "", min_value=0, max_value=1_000_000,
                     required=False)  # fmt: skip
    note = line("Note (optional)", "", 300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].validators.append(refuse_identifying)

    def clean_counted_on(self) -> Any:
        if self.cleaned_data["counted_on"] > clock.today():
            raise ValidationError("The day it was counted must be today or in the past")
        return self.cleaned_data["counted_on"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if {"needed", "reached"} & set(self.errors):
            return facts
        needed, reached = facts["needed"], facts["reached"]
        if (needed is None) != (reached is None):
            missing = "needed" if needed is None else "reached"
            self.add_error(missing, "Enter both numbers, or neither")
        elif needed is not None and reached > needed:
            self.add_error("reached", "It must not be more than the staff who need the level")
        return facts


class SettleTargetForm(forms.Form):
    """What came of a target."""

    outcome = line(
        "What came of it", "Enter what came of it", 300,
        help_text="Whether it was reached, and what follows. Nothing can be reported afterwards.",
    )  # fmt: skip
