"""Deciding on a local review, commissioning it, pausing it, telling of a delay."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal import clock
from portal.clock import day_text
from portal.forms import DateField, paragraph
from reviews.models import LocalReview, Pause


def day_done(label: str, hint: str = "For example, 14 9 2020") -> DateField:
    """A day on which something was done: `no_later` refuses one that is still to come."""
    words = {"required": f"Enter {label[0].lower()}{label[1:]}"}
    return DateField(label=label, help_text=hint, error_messages=words)


def no_later(day: date) -> date:
    if day > clock.today():
        raise ValidationError("The date must be today or in the past. Enter another date")
    return day


class DecideForm(forms.Form):
    """When the partners decided to hold a local review, and why."""

    on = day_done("Day of the decision", "Six months run from this day. For example, 14 9 2020")
    reason = paragraph(
        "Why a local review is held",
        "Enter why a local review is held",
        "Meeting the criteria does not oblige one, and not meeting them forbids none. "
        "Do not name anybody.",
    )

    def clean_on(self) -> date:
        return no_later(self.cleaned_data["on"])


class CommissionForm(forms.Form):
    """What the review is written to publish."""

    intent = forms.ChoiceField(
        label="What is meant to be published?",
        help_text="A review is commissioned so that it can be published without harm to the child.",
        choices=LocalReview.Intent,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what is meant to be published"},
    )
    intent_reason = paragraph(
        "Why", "", "Needed when the full report is not meant to be published.", required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        less = cleaned.get("intent") == LocalReview.Intent.LEARNING
        if less and not cleaned.get("intent_reason", "").strip():
            self.add_error("intent_reason", "Enter why the full report is not meant to be public")
        return cleaned


class PauseForm(forms.Form):
    """What the review waits for, and since when."""

    proceedings = forms.ChoiceField(
        label="What does the review wait for?",
        choices=Pause.Proceedings,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the review waits for"},
    )
    reason = paragraph(
        "Why the work cannot go on beside it",
        "Enter why the work cannot go on beside it",
        "A review need not wait only because there are other proceedings. Do not name anybody.",
    )
    on = day_done("First day of the pause")

    def __init__(self, *args: Any, local: LocalReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.local = local

    def clean_on(self) -> date:
        day = no_later(self.cleaned_data["on"])
        first = self.local.decided_on
        if day < first:
            raise ValidationError(f"The pause must begin on or after {day_text(first)}")
        return day


class ResumeForm(forms.Form):
    """When the work goes on."""

    on = day_done("Day the work goes on")

    def __init__(self, *args: Any, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_on(self) -> date:
        day = no_later(self.cleaned_data["on"])
        if day < self.since:
            raise ValidationError(f"The pause began on {day_text(self.since)}. Enter a later day")
        return day


class DelayForm(forms.Form):
    """What the Panel and the Secretary of State were told."""

    on = day_done("Day the Panel and the Secretary of State were told")
    reasons = paragraph("Reasons for the delay", "Enter the reasons for the delay")
    meanwhile = paragraph(
        "What is learned and done meanwhile",
        "Enter what is learned and done meanwhile",
        "Learning that keeps children safe does not wait for the report.",
    )

    def clean_on(self) -> date:
        return no_later(self.cleaned_data["on"])
