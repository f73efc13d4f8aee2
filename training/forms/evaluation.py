"""When people are asked what training changed, and what becomes of their words."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from learning_hub.models import Answer, Questionnaire, Theme, refuse_identifying
from partners.models import Partnership
from portal.forms import DateField
from training.models import EvaluationStage

When = EvaluationStage.When
NOT_ASKED = "Nobody is asked"
SHORTEST_NAME = 3


def field_of(when: str) -> str:
    return f"at_{when.replace(' ', '_')}"


class ScheduleForm(forms.Form):
    """From which day on, at which moments, with which questionnaires."""

    since = DateField(
        label="First day",
        help_text="Sessions that end from this day on. For example, 1 10 2020",
        error_messages={"required": "Enter the first day"},
    )
    open_days = forms.IntegerField(
        label="How many days a link works",
        min_value=1,
        max_value=120,
        initial=28,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter how many days a link works",
            "invalid": "How many days a link works must be a whole number, like 28",
            "min_value": "How many days a link works must be 1 or more",
            "max_value": "How many days a link works must be 120 or fewer",
        },
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        asked = Questionnaire.objects.filter(
            partnership=partnership, purpose="training", versions__status="published"
        ).distinct()
        for when in When:
            self.fields[field_of(when)] = pick(asked, when.label)
        for when in (When.WEEKS_8, When.MONTHS_3, When.MONTHS_6):
            label = f"{when.label}: the line manager"
            self.fields[f"manager_{field_of(when)}"] = pick(asked, label)
        self.fields["conference"] = pick(
            asked, "At the end of a conference", "The same as at the end of a session"
        )

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        latest = self.partnership.evaluation_schedules.first()
        if latest is not None and since <= latest.since:
            raise ValidationError("First day must be after the first day of the schedule before")
        return since

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not any(facts.get(field_of(when)) for when in When):
            self.add_error(field_of(When.END), "Select a questionnaire for at least one moment")
        for when in (When.WEEKS_8, When.MONTHS_3, When.MONTHS_6):
            alone = facts.get(f"manager_{field_of(when)}") and not facts.get(field_of(when))
            if alone:
                self.add_error(
                    f"manager_{field_of(when)}",
                    "Line managers are asked only when the people who came are asked too",
                )
        return facts

    @property
    def stages(self) -> dict[str, tuple[Questionnaire, Questionnaire | None]]:
        """What is asked at each moment: of people who came, and of their managers."""
        facts = self.cleaned_data
        return {
            when.value: (facts[field_of(when)], facts.get(f"manager_{field_of(when)}"))
            for when in When
            if facts.get(field_of(when))
        }


def pick(asked: QuerySet[Questionnaire], label: str, empty: str = NOT_ASKED) -> forms.Field:
    return forms.ModelChoiceField(
        asked,
        label=label,
        required=False,
        empty_label=empty,
        error_messages={"invalid_choice": "Select a questionnaire from the list"},
    )


class EvaluationFilter(forms.Form):
    """Narrows the list of evaluations."""

    when = forms.ChoiceField(
        label="Asked",
        choices=(("", "At any time"), *When.choices),
        required=False,
        error_messages={"invalid_choice": "Select a moment from the list"},
    )


class WordsFilter(forms.Form):
    """Narrows the list of what people wrote."""

    state = forms.ChoiceField(
        label="State",
        choices=(("", "All"), ("new", "Nobody has read it yet"), ("quoted", "May be quoted")),
        required=False,
        error_messages={"invalid_choice": "Select a state from the list"},
    )


class CodingForm(forms.Form):
    """What an answer is about, and which of its words others may read."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label="What is it about? (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select themes from the list"},
    )
    quote = forms.CharField(
        label="Words that others may read (optional)",
        help_text="Copy what is worth showing and take out every name, place and age. "
        "Leave empty when nothing should be shown.",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "max_length": "Words that others may read must be 1,000 characters or fewer"
        },
    )
    nobody_named = forms.BooleanField(
        label="I have read these words and they name nobody", required=False
    )

    def __init__(
        self, *args: Any, answer: Answer, themes: QuerySet[Theme], names: set[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        cast("forms.ModelMultipleChoiceField[Any]", self.fields["themes"]).queryset = themes
        self.initial["themes"] = answer.themes.all()
        self.initial["quote"] = answer.quote.text if hasattr(answer, "quote") else ""

    def clean_quote(self) -> str:
        quote: str = self.cleaned_data["quote"]
        refuse_identifying(quote)
        return quote

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        quote = facts.get("quote", "")
        if quote and not facts.get("nobody_named"):
            found = sorted(self.names & set(re.findall(r"\w+", quote.lower())))
            if found:
                listed = ", ".join(name.capitalize() for name in found)
                self.add_error(
                    "quote",
                    f"{listed}: somebody on this session is called that. "
                    "Take it out, or tick that these words name nobody.",
                )
            else:
                self.add_error("nobody_named", "Tick that you have read these words")
        return facts


def names_in(people: list[str]) -> set[str]:
    """The parts of people's names, to look for in what was written."""
    parts = {part for name in people for part in re.findall(r"\w+", name.lower())}
    return {part for part in parts if len(part) >= SHORTEST_NAME and not part.isdigit()}
