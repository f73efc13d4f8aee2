"""Answering the questions of one version."""

from collections.abc import Callable
from typing import Any

from django import forms

from learning_hub.models import Question, QuestionnaireVersion, in_sections
from portal.forms import DateField

Kind = Question.Kind
LONGEST_TEXT = 2000


def label_of(question: Question) -> str:
    """The question, marked where it may be left out."""
    return question.text if question.required else f"{question.text} (optional)"


def picked(question: Question) -> forms.Field:
    pairs = [(str(n), text) for n, text in enumerate(question.options, start=1)]
    if question.kind == Kind.SCALE:
        pairs.reverse()  # people look for the best first
    return forms.TypedChoiceField(
        choices=pairs,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": f"Select an answer to “{question.text}”",
            "invalid_choice": "Select one of the answers",
        },
    )


def written(question: Question) -> forms.Field:
    return forms.CharField(
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": f"Enter an answer to “{question.text}”",
            "max_length": "Your answer must be 2,000 characters or fewer",
        },
    )


def counted(question: Question) -> forms.Field:
    return forms.DecimalField(
        max_digits=12,
        decimal_places=2,
        min_value=question.least,
        max_value=question.most,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={
            "required": f"Enter a number for “{question.text}”",
            "invalid": "Your answer must be a number, like 3",
            "min_value": f"Your answer must be {question.least} or more",
            "max_value": f"Your answer must be {question.most} or less",
        },
    )


def dated(question: Question) -> forms.Field:
    return DateField(
        error_messages={
            "required": f"Enter a date for “{question.text}”",
            "incomplete": "Your answer must include a day, a month and a year",
            "invalid": "Your answer must be a real date",
        },
    )


BOX: dict[str, Callable[[Question], forms.Field]] = {
    Kind.SCALE: picked,
    Kind.CHOICE: picked,
    Kind.TEXT: written,
    Kind.NUMBER: counted,
    Kind.DATE: dated,
}


class ResponseForm(forms.Form):
    """The questions of one version. What is asked only because of an answer says so.

    `chosen`: an option of the leading question that a link in a mail has chosen.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, version: QuestionnaireVersion, chosen: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asks = version
        self.initial["version"] = version.pk
        self.questions = {f"q{q.pk}": q for q in version.questions.select_related("only_if")}
        for name, question in self.questions.items():
            self.fields[name] = self.box(question)
        leading = version.leading if chosen else None
        if leading is not None:
            self.initial[f"q{leading.pk}"] = chosen

    def box(self, question: Question) -> forms.Field:
        field = BOX[question.kind](question)
        field.label, field.help_text = label_of(question), hint_of(question)
        field.required = question.required and question.only_if_id is None
        return field

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("version") != str(self.asks.pk):
            self.add_error(None, "These questions have changed. Answer the ones below.")
        given = self.given
        for name, question in self.questions.items():
            if name in facts:
                self.insist_on_condition(name, question, given)
        return facts

    def insist_on_condition(self, name: str, question: Question, given: dict[int, Any]) -> None:
        """What is not asked stays empty; what is asked because of an answer may be owed."""
        asked = question.is_asked(given)
        if question.pk in given and not asked:
            self.add_error(name, f"Leave this empty: it is for people who {condition(question)}")
        elif question.only_if_id and question.required and asked and question.pk not in given:
            self.add_error(name, f"Answer this, because you {condition(question)}")

    def in_sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions under their headings, for a page."""
        names = {question.pk: name for name, question in self.questions.items()}
        parts = in_sections(list(self.questions.values()))
        return [(heading, [self[names[q.pk]] for q in part]) for heading, part in parts]

    @property
    def given(self) -> dict[int, Any]:
        """The answers that were given, by question."""
        return {
            question.pk: self.cleaned_data[name]
            for name, question in self.questions.items()
            if self.cleaned_data.get(name) not in (None, "")
        }


def condition(question: Question) -> str:
    """Of whom it is asked: "answered “Yes” to “Have you used it?”"."""
    return f"answered “{question.only_if_words}” to “{question.only_if}”"


def hint_of(question: Question) -> str:
    only = f"Only if you {condition(question)}." if question.only_if_id else ""
    return f"{only} {question.hint}".strip()
