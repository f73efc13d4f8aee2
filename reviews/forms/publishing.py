"""Days of a publication, and learning that leaves."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from learning_hub import forms as hub
from portal import clock
from portal.forms import DateField, paragraph
from reviews.deadlines import COPIES
from reviews.models import Review


class ShareLearningForm(hub.ShareLearningForm):
    """Learning that may leave a review: not even its number goes along."""

    HINT = "Do not name anybody, a place, an exact age, a full date or the number of the review."

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review
        self.fields["text"].help_text = self.HINT

    def clean_text(self) -> str:
        text = super().clean_text()
        if self.review.title.lower() in text.lower():
            raise ValidationError("Take out the number of the review. Write only what was learned")
        return text


class PlanPublicationForm(forms.Form):
    """The day of publication, far enough away for the copies to go out before it."""

    on = DateField(
        label="Planned day of publication",
        help_text="For example, 12 10 2020",
        error_messages={"required": "Enter the planned day of publication"},
    )
    reason = paragraph(
        "Why the day changes", "", "Needed when a day was set before.", required=False
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        start = self.review.copies_sent_on or clock.today()
        earliest = clock.add_working_days(start, -COPIES.amount)
        if day < earliest:
            raise ValidationError(
                f"Planned day of publication must be {earliest.day} {earliest:%B %Y} or later. "
                "The national panel, the Secretary of State and Ofsted need copies "
                "7 working days before"
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.review.is_planned_to_the_day and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Enter why the planned day of publication changes")
        return cleaned


class DayForm(forms.Form):
    """The day on which something was done."""

    on = DateField(label="Date", help_text="For example, 14 9 2020")

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = label
        self.fields["on"].error_messages["required"] = f"Enter {label[0].lower()}{label[1:]}"

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError("The date must be today or in the past. Enter another date")
        return day
