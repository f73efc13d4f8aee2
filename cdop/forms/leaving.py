"""A conflict of interest, and learning that leaves."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cdop.forms.questions import paragraph
from learning_hub.models import Theme, refuse_identifying


class ConflictForm(forms.Form):
    """Why somebody should not see this death."""

    reason = paragraph(
        "What is the conflict of interest?",
        "Enter what the conflict of interest is",
        "For example, you or your team cared for the child. Do not name anybody.",
    )


class ShareLearningForm(forms.Form):
    """Learning that may leave: nothing in it leads back."""

    text = paragraph(
        "What was learned",
        "Enter what was learned",
        "Do not name anybody, a place, an exact age or a full date.",
    )
    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.none(),
        label="Themes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select themes from the list"},
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        refuse_identifying(text)
        return text
