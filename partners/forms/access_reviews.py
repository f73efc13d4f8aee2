"""Starting a yearly review of access, and answering a line of it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partners import access
from partners.models import AccessReviewLine, Partnership
from portal import clock
from portal.forms import DateField
from portal.models import User


class StartReviewForm(forms.Form):
    """For which partnership, and until when agencies answer."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        empty_label=None,
        error_messages={"required": "Select the partnership"},
    )
    due_on = DateField(
        label="Answers are due on",
        help_text="For example, 27 3 2021",
        error_messages={"required": "Enter the day on which answers are due"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partnerships: Any = self.fields["partnership"]
        partnerships.queryset = access.governed_partnerships(user)

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on <= clock.today():
            raise ValidationError("The day must be after today")
        return due_on


class LineForm(forms.Form):
    """Keep what somebody holds, or end it."""

    answer = forms.ChoiceField(
        choices=AccessReviewLine.Answer.choices,
        widget=forms.RadioSelect,
        label="Does this person still need it?",
        error_messages={
            "required": "Select whether it is kept or ended",
            "invalid_choice": "Select whether it is kept or ended",
        },
    )
    reason = forms.CharField(
        label="Reason for ending it",
        required=False,
        max_length=300,
        help_text="Needed when it is ended. For example, moved to another team.",
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        ends = answers.get("answer") == AccessReviewLine.Answer.END
        if ends and not answers.get("reason"):
            self.add_error("reason", "Enter the reason for ending it")
        return answers
