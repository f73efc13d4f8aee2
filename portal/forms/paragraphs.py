"""A question answered in a paragraph or two."""

from typing import Any

from django import forms


def paragraph(label: str, unanswered: str, hint: str = "", **more: Any) -> forms.CharField:
    """A box of five lines for at most 2,000 characters. `unanswered`: said when it is empty."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={
            "required": unanswered,
            "max_length": f"{label.removesuffix(' (optional)')} must be 2,000 characters or fewer",
        },
        **more,
    )
