"""What is asked about funds for free training."""

from typing import Any

from django import forms

from portal.forms import DateField
from training.access import funds_for
from training.forms.choosing import offer
from training.forms.money import PlaceForm
from training.forms.pounds import PoundsField
from training.models import CourseOrigin, Fund, OriginKind, Session
from training.money import in_words

USUAL = (OriginKind.RAPID_REVIEW, OriginKind.PRACTICE_REVIEW, OriginKind.PRIORITY)


class FundForm(PlaceForm):
    """Money set aside, and what training must answer to be paid from it."""

    name = forms.CharField(
        label="Name of the fund",
        max_length=120,
        error_messages={
            "required": "Enter the name of the fund",
            "max_length": "The name must be 120 characters or fewer",
        },
    )
    amount = PoundsField(
        label="Amount in pounds",
        help_text="For example, 10,000",
        error_messages={"required": "Enter the amount"},
    )
    since = DateField(
        label="First day of sessions that it pays for",
        error_messages={"required": "Enter the first day"},
    )
    until = DateField(label="Last day (optional)", required=False)
    origins = forms.MultipleChoiceField(
        label="What must a course answer to be paid from it?",
        choices=OriginKind.choices,
        initial=USUAL,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one thing that a course must answer"},
    )
    note = forms.CharField(
        label="Where the money comes from (optional)",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": "Where it comes from must be 500 characters or fewer"},
    )
    field_order = ("partnership", "name", "amount", "since", "until", "origins", "note")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        since, until = answers.get("since"), answers.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the first day or later")
        return answers


class FundChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A fund, with what is left of it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}: {in_words(obj.balance)} left, for {obj.pays_for.lower()}"


class FundSessionForm(forms.Form):
    """Which fund pays for a session, because of what, and how much."""

    fund = FundChoice(
        label="Which fund pays?",
        queryset=Fund.objects.none(),
        empty_label="Select a fund",
        error_messages={
            "required": "Select the fund that pays",
            "invalid_choice": "Select a fund that pays for sessions on this day",
        },
    )
    origin = forms.ModelChoiceField(
        label="What does this session answer?",
        queryset=CourseOrigin.objects.none(),
        empty_label="Select what it answers",
        error_messages={
            "required": "Select what the session answers",
            "invalid_choice": "Select one of the things that the course answers",
        },
    )
    amount = PoundsField(
        label="Amount in pounds",
        help_text="What the session costs. It is taken off what is left of the fund.",
        error_messages={"required": "Enter what the session costs"},
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "fund", funds_for(session))
        answered = CourseOrigin.objects.filter(course=session.course_id)
        offer(self, "origin", answered.select_related("priority"))
