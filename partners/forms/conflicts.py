"""Shutting a restricted case to an agency, and opening it again."""

from typing import Any

from django import forms

from partners.models import Agency, AgencyQuerySet
from portal.forms import paragraph


class AgencyConflictForm(forms.Form):
    """Which agency is shut out, and why."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency",
        help_text="Everybody who acts for it is shut out, also those who act for others too.",
        error_messages={
            "required": "Select the agency to shut out",
            "invalid_choice": "Select an agency of the partnership",
        },
    )
    reason = paragraph(
        "What is the conflict of interest?",
        "Enter what the conflict of interest is",
        "For example, the agency is party to a court case. Do not name anybody.",
    )

    def __init__(self, *args: Any, agencies: AgencyQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agency"]
        offered.queryset = agencies


class LiftForm(forms.Form):
    """Why a conflict of interest shuts the case no longer."""

    reason = paragraph(
        "Why is it lifted?",
        "Enter why the conflict of interest is lifted",
        "For example, it was declared by mistake. Do not name anybody.",
    )
