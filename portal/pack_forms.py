"""The form that takes a pack."""

import zipfile

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File

MEGABYTE = 1024 * 1024
LARGEST_ZIP = 25 * MEGABYTE


class PackForm(forms.Form):
    """One zip, small enough to be read in one piece."""

    pack = forms.FileField(
        label="The pack, as a zip",
        help_text="At most 25 MB. A zip of a folder with pack.json and CSV files.",
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": "Select the zip to bring in",
            "empty": "The file is empty. Select the zip again",
        },
    )

    def clean_pack(self) -> "File[bytes]":
        sent: File[bytes] = self.cleaned_data["pack"]
        if sent.size > LARGEST_ZIP:
            raise ValidationError("The zip must be 25 MB or smaller. Send it in several packs")
        if not zipfile.is_zipfile(sent):
            raise ValidationError("The file must be a zip. Make a zip of the folder and select it")
        sent.seek(0)
        return sent
