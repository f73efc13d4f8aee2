"""What the archive is narrowed to."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from learning_hub.models import Theme
from reviews.forms.questions import route_asked
from reviews.models import Review


class KindForm(forms.Form):
    """What the archive is narrowed to."""

    kind = forms.ChoiceField(
        label="Kind", choices=[("", "All kinds"), *Review.Kind.choices], required=False
    )

    route = route_asked()

    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Theme shared with a review under another law",
        required=False,
        empty_label="All reviews, linked or not",
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["theme"]
        offered.queryset = themes

    @property
    def theme_asked(self) -> Theme | None:
        """The theme asked for; none when there is no such theme."""
        return self.cleaned_data["theme"] if self.is_valid() else None

    @property
    def asked(self) -> str:
        """The kind asked for; none when there is no such kind."""
        return self.cleaned_data["kind"] if self.is_valid() else ""

    @property
    def route_asked(self) -> str:
        """Why a file was opened; none when there is no such reason."""
        return self.cleaned_data["route"] if self.is_valid() else ""
