"""What the archive is narrowed to."""

from django import forms

from reviews.models import Review


class KindForm(forms.Form):
    """What the archive is narrowed to."""

    kind = forms.ChoiceField(
        label="Kind", choices=[("", "All kinds"), *Review.Kind.choices], required=False
    )

    @property
    def asked(self) -> str:
        """The kind asked for; none when there is no such kind."""
        return self.cleaned_data["kind"] if self.is_valid() else ""
