"""Where to tell somebody of new dates."""

from django import forms

from portal.forms import EmailField


class AlertForm(forms.Form):
    """An email address, for people without an account."""

    address = EmailField(
        label="Email address",
        help_text="We send a link to confirm it. We use it for nothing else.",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address in the correct format, like name@example.com",
        },
    )

    def clean_address(self) -> str:
        return str(self.cleaned_data["address"]).lower()
