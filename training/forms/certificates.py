"""Checking a certificate, and saying when certificates are issued."""

from django import forms
from django.core.exceptions import ValidationError

from training.models.certificates import LENGTH, read_code


class CheckForm(forms.Form):
    """What stands on a certificate that somebody shows."""

    code = forms.CharField(
        label="Number of the certificate",
        help_text="It stands at the foot of the certificate, for example 7KQ4-M2XP-9HTR.",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
        error_messages={
            "required": "Enter the number of the certificate",
            "max_length": "Number of the certificate must be 12 letters and digits",
        },
    )
    name = forms.CharField(
        label="Name on the certificate (optional)",
        help_text="We say whether it is the name we issued it to. We never show that name.",
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise ValidationError("Number of the certificate must be 12 letters and digits")
        return code


class CertificatePolicyForm(forms.Form):
    """When certificates are issued."""

    issued = forms.ChoiceField(
        label="When is a certificate issued?",
        choices=(
            ("closed", "When the register is closed"),
            ("evaluated", "Once the person has evaluated the session"),
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select when a certificate is issued",
            "invalid_choice": "Select when a certificate is issued",
        },
    )

    @property
    def after_evaluation(self) -> bool:
        return bool(self.cleaned_data["issued"] == "evaluated")
