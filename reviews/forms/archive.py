"""What the archive is narrowed to."""

from django import forms

from reviews.forms.questions import route_asked
from reviews.models import Review


class KindForm(forms.Form):
    """What the archive is narrowed to."""

    kind = forms.ChoiceField(
        label="Kind", choices=[("", "All kinds"), *Review.Kind.choices], required=False
    )

    route = route_asked()

    @property
    def asked(self) -> str:
        """The kind asked for; none when there is no such kind."""
        return self.cleaned_data["kind"] if self.is_valid() else ""

    @property
    def route_asked(self) -> str:
        """Why a file was opened; none when there is no such reason."""
        return self.cleaned_data["route"] if self.is_valid() else ""
