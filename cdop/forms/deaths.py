"""A death: which year, how it was notified, when it was talked about."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cdop.forms.questions import choice, past
from cdop.models import AgeBand, Death, DeathQuerySet, YearOf
from partners.models import Area, Partnership
from portal.forms import DateField

KNOWN = {"yes": True, "no": False, "not known": None}
EXPECTED = (
    "Was the death expected?",
    [("yes", "Expected"), ("no", "Unexpected"), ("not known", "Not known")],
    "Select whether the death was expected",
    "Unexpected: nobody foresaw it 24 hours before, or foresaw the collapse that led to it.",
)


class YearForm(forms.Form):
    """Which year, and the year of what: death, notification and review are three years."""

    basis = forms.ChoiceField(
        label="Year of", choices=[(basis.value, basis.label) for basis in YearOf], required=False
    )
    year = forms.ChoiceField(label="Year from April to March", required=False)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spans = [(str(year), f"{year}-{(year + 1) % 100:02}") for year in years]
        self.fields["year"].choices = [("", "All years"), *spans]  # type: ignore[attr-defined]

    def narrow(self, deaths: DeathQuerySet) -> DeathQuerySet:
        """The deaths of the year asked for; all of them when none, or no real one, is."""
        year = self.cleaned_data["year"] if self.is_valid() else ""
        if not year:
            return deaths
        basis = self.cleaned_data["basis"] or YearOf.NOTIFICATION
        return deaths.of_year(basis, date(int(year), 4, 1), date(int(year) + 1, 3, 31))


class NotificationForm(forms.Form):
    """A death, as the panel first hears of it."""

    partnership = forms.ModelChoiceField(
        queryset=Partnership.objects.none(),
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
        queryset=Area.objects.none(),
        label="Home area",
        help_text="The council area where the child lived.",
        error_messages={"required": "Select the home area, or “Not known”"},
        required=False,
        empty_label="Not known",
    )
    age_band = choice("Age", AgeBand.choices, "Select the age band")
    expected = choice(*EXPECTED)
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
