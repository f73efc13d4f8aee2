"""Asking to join an agency, answering it, and the domains that propose one."""

import re
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partners import access
from partners.forms.people import on_one_line
from partners.models import Agency, AgencyStatus
from partners.models.claims import is_shared
from portal.forms import paragraph
from portal.models import User

DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


class ClaimForm(forms.Form):
    """Where I work, and as what."""

    place = forms.ChoiceField(
        label="Agency you work for",
        help_text="Somebody from this agency confirms that you work there.",
        error_messages={
            "required": "Select the agency you work for",
            "invalid_choice": "Select the agency you work for",
        },
    )
    job = forms.CharField(
        label="Your job",
        max_length=200,
        validators=[on_one_line],
        help_text="For example, school nurse in the east team.",
        error_messages={"required": "Enter your job"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in access.places_to_join()}
        place: Any = self.fields["place"]
        place.choices = [("", "Select an agency"), *grouped(list(self.places.values()))]

    def clean_place(self) -> AgencyStatus:
        return self.places[self.cleaned_data["place"]]


def grouped(places: list[AgencyStatus]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The agencies under the name of each partnership."""
    return [
        (name, [(str(place.pk), place.agency.name) for place in of_one])
        for name, of_one in groupby(places, lambda place: place.partnership.name)
    ]


class RefuseForm(forms.Form):
    """Why somebody does not join."""

    reason = paragraph(
        "Reason for refusing",
        "Enter the reason for refusing",
        "The person reads this. Say what they can do.",
    )


class DomainForm(forms.Form):
    """A domain, and the agency whose people have addresses in it."""

    domain = forms.CharField(
        label="Email domain",
        max_length=120,
        help_text="What stands after the @, for example dorsetcouncil.example.",
        error_messages={"required": "Enter the email domain"},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        empty_label="Select an agency",
        error_messages={"required": "Select the agency"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies: Any = self.fields["agency"]
        agencies.queryset = access.kept_agencies(user)

    def clean_domain(self) -> str:
        domain = str(self.cleaned_data["domain"]).strip().lower().removeprefix("@")
        if not DOMAIN.fullmatch(domain):
            raise ValidationError("Enter what stands after the @, like dorsetcouncil.example")
        if is_shared(domain):
            raise ValidationError(
                "Enter a domain of one agency. Many people outside it have addresses here too"
            )
        return domain
