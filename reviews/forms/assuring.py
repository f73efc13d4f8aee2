"""Asking agencies for assurance, what they answer, and whether it is enough."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from learning_hub.models import refuse_identifying
from partners.models import Agency
from portal.files import UploadField, UploadForm
from portal.forms import paragraph
from reviews.forms.information import due_day, long_text
from reviews.forms.nameless import NamelessForm
from reviews.forms.questions import choice
from reviews.forms.recommendations import NO_IDENTITY
from reviews.forms.versions import NOTHING, VersionedForm
from reviews.models import AssuranceStatement, ReviewRecommendation

ACCEPT, BACK = "accept", "back"


class AskAssuranceForm(NamelessForm):
    """Which agencies, about what, and until when."""

    checked = "asked"
    recommendation = forms.ModelChoiceField(
        ReviewRecommendation.objects.none(),
        label="What it is about",
        required=False,
        empty_label="All that the review taught",
        error_messages={"invalid_choice": "Select a recommendation of this review"},
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Agencies to ask",
        help_text="An agency that was asked about the same already is not asked twice.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one agency to ask",
            "invalid_choice": "Select agencies of the partnership",
        },
    )
    asked = paragraph(
        "What is asked",
        "Enter what the agencies are asked",
        f"The agency sees this text, the words of the recommendation and nothing else. "
        f"{NO_IDENTITY}",
        initial=(
            "How far is this learning part of the everyday work of your agency, how do you know, "
            "and what is still to be done?"
        ),
        validators=[refuse_identifying],
    )
    due_on = due_day("Statement due on")

    def __init__(
        self,
        *args: Any,
        agencies: QuerySet[Agency],
        recommendations: QuerySet[ReviewRecommendation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["agencies"].queryset = agencies
        fields["recommendation"].queryset = recommendations


class AssuranceForm(VersionedForm, UploadForm):
    """How far learning is part of the work. A draft may stay unfinished; what is signed may not."""

    answer = choice(
        "How far is this part of the work of your agency?",
        AssuranceStatement.Answer,
        "Select how far this is part of the work of your agency",
    )
    statement = long_text(
        "What shows it, and what is still to be done",
        "",
        "For example, audits, supervision, training. Name nobody.",
        required=False,
    )
    uploads = UploadField(
        label="Files that show it",
        required=False,
        note="Who works on the review can open them. No file may name a child.",
    )

    def told(self, name: str, answers: Mapping[str, Any]) -> str:
        """Files are not put side by side: each that was added stays."""
        return NOTHING if name == "uploads" else super().told(name, answers)


class JudgeForm(forms.Form):
    """Enough, or not yet."""

    verdict = choice(
        "Is the statement enough?",
        [(ACCEPT, "Accept it"), (BACK, "Send it back to the agency")],
        "Select whether the statement is enough",
    )
    reason = paragraph(
        "Why it is sent back",
        "",
        f"The agency reads this. {NO_IDENTITY}",
        required=False,
        validators=[refuse_identifying],
    )
    due_on = due_day("The statement is due again on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].required = False

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("verdict") == BACK:
            if not answers.get("reason", "").strip() and "reason" not in self.errors:
                self.add_error("reason", "Enter why it is sent back")
            if not answers.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "Enter the day by which the statement is due again")
        return answers
