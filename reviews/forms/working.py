"""Who was heard, versions of the draft, and what is said of them."""

from datetime import date
from typing import Any

from django import forms

from portal.files import UploadField, UploadForm
from portal.forms import paragraph
from reviews.forms.local import day_done, no_later
from reviews.models import Contact

LONGEST = 200_000


def long_text(
    label: str, unanswered: str, hint: str, rows: int = 20, **more: Any
) -> forms.CharField:
    """A box for a whole report."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
        error_messages={
            "required": unanswered,
            "max_length": f"{label} must be 200,000 characters or fewer",
        },
        **more,
    )


class ContactForm(forms.Form):
    """Who was asked or heard, when, how, and what they said."""

    who = forms.ChoiceField(
        label="Who",
        choices=Contact.With,
        widget=forms.RadioSelect,
        error_messages={"required": "Select who was asked or heard"},
    )
    role = forms.CharField(
        label="Relation or role",
        help_text="Such as grandmother, or health visitor. Do not name anybody.",
        max_length=120,
        error_messages={"required": "Enter the relation or role"},
    )
    on = day_done("Day of the contact")
    how = forms.ChoiceField(
        label="How",
        choices=Contact.How,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how"},
    )
    outcome = forms.ChoiceField(
        label="What came of it",
        choices=Contact.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what came of it"},
    )
    said = paragraph(
        "What they said, and what they want the review to know",
        "",
        "Kept under seal. Only who leads and who carries out the review can read it.",
        required=False,
    )

    def clean_on(self) -> date:
        return no_later(self.cleaned_data["on"])


class DraftForm(UploadForm):
    """A version of the draft: a text, files, or both."""

    note = paragraph("What changed since the version before", "", required=False)
    text = long_text(
        "Text of the draft",
        "",
        "Plain text. A line that begins with # is a heading, lines that begin with - are a list.",
        required=False,
    )
    uploads = UploadField(label="Files of the draft", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        given = cleaned.get("text", "").strip() or cleaned.get("uploads")
        if not given and not self.errors:
            self.add_error("text", "Enter the text of the draft, or select a file")
        return cleaned


class CommentForm(forms.Form):
    """What somebody says of one place in a draft."""

    section = forms.CharField(
        label="Section",
        help_text="Its heading or number.",
        max_length=120,
        error_messages={"required": "Enter the section your comment is about"},
    )
    quote = paragraph("The words it is about", "", "Copy them from the draft.", required=False)
    text = paragraph("Your comment", "Enter your comment")
