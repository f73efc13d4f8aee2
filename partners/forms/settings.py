"""How a partnership is called and how its pages look."""

from django import forms

from partners.models.partnerships import fault_of_colour


class SettingsForm(forms.Form):
    """Name and colour. White text stands on the colour, so it must be dark enough."""

    name = forms.CharField(
        max_length=120, error_messages={"required": "Enter the name of the partnership"}
    )
    short_name = forms.CharField(max_length=30, error_messages={"required": "Enter the short name"})
    colour = forms.CharField(
        max_length=7,
        help_text="As # and six digits or letters a to f, like #4b2e83.",
        error_messages={"required": "Enter the colour, like #4b2e83"},
    )

    def clean_colour(self) -> str:
        colour = str(self.cleaned_data["colour"]).lower()
        fault = fault_of_colour(colour)
        if fault:
            raise forms.ValidationError(fault)
        return colour
