"""What people say about themselves."""

from typing import Any

from django import forms

from portal.models import User


class NameForm(forms.Form):
    """The name others read."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={
            "required": "Enter your full name",
            "max_length": "Full name must be 120 characters or fewer",
        },
    )


class MailForm(forms.Form):
    """How often to be written to."""

    pace = forms.ChoiceField(
        label="When do you want your messages?",
        widget=forms.RadioSelect,
        choices=[("at_once", "Each at once"), ("daily", "One email a day, in the morning")],
        help_text="What cannot wait, such as a change of how you sign in, always comes at once.",
        error_messages={
            "required": "Select when you want your messages",
            "invalid_choice": "Select when you want your messages",
        },
    )
    weekly = forms.BooleanField(label="Write to me each Monday with what is due", required=False)

    @classmethod
    def of(cls, user: User, sent: Any) -> "MailForm":
        pace = "daily" if user.digest else "at_once"
        return cls(sent, initial={"pace": pace, "weekly": user.weekly})

    @property
    def chosen(self) -> dict[str, bool]:
        """The answers, as the outbox takes them."""
        return {
            "daily": self.cleaned_data["pace"] == "daily",
            "weekly": self.cleaned_data["weekly"],
        }
