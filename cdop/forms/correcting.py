"""What was taken in wrongly, put right."""

from typing import Any

from django import forms

from cdop.forms.deaths import EXPECTED, KNOWN
from cdop.forms.questions import choice, past
from cdop.models import Death, Facts
from portal.forms import DateField

SAID = {known: said for said, known in KNOWN.items()}


class CorrectionForm(forms.Form):
    """The facts of a death that may be put right, and what stood there when it was opened."""

    expected = choice(*EXPECTED)
    joint_agency_response = choice(
        "Was there a joint agency response?",
        [("yes", "Started"), ("no", "None"), ("not known", "Not known")],
        "Select whether there was a joint agency response",
        "Only after an unexpected death.",
    )
    joint_agency_response_on = DateField(
        label="Date of the joint agency response", required=False, validators=[past]
    )
    passed_on = DateField(label="Date passed to the home area", required=False, validators=[past])
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, death: Death, **kwargs: Any) -> None:
        kwargs["initial"] = said(death) | {"seen": death.stamp}
        super().__init__(*args, **kwargs)
        self.death = death
        if not death.out_of_county:
            del self.fields["passed_on"]

    def clean_expected(self) -> bool | None:
        return KNOWN[self.cleaned_data["expected"]]

    def clean_joint_agency_response(self) -> bool | None:
        return KNOWN[self.cleaned_data["joint_agency_response"]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for field, sentence in self.faults(cleaned):
            if field not in self.errors:
                self.add_error(field, sentence)
        return cleaned

    def faults(self, typed: dict[str, Any]) -> list[tuple[str, str]]:
        """What does not fit together, by field, each with the way out."""
        responded, day = typed.get("joint_agency_response"), typed.get("joint_agency_response_on")
        passed = typed.get("passed_on")
        rules = (
            (
                bool(responded) and typed.get("expected") is not False,
                "joint_agency_response",
                "Select “None” or “Not known”, or select that the death was unexpected",
            ),
            (
                bool(day) and not responded,
                "joint_agency_response_on",
                "Take out this date, or select that a joint agency response was started",
            ),
            (
                bool(day and day < self.death.died_on),
                "joint_agency_response_on",
                "The joint agency response must be on or after the date of death",
            ),
            (
                bool(passed and passed < self.death.died_on),
                "passed_on",
                "The date passed to the home area must be on or after the date of death",
            ),
        )
        return [(field, sentence) for wrong, field, sentence in rules if wrong]

    @property
    def facts(self) -> Facts:
        return {name: self.cleaned_data[name] for name in self.death.facts if name in self.fields}

    def renew(self) -> None:
        """Somebody was faster: say what the death says now, and keep what was typed."""
        self.death.refresh_from_db()
        self.data = {**{name: self.data[name] for name in self.data}, "seen": self.death.stamp}
        self.add_error(
            None,
            "Somebody has corrected this death since you opened it. It says now: "
            f"{self.death.expectation.lower()}, joint agency response "
            f"{self.death.response.lower()}. Check your answers, then save again",
        )


def said(death: Death) -> dict[str, Any]:
    """The facts of a death as the questions offer them."""
    return {
        **death.facts,
        "expected": SAID[death.expected],
        "joint_agency_response": SAID[death.joint_agency_response],
    }
