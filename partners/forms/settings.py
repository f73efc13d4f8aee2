"""How a partnership is called and how its pages look."""

from typing import Any

from django import forms

from partners.models.partnerships import fault_of_colour
from portal.files import UploadField, UploadForm
from portal.opening.kinds import PICTURES

# What the header and a cover show at most, in twice as many dots as most screens have.
LOGO_BOX = (640, 240)


class SettingsForm(UploadForm):
    """Name, colour, logo. White text stands on the colour, so it must be dark enough."""

    name = forms.CharField(
        max_length=120, error_messages={"required": "Enter the name of the partnership"}
    )
    short_name = forms.CharField(max_length=30, error_messages={"required": "Enter the short name"})
    colour = forms.CharField(
        max_length=7,
        help_text="As # and six digits or letters a to f, like #4b2e83.",
        error_messages={"required": "Enter the colour, like #4b2e83"},
    )

    logo = UploadField(
        kinds=PICTURES,
        most=1,
        box=LOGO_BOX,
        required=False,
        note="It stands on white in the header of every page, open to anybody, and on reports.",
    )
    without_logo = forms.BooleanField(label="Take the present logo away", required=False)

    def __init__(self, *args: Any, has_logo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["without_logo"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("logo") and answers.get("without_logo"):
            self.add_error("logo", "Either select a logo or take the present one away, not both")
        return answers

    def clean_colour(self) -> str:
        colour = str(self.cleaned_data["colour"]).lower()
        fault = fault_of_colour(colour)
        if fault:
            raise forms.ValidationError(fault)
        return colour
