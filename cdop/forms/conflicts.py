"""A conflict of interest."""

from django import forms

from portal.forms import paragraph


class ConflictForm(forms.Form):
    """Why somebody should not see this death."""

    reason = paragraph(
        "What is the conflict of interest?",
        "Enter what the conflict of interest is",
        "For example, you or your team cared for the child. Do not name anybody.",
    )
