"""Opening a review of another kind, and what is recorded of each."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from learning_hub.models import Theme
from partners.models import Agency, AgencyQuerySet, Area, Partnership
from portal import clock
from portal.forms import DateField, paragraph
from reviews.forms.dates import PartialDateBoxes
from reviews.forms.questions import choice, line, past_day
from reviews.forms.versions import VersionedForm
from reviews.kinds import sorts
from reviews.models import RelatedReview, Review, ReviewQuerySet

NO_NAME = "Do not name a child."
AS_KNOWN = "A day, a month or a year: leave what is not known empty."
SITE = "Such as https://www.example.org/report"


def partial(label: str, hint: str = AS_KNOWN) -> Any:
    return PartialDateBoxes(label=label, required=False, help_text=hint)


def one_of(label: str, rows: Any, *, hint: str = "", required: str = "") -> Any:
    return forms.ModelChoiceField(
        rows,
        label=label,
        required=bool(required),
        help_text=hint,
        error_messages={"required": required, "invalid_choice": f"Select {label.lower()}"},
    )


def agencies_field(label: str) -> Any:
    return forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select agencies of the partnership"},
    )


def address_field(
    label: str, hint: str = "Such as https://www.example.org/report"
) -> forms.URLField:
    return forms.URLField(
        label=label,
        required=False,
        help_text=SITE,
        assume_scheme="https",
        error_messages={
            "invalid": "Enter an address in the correct format, like https://www.example.org"
        },
    )


class RecordedForm(forms.Form):
    """What is known of a review that no referral opened: its number, who led it and when."""

    title = line(
        "Number",
        120,
        hint="The number it had, such as SCR 26; empty for the next free one. Never a name.",
    )
    board = one_of("Board or agency that held it", Agency.objects.none())
    area = one_of("Area", Area.objects.none())
    commissioned = partial(
        "Commissioned", "The legal basis is the one of that day. A day, a month or a year."
    )
    completed = partial("Completed")
    count = forms.IntegerField(
        label="Number of cases it looks at",
        required=False,
        min_value=1,
        max_value=500,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a whole number from 1 to 500"
        ),
    )
    note = paragraph("Note", "", NO_NAME, required=False)

    def __init__(
        self, *args: Any, agencies: AgencyQuerySet, areas: QuerySet[Area], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["board"].queryset = agencies
        fields["area"].queryset = areas

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        began, ended = asked.get("commissioned"), asked.get("completed")
        if began and ended and ended.last_day < began.first_day:
            self.add_error("completed", "It cannot be completed before it was commissioned")
        return asked


class OpenReviewForm(RecordedForm):
    """A review of the archive or of today, with its partnership and kind."""

    partnership = one_of(
        "Partnership", Partnership.objects.none(), required="Select the partnership"
    )
    kind = choice(
        "Kind of review",
        [(sort.kind.value, sort.kind.label) for sort in sorts.values() if sort.opened_here],
        "Select the kind of review",
    )
    field_order = ("partnership", "kind")

    def __init__(self, *args: Any, partnerships: QuerySet[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["partnership"]
        offered.queryset = partnerships
        if len(partnerships) == 1:
            self.initial["partnership"] = partnerships[0].pk


class CorrectReviewForm(VersionedForm, RecordedForm):
    """What was typed wrongly. Partnership and kind stay: steps and access hang on them."""

    title = line("Number", 120, "Enter the number", "Such as SCR 26. Never a name.")


class ThematicFileForm(forms.Form):
    """One more file of the set."""

    review = one_of("Review or case", Review.objects.none(), required="Select a review or case")
    why = paragraph("Why it belongs to the set", "", NO_NAME, required=False)

    def __init__(self, *args: Any, files: ReviewQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["review"]
        offered.queryset = files


class CommonThemeForm(forms.Form):
    """A theme, what was found about it, and in how many files of the set."""

    name = line("Theme", 160, "Enter the theme", "Such as: harm outside the home.")
    finding = paragraph("What was found", "Enter what was found", NO_NAME)
    seen_in = forms.IntegerField(
        label="In how many files of the set",
        required=False,
        min_value=1,
        help_text="Leave it empty when nobody counted.",
        error_messages={
            "invalid": "Enter a whole number",
            "min_value": "Enter 1 or more, or leave it empty",
        },
    )

    def __init__(self, *args: Any, size: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.size = size

    def clean_seen_in(self) -> int | None:
        seen: int | None = self.cleaned_data["seen_in"]
        if seen is not None and seen > self.size:
            raise ValidationError(f"The set has {self.size} files. Enter no more than that")
        return seen


class AgenciesForm(VersionedForm):
    """A form on a row with agencies of the partnership."""

    def __init__(self, *args: Any, agencies: AgencyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agencies"]
        offered.queryset = agencies

    def stands(self) -> dict[str, Any]:
        row: Any = self.row
        plain = [name for name in self.fields if name != "agencies" and hasattr(row, name)]
        told = {name: getattr(row, name) for name in plain}
        return {**told, "agencies": list(row.agencies.all()) if row.pk else []}

    def renew(self) -> None:
        """Somebody may have been the first to save anything at all."""
        row: Any = self.row
        self.row = type(row)._default_manager.get(review=row.review)
        super().renew()

    def told(self, name: str, answers: Any) -> str:
        if name == "agencies":
            return ", ".join(sorted(str(one) for one in answers.get(name) or [])) or "Nothing"
        return super().told(name, answers)


class ContributionForm(AgenciesForm):
    """What another area asks of us."""

    lead = line("Partnership or board that leads it", 160, "Enter who leads the review")
    their_number = line("Their number", 60)
    asked_on = past_day("Day on which we were asked")
    asked = paragraph("What is asked of us", "Enter what is asked of us", NO_NAME)
    local_link = paragraph("How it touches this area", "", NO_NAME, required=False)
    agencies = agencies_field("Our agencies that contribute")
    due_on = DateField(label="Due", required=False, help_text="For example, 12 10 2020")
    reason = paragraph(
        "Why the day it is due changes", "", "Needed when a day was set before.", required=False
    )


class ContributionOutcomeForm(VersionedForm):
    """What was sent, where the review was published, and what we do with what it found."""

    sent_on = past_day("Day on which our contribution was sent")
    sent = paragraph("What was sent, and to whom", "", NO_NAME, required=False)
    published_on = partial("Published")
    address = address_field("Where it is published")
    response = paragraph("What we do with its learning", "", NO_NAME, required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        sent_on, asked_on = told.get("sent_on"), getattr(self.row, "asked_on", None)
        if sent_on and not told.get("sent", "").strip():
            self.add_error("sent", "Enter what was sent, and to whom")
        if sent_on and asked_on and sent_on < asked_on:
            self.add_error("sent_on", "It cannot be sent before we were asked")
        return told


class OccasionForm(AgenciesForm):
    """When an audit or event was held, who took part, what came out of it."""

    held_on = DateField(label="Day", required=False, help_text="For example, 12 10 2020")
    about = paragraph("What is looked at", "Enter what is looked at", NO_NAME)
    agencies = agencies_field("Agencies that take part")
    attended = forms.IntegerField(
        label="Number of people who came",
        required=False,
        min_value=0,
        max_value=5000,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a whole number up to 5,000"
        ),
    )
    came_out = paragraph("What came out of it", "", NO_NAME, required=False)
    session_name = line("Session that people can book", 160, hint="Its name, if there is one.")
    session_address = address_field("Address of the session")

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("session_address") and not told.get("session_name"):
            self.add_error("session_name", "Enter the name of the session")
        held_on = told.get("held_on")
        if told.get("came_out") and held_on and held_on > clock.today():
            self.add_error("came_out", "The day is still to come. Enter this after it")
        return told


class RelatedForm(forms.Form):
    """A review under another law, and what it shares with this file."""

    sort = choice("Kind", RelatedReview.Sort.choices, "Select the kind")
    body = line("Board that holds it", 160, "Enter which board holds it")
    reference = line("Its reference", 60)
    address = address_field("Address")
    shared = paragraph("What they share", "Enter what they share", NO_NAME)
    theme = one_of(
        "A theme they share", Theme.objects.none(), hint="The archive is narrowed by it."
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["theme"]
        offered.queryset = themes


class ThemesForm(forms.Form):
    """Themes of those all partnerships share. Years and areas are counted by them."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label="Themes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select themes of the list"},
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["themes"]
        offered.queryset = themes
