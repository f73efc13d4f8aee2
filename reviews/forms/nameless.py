"""A form whose words travel to people who never see the file, and so may name nobody."""

from typing import Any

from django import forms

ASKED_ONCE_MORE = ("found", "sure")


class NamelessForm(forms.Form):
    """Asks once more when words were found that could tell who a child is.

    `checked` names the question that is searched. A name of somebody may be an ordinary word too:
    whoever has read it says so, and the same words are taken the second time.
    """

    checked = "text"
    found = forms.BooleanField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(
        required=False, label="I have read these words: they tell nobody who a child is"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = self.fields.pop("sure")
        if self.data.get(self.add_prefix("found")):
            self.fields["sure"] = self.question

    @property
    def is_sure(self) -> bool:
        return bool(self.cleaned_data.get("sure"))

    def ask(self, words: list[str]) -> None:
        """Show what was found, and the question beside it. Nothing typed is lost."""
        self.fields["sure"] = self.question
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("found")] = "on"
        self.data = data
        said = "”, “".join(words)
        self.add_error(
            self.checked,
            f"This could tell who a child is: “{said}”. Write it without, or confirm below that "
            "it tells nobody",
        )
