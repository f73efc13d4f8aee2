"""What people type about a child's death. Nothing asks who the child was."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cdop.models import AgeBand, Death, Factor, PanelMeeting, PanelReview, ReviewFactor
from learning_hub.models import Theme, refuse_identifying
from partners.models import Area, Partnership, Role, Standing
from portal import clock
from portal.forms import DateField
from portal.models import User

KNOWN = {"yes": True, "no": False, "not known": None}


def past(day: date) -> None:
    if day > clock.today():
        raise ValidationError("The date must be today or in the past. Enter another date")


def paragraph(label: str, required: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={
            "required": required,
            "max_length": f"{label} must be 2,000 characters or fewer",
        },
    )


def choice(label: str, choices: Any, required: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": required, "invalid_choice": required},
    )


class NotificationForm(forms.Form):
    """A death, as the panel first hears of it."""

    partnership = forms.ModelChoiceField(
        queryset=None,
        label="Partnership",
        error_messages={"required": "Select the partnership that was told of the death"},
    )
    died_on = DateField(
        label="Date of death",
        help_text="For example, 14 3 2020",
        validators=[past],
        error_messages={"required": "Enter the date of death"},
    )
    notified_on = DateField(
        label="Date of notification",
        help_text="The day the panel was told. For example, 16 3 2020",
        validators=[past],
        error_messages={"required": "Enter the date of notification"},
    )
    area = forms.ModelChoiceField(
        queryset=None,
        label="Home area",
        help_text="The council area where the child lived.",
        error_messages={"required": "Select the home area, or “Not known”"},
        required=False,
        empty_label="Not known",
    )
    age_band = choice("Age", AgeBand.choices, "Select the age band")
    expected = choice(
        "Was the death expected?",
        [("yes", "Expected"), ("no", "Unexpected"), ("not known", "Not known")],
        "Select whether the death was expected",
        "Unexpected: nobody foresaw it 24 hours before, or foresaw the collapse that led to it.",
    )
    joint_agency_response = forms.BooleanField(
        label="A joint agency response was started", required=False
    )
    joint_agency_response_on = DateField(
        label="Date of the joint agency response", required=False, validators=[past]
    )
    out_of_county = forms.BooleanField(
        label="The child lived outside the area of the partnership", required=False
    )
    passed_on = DateField(
        label="Date passed to the home area",
        help_text="Only for a child who lived elsewhere.",
        required=False,
        validators=[past],
    )

    def __init__(
        self,
        *args: Any,
        partnerships: QuerySet[Partnership],
        areas: QuerySet[Area],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = partnerships  # type: ignore[attr-defined]
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        if len(partnerships) == 1:
            self.fields["partnership"].initial = partnerships[0]

    def clean_expected(self) -> bool | None:
        return KNOWN[self.cleaned_data["expected"]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for field, sentence in faults_between(cleaned):
            if field not in self.errors:
                self.add_error(field, sentence)
        return cleaned


def faults_between(typed: dict[str, Any]) -> list[tuple[str, str]]:
    """What does not fit together, by field, each with the way out."""
    died, notified = typed.get("died_on"), typed.get("notified_on")
    responded = typed.get("joint_agency_response")
    rules = (
        (
            bool(died and notified and notified < died),
            "notified_on",
            "Date of notification must be on or after the date of death",
        ),
        (
            bool(responded) and typed.get("expected") is not False,
            "joint_agency_response",
            "Untick the joint agency response, or select that the death was unexpected",
        ),
        (
            bool(typed.get("joint_agency_response_on")) and not responded,
            "joint_agency_response",
            "Tick the joint agency response, or take out its date",
        ),
        (
            bool(typed.get("passed_on")) and not typed.get("out_of_county"),
            "out_of_county",
            "Tick that the child lived outside the area, or take out the date passed on",
        ),
    )
    return [(field, sentence) for wrong, field, sentence in rules if wrong]


class DayForm(forms.Form):
    """The day on which the child death review meeting was held."""

    on = DateField(
        label="Date of the child death review meeting",
        help_text="For example, 14 9 2020",
        validators=[past],
        error_messages={"required": "Enter the date of the child death review meeting"},
    )

    def __init__(self, *args: Any, death: Death, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.death = death

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.death.died_on:
            raise ValidationError("The meeting must be after the death. Enter another date")
        return day


class ReviewForm(forms.Form):
    """What the panel found. One question for each factor the partnership has named."""

    meeting = forms.ModelChoiceField(
        queryset=None,
        label="Panel meeting",
        error_messages={"required": "Select the meeting that reviewed this death"},
    )
    modifiable = choice(
        "Modifiable factors",
        PanelReview.Modifiable.choices,
        "Select what the panel found about modifiable factors",
        "Something that could be changed, here or nationally, to make future deaths less likely.",
    )
    category = forms.TypedChoiceField(
        label="Category of death",
        help_text="Where several fit, select the highest in the list.",
        choices=[("", "Not recorded"), *PanelReview.Category.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        death: Death,
        meetings: QuerySet[PanelMeeting],
        factors: QuerySet[Factor],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        held = meetings.filter(
            partnership=death.partnership_id, held_on__range=(death.died_on, clock.today())
        )
        self.fields["meeting"].queryset = held  # type: ignore[attr-defined]
        self.asked = {f"factor_{factor.pk}": factor for factor in factors}
        for name, factor in self.asked.items():
            self.fields[name] = forms.TypedChoiceField(
                label=factor.name,
                choices=[("", "Not considered"), *ReviewFactor.Relevance.choices],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def factors(self) -> dict[Factor, int]:
        """The factors the panel scored, with their relevance."""
        scored = {factor: self.cleaned_data[name] for name, factor in self.asked.items()}
        return {factor: score for factor, score in scored.items() if score is not None}


class PanelMeetingForm(forms.Form):
    """When the panel meets."""

    partnership = forms.ModelChoiceField(
        queryset=None,
        label="Partnership",
        error_messages={"required": "Select the partnership whose panel meets"},
    )
    held_on = DateField(
        label="Date of the meeting",
        help_text="For example, 6 10 2020",
        error_messages={"required": "Enter the date of the meeting"},
    )

    def __init__(self, *args: Any, partnerships: QuerySet[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = partnerships  # type: ignore[attr-defined]
        if len(partnerships) == 1:
            self.fields["partnership"].initial = partnerships[0]


class SeatForm(forms.Form):
    """Which panel member sits on the meeting."""

    person = forms.ModelChoiceField(
        queryset=None,
        label="Panel member",
        error_messages={"required": "Select the panel member who sits on this meeting"},
    )

    def __init__(self, *args: Any, meeting: PanelMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Standing.objects.current().filter(
            partnership=meeting.partnership_id, role=Role.PANEL_MEMBER
        )
        people = User.objects.filter(is_active=True, pk__in=held.values("person"))
        seated = meeting.seats.values("person")
        choices = people.exclude(pk__in=seated).order_by("name")
        self.fields["person"].queryset = choices  # type: ignore[attr-defined]


class ConflictForm(forms.Form):
    """Why somebody should not see this death."""

    reason = paragraph(
        "What is the conflict of interest?",
        "Enter what the conflict of interest is",
        "For example, you or your team cared for the child. Do not name anybody.",
    )


class ShareLearningForm(forms.Form):
    """Learning that may leave: nothing in it leads back."""

    text = paragraph(
        "What was learned",
        "Enter what was learned",
        "Do not name anybody, a place, an exact age or a full date.",
    )
    themes = forms.ModelMultipleChoiceField(
        queryset=None,
        label="Themes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select themes from the list"},
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        refuse_identifying(text)
        return text
