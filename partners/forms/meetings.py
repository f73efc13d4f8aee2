"""Papers of a meeting."""

from django import forms

from partners.files import PAPERS
from portal.files import UploadField, UploadForm, Use


class PapersForm(UploadForm):
    """What the papers are, and the papers."""

    use = forms.ChoiceField(
        label="What do you add?",
        choices=[(key, use.label) for key, use in PAPERS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you add"},
    )
    papers = UploadField(
        label="Files",
        note="Everybody in the partnership can open them. No file may name a child.",
        error_messages={"required": "Select the files"},
    )

    def clean_use(self) -> Use:
        return PAPERS[self.cleaned_data["use"]]
