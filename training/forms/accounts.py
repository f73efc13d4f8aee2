"""What is asked about the training account: its host, its years, its costs and its surplus."""

from typing import Any

from django import forms

from partners.models import Group
from portal import clock
from portal.forms import DateField, paragraph
from training.access import contracts_costed, sessions_costed
from training.forms.choosing import offer
from training.forms.money import OfAgencyForm, PlaceForm
from training.forms.pounds import PoundsField
from training.models import AccountYear, Contract, Cost, Session, financial_year

YEARS_BACK = 6


def years() -> list[tuple[int, str]]:
    """The financial years up to this one, the latest first: 2020, "2020-21"."""
    this = financial_year(clock.today())
    begun = [AccountYear(year=year) for year in range(this, this - YEARS_BACK, -1)]
    return [(one.year, one.label) for one in begun]


class AccountForm(PlaceForm):
    """Which year is opened, and what it begins with."""

    year = forms.TypedChoiceField(
        label="Financial year",
        help_text="1 April to 31 March.",
        choices=years,
        coerce=int,
        error_messages={
            "required": "Select the financial year",
            "invalid_choice": "Select a financial year that has begun",
        },
    )
    brought_forward = PoundsField(
        label="Brought in from before, in pounds (optional)",
        help_text="Only where the year before has no account here. Leave it empty for nothing.",
        required=False,
        least=0,
    )


class HostForm(OfAgencyForm):
    """Which organisation hosts training, from a day on."""

    note = forms.CharField(
        label="Where this was agreed (optional)",
        required=False,
        max_length=200,
        error_messages={"max_length": "Where this was agreed must be 200 characters or fewer"},
    )
    field_order = ("partnership", "agency", "since", "note")


def why(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text="Kept beside the entry. Do not name a child or an illness.",
        max_length=300,
        error_messages={
            "required": missing,
            "max_length": "The reason must be 300 characters or fewer",
        },
    )


class CostForm(forms.Form):
    """One amount that training cost."""

    heading = forms.ChoiceField(
        label="Heading",
        choices=Cost.Heading.choices,
        error_messages={
            "required": "Select the heading",
            "invalid_choice": "Select a heading from the list",
        },
    )
    text = forms.CharField(
        label="What it was for",
        max_length=200,
        error_messages={
            "required": "Enter what it was for",
            "max_length": "What it was for must be 200 characters or fewer",
        },
    )
    amount = PoundsField(
        label="Amount in pounds",
        help_text="For example, 350 or 12.50",
        error_messages={"required": "Enter the amount"},
    )
    spent_on = DateField(
        label="Day on which it was spent",
        error_messages={"required": "Enter the day on which it was spent"},
    )
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label="Session (optional)",
        required=False,
        empty_label="No session in particular",
        error_messages={"invalid_choice": "Select a session of this year"},
    )
    contract = forms.ModelChoiceField(
        Contract.objects.none(),
        label="Contract (optional)",
        required=False,
        empty_label="No contract",
        error_messages={"invalid_choice": "Select a contract of this year"},
    )

    def __init__(self, *args: Any, account: AccountYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "session", sessions_costed(account))
        offer(self, "contract", contracts_costed(account))
        if account.is_closed:
            self.fields["reason"] = why(
                "Why is it entered after the year was closed?",
                "Enter why it is entered after the year was closed",
            )


class CorrectCostForm(forms.Form):
    """Why a cost is taken back."""

    reason = why("What was wrong with it?", "Enter what was wrong with it")


class CloseAccountForm(forms.Form):
    """What a group decided to do with what a year left."""

    decision = forms.ChoiceField(
        label="What was decided about it?",
        choices=AccountYear.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what was decided"},
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Which group decided?",
        empty_label="Select a group",
        error_messages={
            "required": "Select the group that decided",
            "invalid_choice": "Select a group of this partnership",
        },
    )
    decided_on = DateField(
        label="Day of the decision",
        error_messages={"required": "Enter the day of the decision"},
    )
    words = paragraph("The decision in words", "Enter the decision in words")

    def __init__(self, *args: Any, account: AccountYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(partnership=account.partnership_id)
        offer(self, "group", groups.order_by("name"))
