"""Challenges about a review, to whom its guide was sent, and closing the file."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.models import Agency
from portal.clock import day_text
from portal.forms import paragraph
from reviews.forms.questions import line, past_day
from reviews.models import Challenge

POST = 160
A_POST = "A post and an agency, not a name."


class ChallengeForm(forms.Form):
    """Who challenged whom about what."""

    challenger = line("Who challenged", POST, "Enter who challenged", A_POST)
    challenged = line("Who was challenged", POST, "Enter who was challenged", A_POST)
    on = past_day("Date of the challenge", "Enter the date of the challenge")
    text = paragraph("What was challenged", "Enter what was challenged", "Name nobody.")


class ChallengeAnswerForm(forms.Form):
    """What was answered."""

    answer = paragraph("What was answered", "Enter what was answered", "Name nobody.")
    answered_by = line("Who answered", POST, "Enter who answered", A_POST)
    answered_on = past_day("Date of the answer", "Enter the date of the answer")

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.challenge = challenge

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        day = answers.get("answered_on")
        if day and day < self.challenge.on:
            self.add_error(
                "answered_on",
                f"Date of the answer must be {day_text(self.challenge.on)} or later",
            )
        return answers


class GuideSentForm(forms.Form):
    """To whom the 7-minute guide went, when and how."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Agencies it was sent to",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select agencies of the partnership"},
    )
    to = line("Others it was sent to", 200, hint="For example, providers of training, or schools.")
    sent_on = past_day("Date it was sent", "Enter the date it was sent")
    how = line("How it was sent", 120, hint="For example, with the newsletter of October.")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agencies"]
        offered.queryset = agencies

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("agencies") and not answers.get("to") and not self.errors:
            self.add_error("agencies", "Select an agency, or name others it was sent to")
        return answers


class CloseForm(forms.Form):
    """Why a file is closed although something is still open; nothing is asked when nothing is."""

    because = paragraph(
        "Why it can be closed all the same",
        "Enter why the case can be closed while this is open",
        "Say who goes on with what is open. Name nobody.",
    )

    def __init__(self, *args: Any, is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_open:
            del self.fields["because"]
