"""The days to show, and the colour to give."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from dashboard.models import Element, Legend, Rating, Tile, words_of
from portal import clock
from portal.forms import DateField

WHOLE = "tile"


class BoardDatesForm(forms.Form):
    """Which day the dashboard shows, and with which other day it is compared."""

    on = DateField(label="Show the dashboard on", required=False)
    against = DateField(label="Compare with", required=False)
    partnership = forms.CharField(required=False, widget=forms.HiddenInput)


class RatingForm(forms.Form):
    """A colour for the tile or for one of its elements."""

    part = forms.ChoiceField(
        label="What are you rating?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you are rating"},
    )
    colour = forms.ChoiceField(
        label="Colour",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a colour"},
    )
    on = DateField(
        label="Date of the judgement",
        error_messages={"required": "Enter the date of the judgement"},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="What was seen that led to this colour. Do not name a child.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        error_messages={"required": "Enter the reason for this colour"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, tile: Tile, legend: Iterable[Legend], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elements = {str(element.pk): element for element in tile.elements.all()}
        parts = [(key, element.name) for key, element in self.elements.items()]
        self.fields["part"].choices = [(WHOLE, f"The whole tile: {tile.name}"), *parts]  # type: ignore[attr-defined]
        words = words_of(legend)
        self.fields["colour"].choices = [  # type: ignore[attr-defined]
            (colour, f"{colour.capitalize()}: {word}" if word.lower() != colour else word)
            for colour, word in words.items()
        ]

    def clean_on(self) -> date | None:
        day: date | None = self.cleaned_data["on"]
        if day and day > clock.today():
            raise forms.ValidationError("The date of the judgement must be today or in the past")
        return day

    @property
    def element(self) -> Element | None:
        return self.elements.get(self.cleaned_data["part"])

    def tell_of(self, rating: Rating) -> None:
        """Say what somebody else recorded meanwhile; the next attempt knows of it."""
        said = f"{rating.by} rated {rating.target} {rating.word.lower()} while you were writing"
        self.add_error(
            None, f"{said}: {rating.reason} If your colour still holds, record it again."
        )
        self.data = {**dict(self.data.items()), "seen": str(rating.pk)}
