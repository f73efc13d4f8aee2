"""What is asked about policies of training and their rules."""

from datetime import date
from typing import Any

from django import forms

from partners.models import Group
from portal.forms import DateField, paragraph
from portal.models import User
from training import access
from training.forms.money import PlaceForm
from training.forms.pounds import PoundsField
from training.forms.prices import NARROW, from_today, until_today
from training.models import CancellationRule, Length, PayerClass, Policy

Occasion = CancellationRule.Occasion
MIDNIGHT, NOON = 0, 12


def hour(number: int) -> str:
    """An hour of the day in words: "midnight", "9am", "noon", "5pm"."""
    if number in (MIDNIGHT, NOON):
        return "noon" if number else "midnight, as the day begins"
    return f"{number}am" if number < NOON else f"{number - NOON}pm"


class PolicyFacts(forms.Form):
    """What a version of a policy says beside its rules."""

    title = forms.CharField(
        label="Title",
        max_length=120,
        error_messages={
            "required": "Enter the title of the policy",
            "max_length": "The title must be 120 characters or fewer",
        },
    )
    text = paragraph("What it says, in plain words (optional)", "", required=False)
    since = DateField(
        label="First day on which it holds",
        validators=[from_today],
        error_messages={"required": "Enter the first day on which it holds"},
    )
    review_on = DateField(
        label="Day by which it is looked at again",
        help_text="Policies are agreed for a year. Training leads are reminded two months before.",
        error_messages={"required": "Enter the day by which it is looked at again"},
    )
    cut_off = forms.TypedChoiceField(
        label="Hour by which notice in days is given",
        help_text="For policies on cancelling. London time.",
        choices=[(number, hour(number)) for number in range(24)],
        coerce=int,
        initial=17,
        error_messages={"invalid_choice": "Select an hour from the list"},
    )
    on_free_places = forms.BooleanField(
        label="Late notice and not coming cost something on free places too", required=False
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        since: date | None = answers.get("since")
        review: date | None = answers.get("review_on")
        if since and review and review <= since:
            self.add_error("review_on", "The day of the review must be later than the first day")
        return answers


class PolicyForm(PolicyFacts, PlaceForm):
    """A policy that begins without rules."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=Policy.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what the policy is about",
            "invalid_choice": "Select what the policy is about from the list",
        },
    )
    field_order = ["partnership", "kind"]


class RuleForm(forms.Form):
    """What late notice, or not coming, costs whom on what."""

    occasion = forms.ChoiceField(
        label="What is it for?",
        choices=Occasion.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what the rule is for",
            "invalid_choice": "Select what the rule is for from the list",
        },
    )
    notice = forms.IntegerField(
        label="Notice that is too short: less than",
        help_text="For late cancelling. For example, 5.",
        required=False,
        min_value=1,
        max_value=365,
        widget=forms.TextInput({"inputmode": "numeric", **NARROW}),
        error_messages={
            "invalid": "The notice must be a whole number, like 5",
            "min_value": "The notice must be 1 or more",
            "max_value": "The notice must be 365 or less",
        },
    )
    unit = forms.ChoiceField(
        label="Counted in",
        required=False,
        choices=[("", "Select what it is counted in"), *CancellationRule.Unit.choices],
        error_messages={"invalid_choice": "Select what notice is counted in from the list"},
    )
    payer_class = forms.ModelChoiceField(
        PayerClass.objects.none(),
        label="For which class of payers",
        required=False,
        empty_label="All classes",
        error_messages={"invalid_choice": "Select a class of payers of this partnership"},
    )
    length = forms.ChoiceField(
        label="For courses of which length",
        required=False,
        choices=[("", "Any length"), *Length.choices],
        error_messages={"invalid_choice": "Select a length from the list"},
    )
    amount = PoundsField(
        label="Amount in pounds (optional)", required=False, help_text="For example, 25 or 12.50"
    )
    share = forms.DecimalField(
        label="Share of the fee in per cent (optional)",
        help_text="Where an amount and a share are given, the greater of the two is charged.",
        required=False,
        min_value=0.01,
        max_value=100,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", **NARROW}),
        error_messages={
            "invalid": "The share must be a number, like 50",
            "min_value": "The share must be more than 0 per cent",
            "max_value": "The share must be 100 per cent or less",
            "max_decimal_places": "The share must have 2 decimal places or fewer",
        },
    )

    def __init__(self, *args: Any, user: User, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["payer_class"]
        field.queryset = access.payer_classes(user).filter(partnership=policy.partnership_id)

    def clean_share(self) -> int | None:
        """Hundredths of a per cent."""
        share = self.cleaned_data["share"]
        return None if share is None else int(share * 100)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("occasion") == Occasion.LATE:
            self.insist_on_notice(answers)
        elif answers.get("occasion") == Occasion.ABSENT:
            answers |= {"notice": None, "unit": ""}  # not coming knows no notice
        wrong = {"amount", "share"} & set(self.errors)
        if not wrong and answers.get("amount") is None and answers.get("share") is None:
            self.add_error("amount", "Enter an amount, a share of the fee, or both")
        return answers

    def insist_on_notice(self, answers: dict[str, Any]) -> None:
        if answers.get("notice") is None and "notice" not in self.errors:
            self.add_error("notice", "Enter the notice that is too short, like 5")
        if not answers.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "Select what notice is counted in")


class AgreeForm(forms.Form):
    """Which group agreed a policy, and when it met."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group agreed it?",
        empty_label="Select a group",
        error_messages={
            "required": "Select the group that agreed it",
            "invalid_choice": "Select a group of this partnership",
        },
    )
    met_on = DateField(
        label="Day of the meeting",
        validators=[until_today],
        error_messages={"required": "Enter the day of the meeting"},
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.queryset = access.groups_at(policy)
