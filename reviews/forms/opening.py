"""Letting a role of an agency in, and opening a file in an emergency."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partners.models import Agency, AgencyQuerySet, Role
from portal import clock
from portal.clock import day_text
from portal.forms import DateField, paragraph
from reviews.forms.questions import line, route_asked
from reviews.models import ReviewGrant

ROLES = (
    Role.AGENCY_LEAD,
    Role.PRACTITIONER,
    Role.PANEL_MEMBER,
    Role.EXECUTIVE,
    Role.SCRUTINEER,
    Role.BUSINESS_TEAM,
)


class LetInAgencyForm(forms.Form):
    """Which role of which agency is let in, why and until when."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency",
        error_messages={
            "required": "Select the agency",
            "invalid_choice": "Select an agency of the partnership",
        },
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[(role.value, role.label) for role in ROLES],
        help_text="Whoever holds it in this agency on the day they look is let in.",
        error_messages={"required": "Select the role", "invalid_choice": "Select a role"},
    )
    reason = paragraph("Reason", "Enter why they need to see the review")
    ends_on = DateField(
        label="Last day",
        help_text="No later than 12 months from today. For example, 31 3 2021.",
        error_messages={"required": "Enter the last day they need to see the review"},
    )

    def __init__(self, *args: Any, agencies: AgencyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agency"]
        offered.queryset = agencies

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        last = clock.add_months(clock.today(), ReviewGrant.LONGEST_MONTHS)
        if not clock.today() <= day <= last:
            raise ValidationError(f"Last day must be between today and {day_text(last)}")
        return day


class EmergencyForm(forms.Form):
    """Which file, and why nobody can be asked first."""

    reference = line(
        "Reference of the case", 120, "Enter the reference of the case", "Such as 2020-07."
    )
    reason = paragraph(
        "Why do you need to see it now?",
        "Enter why you need to see it now",
        "Say why you could not ask a review lead. Do not name the child here.",
    )


class SearchForm(forms.Form):
    """A search by reference, or by why a case was referred. Nobody can be found by a name."""

    reference = forms.CharField(
        label="Reference", max_length=120, required=False, help_text="Such as 2020-07."
    )
    route = route_asked()

    @property
    def asked(self) -> str:
        return str(self.cleaned_data["reference"]).strip() if self.is_valid() else ""

    @property
    def route_asked(self) -> str:
        """Why a case was referred; none when there is no such reason."""
        return str(self.cleaned_data["route"]) if self.is_valid() else ""
