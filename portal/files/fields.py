"""The question that is answered with files."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from portal.files.opened import Opened, open_upload
from portal.opening.kinds import EVERY, Box, Kind, in_words
from portal.opening.refused import Refused

AGAIN = "Select the files again: the browser does not keep them."
AGAIN_ONE = "Select the file again: the browser does not keep it."


class FilesInput(forms.FileInput):
    """A box for one file or several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> "list[UploadedFile[Any]]":
        """Every file that was chosen."""
        return list(files.getlist(name))


class UploadField(forms.FileField):
    """Answered with a list of files, each opened and found to be what it says.

    `box`: pictures are made to fit into so many pixels, and come back as PNG. `note`: what else
    people must know before they select, said after what is taken.
    """

    widget = FilesInput

    def __init__(
        self,
        *,
        kinds: Iterable[Kind] = EVERY,
        most: int = settings.FILES_AT_ONCE,
        box: Box | None = None,
        note: str = "",
        **facts: Any,
    ) -> None:
        self.kinds, self.most, self.box = tuple(kinds), most, box
        super().__init__(**{"help_text": f"{self.hint()} {note}".strip(), **facts})

    def hint(self) -> str:
        largest = settings.FILE_LARGEST // settings.MEGABYTE
        each = f"{in_words(self.kinds)}, up to {largest} MB"
        return f"{each}." if self.most == 1 else f"{each} each. Up to {self.most} files at once."

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Offer only what is taken; this helps the person and stops nobody."""
        endings = ",".join(f".{ending}" for kind in self.kinds for ending in kind.endings)
        return {"accept": endings, "multiple": self.most > 1}

    def clean(self, data: Any, initial: Any = None) -> list[Opened]:
        """Open every file; each that is refused has its own sentence."""
        uploads: list[UploadedFile[Any]] = list(data or [])
        if not uploads and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > self.most:
            raise ValidationError(too_many(self.most))
        kept: list[Opened] = []
        refused: list[str] = []
        for upload in uploads:
            try:
                kept.append(open_upload(upload, among=self.kinds, box=self.box))
            except Refused as refusal:
                refused.append(str(refusal))
        if refused:
            raise ValidationError([*refused, *([AGAIN] if len(uploads) > 1 else [])])
        return kept


def too_many(most: int) -> str:
    return "Select one file only" if most == 1 else f"Select no more than {most} files at once"


class UploadForm(forms.Form):
    """A form that takes files: who has something to correct is told to select them again."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.errors:
            self.ask_again()

    def ask_again(self) -> None:
        """No browser keeps a chosen file over an answer, and no page can put it back."""
        for name, field in self.fields.items():
            if isinstance(field, UploadField) and self.cleaned_data.get(name):
                self.add_error(name, AGAIN_ONE if field.most == 1 else AGAIN)
