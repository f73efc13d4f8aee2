"""What is asked when a payment is put right."""

from django import forms

from portal.forms import DateField
from training.forms.money import AgencyChoice
from training.forms.pounds import PoundsField
from training.models import Payment


class PaymentFilter(AgencyChoice):
    """Payments by agency and kind."""

    kind = forms.ChoiceField(
        label="What", required=False, choices=[("", "All"), *Payment.Kind.choices]
    )


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


class ReversePaymentForm(forms.Form):
    """Why an entry is taken back."""

    reason = why("What was wrong with it?", "Enter what was wrong with it")


class RefundForm(forms.Form):
    """Money that went back. No card or account number is asked for, or kept."""

    amount = PoundsField(
        label="Amount in pounds",
        help_text="For example, 80 or 12.50",
        error_messages={"required": "Enter the amount that was paid back"},
    )
    paid_on = DateField(
        label="Day on which it was paid back",
        error_messages={"required": "Enter the day on which it was paid back"},
    )
    reference = forms.CharField(
        label="Reference of the repayment (optional)",
        help_text="As the bank statement says. Do not enter a card or account number.",
        required=False,
        max_length=60,
        error_messages={"max_length": "Reference must be 60 characters or fewer"},
    )
    reason = why("Why is it paid back?", "Enter why it is paid back")
