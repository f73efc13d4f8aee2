"""What to improve about booking, and the answer."""

from typing import Any

from django import forms

from learning_hub.models import refuse_identifying
from partners.models import Partnership
from portal.models import User
from training import access
from training.forms.choosing import said_for_sure


def box(label: str, unanswered: str, hint: str) -> forms.CharField:
    """A few lines that everybody who books can read, so they name nobody."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=500,
        widget=forms.Textarea({"rows": 5}),
        validators=[refuse_identifying],
        error_messages={
            "required": unanswered,
            "max_length": f"{label} must be 500 characters or fewer",
        },
    )


class SuggestionForm(forms.Form):
    """Of which partnership's booking, and what."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        label="Partnership",
        empty_label=None,
        error_messages={
            "required": "Select the partnership",
            "invalid_choice": "Select a partnership whose training you may book",
        },
    )
    text = box(
        "What should be better about booking",
        "Enter what should be better about booking",
        hint="Everybody who books can read it. Name nobody.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said_for_sure(self, "partnership", access.served(user).order_by("name"))


class AnswerSuggestionForm(forms.Form):
    """What becomes of it."""

    answer = box(
        "Your answer",
        "Enter your answer",
        hint="What will be done and by when, or why not. Everybody who books can read it.",
    )
