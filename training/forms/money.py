"""What is asked about charges, invoices and payments."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.models import Agency, Partnership
from portal import clock
from portal.forms import DateField, EmailField
from portal.models import User
from training import access
from training.forms.pounds import PoundsField
from training.models import Charge, Invoice

MONTHS_BACK = 12


class AgencyChoice(forms.Form):
    """Narrows a list to one agency."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        empty_label="All agencies",
        error_messages={"invalid_choice": "Select an agency from the list"},
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = agencies

    def asked(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() else None


class ChargeFilter(AgencyChoice):
    """Charges by agency, kind, and whether an invoice carries them."""

    WAITING, CARRIED, UNPRICED = "waiting", "invoiced", "no fee"
    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Charge.Kind.choices])
    state = forms.ChoiceField(
        required=False,
        choices=[
            ("", "All"),
            (WAITING, "Not invoiced yet"),
            (CARRIED, "On an invoice"),
            (UNPRICED, "Fee not set"),
        ],
    )


class InvoiceFilter(AgencyChoice):
    """Invoices by agency and state."""

    state = forms.ChoiceField(
        required=False,
        choices=[
            ("", "All"),
            *Invoice.Status.choices,
            ("owed", "Still owed"),
            ("back", "To pay back"),
        ],
    )


class ReasonForm(forms.Form):
    """Why an agency is let off a charge."""

    reason = forms.CharField(
        label="Why is this charge waived?",
        help_text="The agency reads this on its invoice. Do not name a child or an illness.",
        max_length=200,
        error_messages={
            "required": "Enter why the charge is waived",
            "max_length": "The reason must be 200 characters or fewer",
        },
    )


class SetFeeForm(forms.Form):
    """What a booking costs for which no fee was set."""

    amount = PoundsField(
        label="Fee in pounds",
        least=0,
        help_text="For example, 80 or 12.50. Enter 0 for a free place.",
        error_messages={"required": "Enter the fee"},
    )
    because = forms.CharField(
        label="Where does this fee come from?",
        max_length=200,
        error_messages={
            "required": "Enter where this fee comes from",
            "max_length": "Where the fee comes from must be 200 characters or fewer",
        },
    )


def months_over() -> list[tuple[str, str]]:
    """The months before this one, the latest first: "2020-08-01", "August 2020"."""
    first = clock.today().replace(day=1)
    months = [clock.add_months(first, -n) for n in range(1, MONTHS_BACK + 1)]
    return [(month.isoformat(), f"{month:%B %Y}") for month in months]


class PlaceForm(forms.Form):
    """For which partnership something is done; asked only of people who act for several."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Select the partnership",
            "invalid_choice": "Select one of your partnerships",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = access.money_places(user)
        field: Any = self.fields["partnership"]
        field.queryset = places
        own = list(places[:2])
        if len(own) == 1:
            field.widget = forms.HiddenInput()
            self.initial["partnership"] = own[0].pk


class MonthForm(PlaceForm):
    """Which month is invoiced."""

    month = forms.ChoiceField(
        choices=months_over,
        error_messages={
            "required": "Select a month",
            "invalid_choice": "Select a month that is over",
        },
    )

    def clean_month(self) -> date:
        return date.fromisoformat(self.cleaned_data["month"])


class IssueForm(forms.Form):
    """The agency's order, where it wants one on its invoices."""

    number = forms.CharField(
        label="Purchase order number (optional)",
        required=False,
        max_length=40,
        error_messages={"max_length": "Purchase order number must be 40 characters or fewer"},
    )


class CreditForm(forms.Form):
    """How much of an invoice is credited, and why."""

    amount = PoundsField(
        label="Amount to credit in pounds",
        help_text="With VAT. For example, 25 or 12.50",
        error_messages={"required": "Enter the amount to credit"},
    )
    reason = forms.CharField(
        label="Why is it credited?",
        help_text="Printed on the credit note.",
        max_length=300,
        error_messages={
            "required": "Enter why it is credited",
            "max_length": "The reason must be 300 characters or fewer",
        },
    )


class PaymentForm(forms.Form):
    """Money that came in. No card or account number is asked for, or kept."""

    amount = PoundsField(
        label="Amount in pounds",
        help_text="For example, 80 or 12.50",
        error_messages={"required": "Enter the amount that came in"},
    )
    paid_on = DateField(
        label="Day on which it came in",
        error_messages={"required": "Enter the day on which it came in"},
    )
    reference = forms.CharField(
        label="Reference of the payment (optional)",
        help_text="As the bank statement says. Do not enter a card or account number.",
        required=False,
        max_length=60,
        error_messages={"max_length": "Reference must be 60 characters or fewer"},
    )


class OfAgencyForm(PlaceForm):
    """Something an agency told the training team, from a day on."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        empty_label="Select an agency",
        error_messages={
            "required": "Select the agency",
            "invalid_choice": "Select an agency of your partnership",
        },
    )
    since = DateField(
        label="From which day", error_messages={"required": "Enter the day from which it holds"}
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = access.billed_agencies(user)


class ContactForm(OfAgencyForm):
    """Who gets an agency's invoices."""

    name = forms.CharField(
        label="Name of the person or team",
        max_length=120,
        error_messages={
            "required": "Enter the name of the person or team",
            "max_length": "The name must be 120 characters or fewer",
        },
    )
    address = EmailField(
        label="Email address for invoices",
        error_messages={"required": "Enter the email address for invoices"},
    )
    field_order = ["partnership", "agency", "name", "address", "since"]


class OrderForm(OfAgencyForm):
    """An order that an agency wants on its invoices."""

    number = forms.CharField(
        label="Order number",
        max_length=40,
        error_messages={
            "required": "Enter the order number",
            "max_length": "Order number must be 40 characters or fewer",
        },
    )
    until = DateField(label="Last day (optional)", required=False)
    cap = PoundsField(
        label="Most it may be used for, in pounds (optional)",
        help_text="With VAT. Leave it empty for no limit.",
        required=False,
    )
    field_order = ["partnership", "agency", "number", "since", "until", "cap"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        since, until = answers.get("since"), answers.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the first day or later")
        return answers
