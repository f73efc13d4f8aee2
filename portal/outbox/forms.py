"""How operators narrow the outbox and drop a notice, and how a person wants to be written to."""

from django import forms

from portal.models import Notice
from portal.outbox.keeping import GIVEN_REASONS

ATTENTION = ""


class OutboxFilter(forms.Form):
    """Narrows the outbox to one state."""

    state = forms.ChoiceField(
        label="State",
        choices=((ATTENTION, "All that is not sent"), *Notice.Status.choices),
        required=False,
        error_messages={"invalid_choice": "Select a state from the list"},
    )


class DropForm(forms.Form):
    """Why a notice is not to be sent."""

    reason = forms.ChoiceField(
        label="Why should it not be sent?",
        choices=[(reason.value, reason.label) for reason in GIVEN_REASONS],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select why it should not be sent",
            "invalid_choice": "Select a reason from the list",
        },
    )


class MailForm(forms.Form):
    """How a person wants to be written to."""

    daily = forms.BooleanField(
        label="Send me one email a day instead of one for each thing",
        help_text="It comes after 7am. What the law sets a date for still comes at once.",
        required=False,
    )
    weekly = forms.BooleanField(
        label="Send me an email on Mondays that says what is due, even when nothing is",
        required=False,
    )
