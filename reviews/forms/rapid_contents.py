"""What a rapid review says: sections, criteria, safety actions, meetings."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partners.models import Agency
from portal.forms import DateField, paragraph
from reviews.forms.information import long_text
from reviews.forms.rapid import past_day
from reviews.forms.versions import VersionedForm
from reviews.models import Attendance, RapidMeeting, Said

POST = 160


def said(label: str, unanswered: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=Said,
        widget=forms.RadioSelect,
        error_messages={"required": unanswered},
    )


class SectionForm(VersionedForm):
    """One heading: is it covered, and the text; or why not."""

    covered = said("Is it covered?", "Select whether the rapid review covers this")
    text = long_text(
        "What the rapid review says",
        "Enter what the rapid review says about this, or why it does not",
        "If the answer is no or not known, say why. Name nobody.",
    )

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["covered"].label = question


class CriterionForm(VersionedForm):
    """Whether one criterion is met, and why."""

    met = said("Is it met?", "Select whether the criterion is met")
    reasons = paragraph("Reasons", "Enter the reasons, whether it is met or not", "Name nobody.")


class SafetyActionForm(forms.Form):
    """Something an agency does at once."""

    text = paragraph("What is done so that a child is safe", "Enter what is done", "Name nobody.")
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency that does it",
        empty_label="Select an agency",
        error_messages={"required": "Select the agency that does it"},
    )
    owner_role = forms.CharField(
        label="Post of the person who answers for it",
        max_length=POST,
        error_messages={"required": "Enter the post of the person who answers for it"},
    )
    due_on = DateField(
        label="Due date",
        help_text="For example, 15 9 2020",
        error_messages={"required": "Enter the due date"},
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = agencies


class SafetyDoneForm(forms.Form):
    """That it is done, and what shows it."""

    on = past_day("The day it was done", "Enter the day it was done")
    evidence = paragraph("What shows it", "Enter what shows that it was done", "Name nobody.")


class MeetingForm(forms.Form):
    """A meeting that was held."""

    purpose = forms.ChoiceField(
        label="Kind of meeting",
        choices=RapidMeeting.Purpose,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of meeting"},
    )
    held_on = past_day("Date of the meeting", "Enter the date of the meeting")
    chair = forms.CharField(
        label="Who was in the chair",
        help_text="A post, such as independent chair",
        max_length=POST,
        error_messages={"required": "Enter the post of whoever was in the chair"},
    )
    decided = long_text("What was decided", "Enter what was decided", "Name no child.")


class AttendanceForm(forms.Form):
    """One person expected at a meeting."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency",
        required=False,
        empty_label="None: the independent scrutineer",
        error_messages={"invalid_choice": "Select an agency of the partnership"},
    )
    person = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Enter the name of the person"}
    )
    post = forms.CharField(
        label="Post", max_length=POST, error_messages={"required": "Enter the post of the person"}
    )
    presence = forms.ChoiceField(
        label="Was the person there?",
        choices=Attendance.Presence,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether the person was there"},
    )
    in_place_of = forms.CharField(
        label="In whose place",
        help_text="Only for a substitute: the post they stood in for.",
        max_length=POST,
        required=False,
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = agencies

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        stood_in = answers.get("presence") == Attendance.Presence.SUBSTITUTE
        if stood_in and not answers.get("in_place_of"):
            self.add_error("in_place_of", "Enter in whose place the substitute came")
        return answers
