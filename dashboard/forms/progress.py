"""A note of progress."""

from django import forms


class ProgressForm(forms.Form):
    text = forms.CharField(
        label="What has been reached",
        help_text="This is added to the earlier notes, with today's date and your name.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        error_messages={"required": "Enter what has been reached"},
    )
