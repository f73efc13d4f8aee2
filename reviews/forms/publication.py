"""The texts that leave a review, their check, their copies, and what becomes of them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal import clock
from portal.clock import day_text
from portal.forms import DateField, paragraph
from reviews.actions.going_public import MONTHS_PUBLIC
from reviews.forms.local import no_later
from reviews.forms.versions import VersionedForm
from reviews.forms.working import long_text
from reviews.models import GUIDE_PARTS, ReportCopy

PLAIN = "A line that begins with # is a heading, lines that begin with - are a list."


class ReportForm(VersionedForm):
    """The report as it is to be published."""

    title = forms.CharField(
        label="Title for the public",
        help_text="With a pseudonym at most. Never the number of the file.",
        max_length=160,
        error_messages={"required": "Enter the title for the public"},
    )
    report = long_text(
        "Report",
        "Enter the report",
        f"Systemic reasons, what has to improve, by whom and by when, and who wrote it. {PLAIN}",
    )


class LearningForm(VersionedForm):
    """The synopsis of learning, and the seven parts of the 7-minute guide."""

    synopsis = long_text(
        "Synopsis of learning",
        "Enter the synopsis of learning",
        f"What anybody can learn from this review, on one page. {PLAIN}",
        rows=10,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, part in enumerate(GUIDE_PARTS):
            name, lower = f"part_{number}", part[0].lower() + part[1:]
            field = paragraph(f"7-minute guide: {lower}", f"Enter {lower} for the 7-minute guide")
            self.fields[name] = field
            if number < len(self.row.guide):  # type: ignore[attr-defined]
                self.initial[name] = self.row.guide[number]  # type: ignore[attr-defined]

    @property
    def guide(self) -> list[str]:
        return [self.cleaned_data[f"part_{number}"] for number in range(len(GUIDE_PARTS))]

    def stands(self) -> dict[str, Any]:
        told = super().stands()
        guide = getattr(self.row, "guide", [])
        return {**told, **{f"part_{number}": text for number, text in enumerate(guide)}}


class CheckForm(forms.Form):
    """Other names and places to look for: they are kept nowhere."""

    also = paragraph(
        "Other names, places and days to look for",
        "",
        "Of parents, brothers and sisters, streets, a workplace. One a line. Not kept.",
        required=False,
    )


class AcceptForm(forms.Form):
    """Why words that were found may stay."""

    check = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why these words may stay",
        help_text="For example, the month has the name of nobody here.",
        max_length=300,
        error_messages={"required": "Enter why these words may stay"},
    )


class SignReportForm(forms.Form):
    """The seal of what was shown, and a note."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = paragraph("Note", "", "For example, what your agency will do first.", required=False)


class CopiesForm(forms.Form):
    """On which day each of the three had the text."""

    def __init__(self, *args: Any, sent: dict[str, date] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for to, label in ReportCopy.To.choices:
            self.fields[to] = DateField(
                label=f"Sent to {named(label)}",
                help_text="For example, 14 9 2020. Leave empty when it was not sent yet.",
                required=False,
                initial=(sent or {}).get(to),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for to in ReportCopy.To.values:
            if cleaned.get(to):
                try:
                    no_later(cleaned[to])
                except ValidationError as late:
                    self.add_error(to, late)
        if not self.errors and not any(cleaned.values()):
            self.add_error("panel", "Enter at least one day on which a copy was sent")
        return cleaned

    @property
    def sent(self) -> dict[str, date]:
        return {to: day for to, day in self.cleaned_data.items() if day}


def named(label: str) -> str:
    return label if label == "Ofsted" else f"the {label}"


class OutcomeForm(forms.Form):
    """What becomes of the text, and why it is less than the report or later."""

    OUTCOMES = (
        ("publish", "Publish the full report today"),
        ("publish_learning", "Publish information about improvements only, today"),
        ("defer", "Defer, or take down what is public"),
        ("withhold", "Do not publish"),
    )

    outcome = forms.ChoiceField(
        label="What becomes of the report?",
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what becomes of the report"},
    )
    reason = paragraph(
        "Justification",
        "",
        "Needed unless the full report is published. The Panel and the Secretary of State get it.",
        required=False,
    )
    regard = paragraph(
        "What the Panel said, and how it was considered",
        "",
        "Needed when less than the full report is published.",
        required=False,
    )
    until = DateField(
        label="Public until",
        help_text="At least a year. Leave empty for exactly a year.",
        required=False,
    )

    def __init__(self, *args: Any, moves: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["outcome"]
        offered.choices = [one for one in self.OUTCOMES if one[0] in moves]

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        least = clock.add_months(clock.today(), MONTHS_PUBLIC)
        if day and day < least:
            raise ValidationError(f"It stays public for a year: {day_text(least)} or later")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        outcome = cleaned.get("outcome", "publish")
        if outcome != "publish" and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Enter the justification")
        less = outcome in ("publish_learning", "withhold")
        if less and not cleaned.get("regard", "").strip():
            self.add_error("regard", "Enter what the Panel said, and how it was considered")
        return cleaned


class WithdrawForm(forms.Form):
    """What is left to be read of a review that is withdrawn."""

    remains = paragraph(
        "Where the report is kept",
        "Enter where the report is kept",
        "For example, the national repository of case reviews of the NSPCC. This line stays.",
    )
