"""How operators narrow the outbox, and why they drop a notice."""

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
