"""A signature under a report."""

from django import forms


class SignForm(forms.Form):
    """A comment, and the seal of the report that the person was shown."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Comment",
        help_text="Optional. It is kept with your signature and is not printed.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
