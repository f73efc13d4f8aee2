"""Writing a questionnaire: its title, its questions, their answers and conditions."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from learning_hub import access
from learning_hub.models import Question, Questionnaire, QuestionnaireVersion
from partners.models import Partnership
from portal.models import User

Kind = Question.Kind
MOST_OPTIONS = 12
LONGEST_OPTION = 80


class QuestionnaireForm(forms.Form):
    """What a questionnaire is called and what it is for."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select the partnership that asks",
            "invalid_choice": "Select one of your own partnerships",
        },
    )
    title = forms.CharField(
        max_length=120,
        help_text="For the team only. For example, End of a session.",
        error_messages={
            "required": "Enter a title",
            "max_length": "Title must be 120 characters or fewer",
        },
    )
    purpose = forms.ChoiceField(
        label="What it is for",
        choices=Questionnaire.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what it is for",
            "invalid_choice": "Select what it is for",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = access.partnerships_asking(user)
        cast("forms.ModelChoiceField[Any]", self.fields["partnership"]).queryset = here
        own = list(here[:2])
        if len(own) == 1:
            self.fields["partnership"].widget = forms.HiddenInput()
            self.initial["partnership"] = own[0].pk

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        where, title = facts.get("partnership"), facts.get("title")
        if where and title and where.questionnaires.filter(title=title).exists():
            self.add_error("title", "There is a questionnaire with this title. Choose another.")
        return facts


class VersionForm(forms.Form):
    """What stands above the questions."""

    intro = forms.CharField(
        label="Introduction (optional)",
        help_text="Say why you ask and what becomes of the answers.",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": "Introduction must be 1,000 characters or fewer"},
    )


def whole_number(label: str, hint: str = "", least: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=least,
        max_value=1_000_000,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={
            "invalid": f"{label.removesuffix(' (optional)')} must be a whole number, like 3",
            "min_value": f"{label.removesuffix(' (optional)')} must be {least} or more",
            "max_value": f"{label.removesuffix(' (optional)')} must be 1,000,000 or less",
        },
    )


class QuestionForm(forms.Form):
    """One question of a draft."""

    text = forms.CharField(
        label="Question",
        max_length=300,
        error_messages={
            "required": "Enter the question",
            "max_length": "Question must be 300 characters or fewer",
        },
    )
    hint = forms.CharField(
        label="Hint (optional)",
        max_length=300,
        required=False,
        error_messages={"max_length": "Hint must be 300 characters or fewer"},
    )
    section = forms.CharField(
        label="Heading above it (optional)",
        help_text="Questions that follow one another under the same heading stand together.",
        max_length=120,
        required=False,
        error_messages={"max_length": "Heading must be 120 characters or fewer"},
    )
    kind = forms.ChoiceField(
        label="How people answer",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how people answer",
            "invalid_choice": "Select how people answer",
        },
    )
    options = forms.CharField(
        label="Answers to pick from (optional)",
        help_text="For a scale or a choice. One on each line; a scale begins with the lowest.",
        required=False,
        max_length=1200,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"max_length": "Answers must be 1,200 characters or fewer in all"},
    )
    good_from = whole_number(
        "Good from answer number (optional)",
        "For a scale: 3 means that the third answer and those after it count as good.",
        1,
    )
    least = whole_number("Lowest number (optional)", "For a number.", -1_000_000)
    most = whole_number("Highest number (optional)", "For a number.", -1_000_000)
    measure = forms.ChoiceField(
        label="What reports read from it (optional)",
        choices=(("", "Nothing: it is shown with the results only"), *Question.Measure.choices),
        required=False,
        error_messages={"invalid_choice": "Select what reports read from it from the list"},
    )
    condition = forms.ChoiceField(
        label="Who is asked (optional)",
        required=False,
        error_messages={"invalid_choice": "Select who is asked from the list"},
    )
    required = forms.BooleanField(label="People must answer this question", required=False)

    def __init__(
        self,
        *args: Any,
        version: QuestionnaireVersion,
        question: Question | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.question = version, question
        before = version.questions.order_by("order")
        self.others = list(before.exclude(pk=question.pk) if question else before)
        earlier = [q for q in self.others if question is None or q.order < question.order]
        asked = cast(forms.ChoiceField, self.fields["condition"])
        asked.choices = [("", "Everybody"), *conditions(earlier)]
        if question is not None:
            self.take_up(question)

    def take_up(self, question: Question) -> None:
        """Begin with what is written."""
        kept = ("text", "hint", "section", "kind", "good_from", "least", "most", "measure")
        self.initial.update({name: getattr(question, name) for name in (*kept, "required")})
        self.initial["options"] = "\n".join(question.options)
        if question.only_if_id:
            self.initial["condition"] = f"{question.only_if_id}:{question.only_if_option}"

    def clean_options(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        found = [line for line in lines if line]
        faults = [
            (any(";" in line for line in found), "Answers must not contain a semicolon"),
            (
                any(len(line) > LONGEST_OPTION for line in found),
                f"Each answer must be {LONGEST_OPTION} characters or fewer",
            ),
            (len(set(found)) < len(found), "Write each answer only once"),
            (len(found) > MOST_OPTIONS, f"Give {MOST_OPTIONS} answers or fewer"),
        ]
        if said := [sentence for wrong, sentence in faults if wrong]:
            raise ValidationError(said)
        return found

    def clean_measure(self) -> str:
        measure: str = self.cleaned_data["measure"]
        if measure and any(other.measure == measure for other in self.others):
            raise ValidationError("Another question of this version is read for that already")
        return measure

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        picks = facts.get("kind") in (Kind.SCALE, Kind.CHOICE)
        options = facts.get("options")
        if picks and options is not None and len(options) < 2:
            self.add_error("options", "Enter at least two answers to pick from, one on each line")
        if not picks and options:
            self.add_error("options", "Leave this empty: only a scale or a choice has answers")
        self.insist_on_limits(facts)
        return facts

    def insist_on_limits(self, facts: dict[str, Any]) -> None:
        good, options = facts.get("good_from"), facts.get("options") or []
        if good and facts.get("kind") != Kind.SCALE:
            self.add_error("good_from", "Leave this empty: only a scale has good answers")
        elif good and options and good > len(options):
            self.add_error("good_from", f"There are only {len(options)} answers")
        least, most = facts.get("least"), facts.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", "Highest number must be the lowest number or more")

    @property
    def facts(self) -> dict[str, Any]:
        """What the question is, for the action."""
        said = dict(self.cleaned_data)
        before, _, option = said.pop("condition").partition(":")
        return said | {
            "only_if_id": int(before) if before else None,
            "only_if_option": int(option) if option else None,
        }


def conditions(earlier: list[Question]) -> list[tuple[str, str]]:
    """Each answer to pick of each question before, as somebody would say it."""
    return [
        (f"{q.pk}:{n}", f"Those who answered “{option}” to “{q.text}”")
        for q in earlier
        if q.picks
        for n, option in enumerate(q.options, start=1)
    ]
