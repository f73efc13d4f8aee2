"""How long places are kept and offered, from a day on."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal import clock
from portal.forms import DateField


def whole(label: str, hint: str, least: int, most: int) -> forms.IntegerField:
    """A whole number within bounds, with its own words for what is wrong."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={
            "required": f"Enter {label[0].lower()}{label[1:]}",
            "invalid": f"{label} must be a whole number, like {least or 2}",
            "min_value": f"{label} must be {least} or more",
            "max_value": f"{label} must be {most:,} or fewer",
        },
    )


class BookingRulesForm(forms.Form):
    """Rules of booking from a day on. The rules before stay for what happened before."""

    from_day = DateField(label="First day of these rules", help_text="For example, 1 4 2021")
    hold_minutes = whole("Minutes a place is held", "While somebody fills in the details.", 5, 240)
    offer_hours = whole("Hours an offer stands", "For a place that became free.", 1, 336)
    near_days = whole("Days before the start that count as near", "", 0, 60)
    near_offer_hours = whole("Hours an offer stands when the start is near", "", 1, 336)
    first_come_days = whole(
        "Days before the start when whoever is first has a free place",
        "Everybody who waits is told at once.",
        0,
        30,
    )
    approval_days = whole("Working days to approve a place", "After that it lapses.", 1, 20)
    remind_days = forms.CharField(
        label="Days before the start on which people are reminded",
        help_text="Numbers with commas between. For example, 14, 3",
        max_length=40,
        error_messages={
            "required": "Enter on which days before the start people are reminded",
            "max_length": "Enter at most ten numbers",
        },
    )
    needs_days = whole(
        "Days after a session when needs are removed", "Access and dietary needs.", 1, 365
    )

    def clean_from_day(self) -> date:
        day: date = self.cleaned_data["from_day"]
        if day < clock.today():
            raise ValidationError("The first day must be today or later")
        return day

    def clean_remind_days(self) -> list[int]:
        words = [word.strip() for word in str(self.cleaned_data["remind_days"]).split(",")]
        if not all(word.isascii() and word.isdigit() and int(word) <= 90 for word in words):
            raise ValidationError("Enter whole numbers up to 90, with commas between, like 14, 3")
        return sorted({int(word) for word in words}, reverse=True)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        near, offered = facts.get("near_offer_hours"), facts.get("offer_hours")
        if near and offered and near > offered:
            self.add_error(
                "near_offer_hours", "An offer near the start must not stand longer than others"
            )
        return facts
