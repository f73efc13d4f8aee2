"""What agencies are asked, and what they answer."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from partners.models import Agency
from portal import clock
from portal.forms import DateField, paragraph
from reviews.forms.dates import PartialDateBoxes
from reviews.forms.versions import VersionedForm
from reviews.models import InformationRequest

LONG = 8000


def not_in_past(day: date) -> None:
    if day < clock.today():
        raise ValidationError("The due date must be today or in the future")


def due_day(label: str = "Answer due on") -> DateField:
    return DateField(
        label=label,
        help_text="For example, 7 9 2020",
        validators=[not_in_past],
        error_messages={"required": "Enter the day by which the answer is due"},
    )


def long_text(label: str, unanswered: str, hint: str = "", **more: Any) -> forms.CharField:
    """A box for a page or two."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONG,
        widget=forms.Textarea({"rows": 12}),
        error_messages={
            "required": unanswered,
            "max_length": f"{label} must be {LONG:,} characters or fewer",
        },
        **more,
    )


class AskForm(forms.Form):
    """Which agencies, what is asked, and how they learn whom it is about."""

    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Agencies to ask",
        help_text="Those asked already and those in conflict with the case are left out.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one agency to ask"},
    )
    asked = paragraph(
        "What is asked",
        "Enter what the agencies are asked",
        "Do not name anybody. The agency sees this text and the reference of the request.",
        initial=(
            "What does your agency know about the child and the family, when did it last see the "
            "child, and what has it done? Give the dates that matter, from your own records."
        ),
    )
    told_by = forms.ChoiceField(
        label="How the agency is told whom it is about",
        help_text="The portal never says. Give the name and the reference together, another way.",
        choices=InformationRequest.Way,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how the agency is told whom it is about"},
    )
    due_on = due_day()

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agencies"]
        field.queryset = agencies


class GiveBackForm(forms.Form):
    """Until when an agency may add to its answer."""

    due_on = due_day("The additions are due on")


class InformationForm(VersionedForm):
    """Known or not, and what. A draft may stay empty; what is sent may not."""

    answer = forms.ChoiceField(
        label="Does your agency know the child or the family?",
        choices=InformationRequest.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether your agency knows the child or the family"},
    )
    summary = long_text(
        "What your agency knows",
        "",
        "Needed when something is known. Name nobody: write the child, the mother, the brother.",
        required=False,
    )


class EntryForm(forms.Form):
    """One event for the chronology."""

    on = PartialDateBoxes(
        label="When it happened",
        help_text="Leave the day, or the day and the month, empty if your record does not say.",
        error_messages={"required": "Enter at least the year in which it happened"},
    )
    text = paragraph("What happened", "Enter what happened", "Name nobody.")
    response = paragraph(
        "What your agency did", "", "Leave it empty if your record does not say.", required=False
    )
    source = forms.CharField(
        label="Which record says so",
        help_text="For example, health visitor's notes",
        max_length=200,
        error_messages={"required": "Enter which record says so"},
    )

    def clean_on(self) -> str:
        day: Any = self.cleaned_data["on"]
        if day.first_day > clock.today():
            raise ValidationError("The date must be today or in the past. Enter another date")
        return str(day)
