"""The one form a stranger may send us, and what keeps machines from filling it in."""

from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError

from portal import clock

SALT = "portal.accounts.sign_up_form"
TOO_OLD = 60 * 60


class SignUpForm(forms.Form):
    """Name and address. The password, if anybody wants one, comes later."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        help_text="As colleagues in other agencies know you.",
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={
            "required": "Enter your full name",
            "max_length": "Full name must be 120 characters or fewer",
        },
    )
    email = forms.EmailField(
        label="Work email address",
        max_length=254,
        help_text="We send a code to it. Your agency is recognised by it.",
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your work email address",
            "invalid": "Enter an email address like name@example.gov.uk",
        },
    )
    since = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["since"] = stamp()
        if expected:
            self.initial["email"] = expected
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "The address you were invited at."

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:  # whoever left a box empty by mistake was fast, and is a person
            return cleaned
        taken = seconds_since(cleaned.get("since", ""))
        if not settings.SIGN_UP_TAKES_SECONDS <= taken <= TOO_OLD:
            # Bound data wins over initial: the page must come back with a stamp that will do.
            if taken > TOO_OLD:
                self.data = dict(self.data.items()) | {"since": stamp()}
            raise ValidationError(
                "We could not tell that you are a person. Check your answers and send them again"
            )
        return cleaned

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the box that the page hides from people was filled in."""
        return bool(self.data.get("website"))


def stamp() -> str:
    """Return the present moment, sealed: when the page was made."""
    return signing.dumps(clock.wall_time().timestamp(), salt=SALT)


def seconds_since(stamped: str) -> float:
    """Return how long ago a page was made; longer than any limit when that cannot be read."""
    try:
        made: float = signing.loads(stamped, salt=SALT)
    except signing.BadSignature:
        return TOO_OLD + 1
    return clock.wall_time().timestamp() - made
