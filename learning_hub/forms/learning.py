"""What people type into the learning hub, and how they narrow a list down."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from learning_hub import access
from learning_hub.models import Indicator, LearningPoint, Theme, refuse_identifying
from partners.models import Area, Partnership
from portal import clock
from portal.forms import DateField, paragraph
from portal.models import User

YEAR = RegexValidator(r"^\d{4}(-\d{2})?$", "Year must look like 2019 or 2019-20")


class LearningPointForm(forms.Form):
    """One thing learned, without anything that could lead back to a child."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        error_messages={"required": "Select the partnership this learning is for"},
    )
    text = forms.CharField(
        label="What was learned",
        help_text=(
            "Write no names, dates of birth, exact ages, addresses or schools. "
            "Write so that nobody could tell which child or family it came from."
        ),
        max_length=1000,
        widget=forms.Textarea({"rows": 6}),
        validators=[refuse_identifying],
        error_messages={"required": "Enter what was learned"},
    )
    source_kind = forms.ChoiceField(
        label="Where the learning comes from",
        choices=LearningPoint.Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select where the learning comes from"},
    )
    year = forms.CharField(
        label="Year (optional)",
        help_text="For example, 2019-20",
        required=False,
        max_length=9,
        validators=[YEAR],
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label="Area (optional)", required=False, empty_label="All areas"
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label="Themes",
        required=False,
        help_text="Select all that apply. A point needs a theme before it can be shared.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, user: User, point: LearningPoint | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        here = access.partnerships(user)
        offer(self, "partnership", here)
        offer(self, "area", Area.objects.filter(coverage__partnership__in=here).distinct())
        offer(self, "themes", access.themes(user))
        if point is not None:
            self.take_up(point)
        elif len(here) == 1:
            self.fields["partnership"].disabled = True
            self.fields["partnership"].widget = forms.HiddenInput()
            self.initial["partnership"] = here[0]

    def take_up(self, point: LearningPoint) -> None:
        """Begin with what is written. A point stays in its partnership."""
        del self.fields["partnership"]
        covered = Area.objects.filter(coverage__partnership=point.partnership_id).distinct()
        offer(self, "area", covered)
        kept = ("text", "source_kind", "year", "area")
        self.initial.update({name: getattr(point, name) for name in kept})
        self.initial["themes"] = point.themes.all()


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """What a question lets people choose from."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class StageCloseForm(forms.Form):
    """What a stage made, and when: without it the stage stays open."""

    output = forms.CharField(
        label="What this stage produced",
        help_text="For example, the scope agreed, the audit report or the recommendations.",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Enter what this stage produced"},
    )
    closed_on = DateField(
        label="Date it was completed",
        help_text="For example, 27 3 2020",
        error_messages={"required": "Enter the date it was completed"},
    )

    def clean_closed_on(self) -> date:
        day: date = self.cleaned_data["closed_on"]
        if day > clock.today():
            raise ValidationError("Date it was completed must be today or in the past")
        return day


class AnswerForm(forms.Form):
    """Whether an agency accepts a recommendation."""

    accepted = forms.TypedChoiceField(
        label="Does your agency accept this recommendation?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes if your agency accepts this recommendation"},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="You must give a reason if your agency does not accept it.",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        answer = super().clean() or {}
        if answer.get("accepted") is False and not answer.get("reason"):
            self.add_error("reason", "Enter the reason why your agency does not accept it")
        return answer


class LearningFilter(forms.Form):
    """Narrow learning points by theme, source and year. What makes no sense is left aside."""

    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="All themes")
    source = forms.ChoiceField(
        required=False, choices=[("", "All sources"), *LearningPoint.Source.choices]
    )
    year = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, points: QuerySet[LearningPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        offer(self, "theme", Theme.objects.filter(learning_points__in=points).distinct())
        years = points.exclude(year="").order_by("-year").values_list("year", flat=True).distinct()
        said = [(label, label) for label in years]
        cast(forms.ChoiceField, self.fields["year"]).choices = [("", "All years"), *said]

    def found(self) -> QuerySet[LearningPoint]:
        self.is_valid()
        asked = self.cleaned_data
        wanted = {
            "themes": asked.get("theme"),
            "source_kind": asked.get("source"),
            "year": asked.get("year"),
        }
        return self.points.filter(**{name: value for name, value in wanted.items() if value})


class IndicatorFilter(forms.Form):
    """Narrow the scorecard by kind and by what is good."""

    polarity = forms.ChoiceField(
        label="Good performance is",
        required=False,
        choices=[("", "All"), *Indicator.Polarity.choices],
    )
    kind = forms.ChoiceField(
        label="Measured", required=False, choices=[("", "All"), *Indicator.Kind.choices]
    )

    def found(self, indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return indicators.filter(**asked)


class ShareLearningForm(forms.Form):
    """Learning that may leave a restricted case: nothing in it leads back."""

    text = paragraph(
        "What was learned",
        "Enter what was learned",
        "Do not name anybody, a place, an exact age or a full date.",
    )
    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.none(),
        label="Themes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select themes from the list"},
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "themes", themes)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        refuse_identifying(text)
        return text
