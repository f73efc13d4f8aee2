"""Who is let in, and conflicts of interest."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal import clock
from portal.forms import DateField, paragraph
from portal.models import User
from reviews.models import ReviewGrant


class LetInForm(forms.Form):
    """Who is let in, why and until when."""

    person = forms.EmailField(
        label="Email address of the person",
        help_text="They need an account. An access officer opens one.",
        error_messages={
            "required": "Enter the email address of the person to let in",
            "invalid": "Enter an email address in the correct format, like name@example.org",
        },
    )
    reason = paragraph("Reason", "Enter why this person needs to see the review")
    ends_on = DateField(
        label="Last day",
        help_text="No later than 12 months from today. For example, 31 3 2021.",
        error_messages={"required": "Enter the last day this person needs to see the review"},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_person(self) -> User:
        """The person behind the address."""
        email = self.cleaned_data["person"].lower()
        person = User.objects.filter(email=email, is_active=True).first()
        if person is None:
            raise ValidationError(
                "There is no open account with this email address. "
                "Check it, or ask an access officer to open an account"
            )
        if person == self.by:
            raise ValidationError("You cannot let yourself in. Ask another review lead")
        return person

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        last = clock.add_months(clock.today(), ReviewGrant.LONGEST_MONTHS)
        if not clock.today() <= day <= last:
            raise ValidationError(
                f"Last day must be between today and {last.day} {last:%B %Y}. "
                "Let the person in again when they need longer"
            )
        return day


class ConflictForm(forms.Form):
    """Why somebody should not see this review."""

    reason = paragraph(
        "What is the conflict of interest?",
        "Enter what the conflict of interest is",
        "For example, you or your team worked with the family. Do not name anybody.",
    )
