"""Opening a rapid review, putting its days right, how it is counted, and its end."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal import clock
from portal.forms import DateField, paragraph
from reviews.models import ClockStart, RapidReview, RapidRule


def not_in_future(day: date) -> None:
    if day > clock.today():
        raise ValidationError("The date must be today or in the past. Enter another date")


def past_day(label: str, unanswered: str, hint: str = "", *, required: bool = True) -> DateField:
    """A day on which something has happened."""
    return DateField(
        label=label,
        help_text=hint or "For example, 28 8 2020",
        required=required,
        validators=[not_in_future],
        error_messages={"required": unanswered},
    )


class RapidDatesForm(forms.Form):
    """The two days from which the clock may run."""

    notified_on = past_day(
        "The day the Panel was notified",
        "Enter the day the Panel was notified. Without a notification there is no rapid review",
    )
    aware_on = past_day(
        "The day the council became aware",
        "",
        "Leave it empty if it is not recorded. The clock then runs from the notification.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        notified, aware = answers.get("notified_on"), answers.get("aware_on")
        if notified and aware and aware > notified:
            self.add_error(
                "aware_on", "The council must have become aware before the Panel was notified"
            )
        return answers


class RapidCorrectionForm(RapidDatesForm):
    """Other days than those recorded, and why."""

    reason = paragraph(
        "Why the day changes", "Enter why the day changes", "It is kept with the rapid review."
    )

    def __init__(self, *args: Any, rapid: RapidReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"notified_on": rapid.notified_on, "aware_on": rapid.aware_on}


class RapidRuleForm(forms.Form):
    """How a partnership counts the clock and a quorum."""

    starts_with = forms.ChoiceField(
        label="The 15 working days begin on",
        help_text="Guidance leaves it open. Both due dates are always shown.",
        choices=ClockStart,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the day on which the 15 working days begin"},
    )
    quorum = forms.ChoiceField(
        label="A meeting has a quorum with",
        choices=RapidRule.Quorum,
        widget=forms.RadioSelect,
        error_messages={"required": "Select who has to be at a meeting"},
    )
    scrutineer_attends = forms.BooleanField(
        label="The independent scrutineer has to be there too", required=False
    )

    def __init__(self, *args: Any, rule: RapidRule, **kwargs: Any) -> None:
        names = ("starts_with", "quorum", "scrutineer_attends")
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(rule, name) for name in names}


class NotMetForm(forms.Form):
    """Why a rapid review ends without having been needed."""

    reason = paragraph(
        "Why the criteria are not met",
        "Enter why the criteria are not met",
        "For example, the Panel agreed on a day, or the notification was withdrawn. "
        "Do not name anybody.",
    )


class SentForm(forms.Form):
    """When the Panel got it; why so late, if it was late."""

    on = past_day("The day it was sent to the Panel", "Enter the day it was sent to the Panel")
    late_reason = paragraph(
        "Why it was late", "", "Needed when it was sent after its due date.", required=False
    )

    def __init__(self, *args: Any, due: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due = due

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        sent = answers.get("on")
        late = sent is not None and self.due is not None and sent > self.due
        if late and not answers.get("late_reason", "").strip():
            self.add_error("late_reason", "Enter why it was sent after its due date")
        return answers
