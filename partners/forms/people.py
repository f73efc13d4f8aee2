"""Whom to find, whom to ask in, and what to give and end."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from partners import access
from partners.models import Agency, Partnership, Role
from portal import clock
from portal.forms import DateField
from portal.models import User

EVERY = [("", "All")]
STATES = [("now", "Has a role now"), ("over", "Has no role any more"), ("closed", "Account closed")]


def on_one_line(value: str) -> None:
    """Refuse what could start a line of its own in a message, or turn the text round."""
    if not value.isprintable():
        raise ValidationError("Enter it on one line, with letters and signs that can be printed")


class PersonFilter(forms.Form):
    """People by name or address, by role, by agency and by whether they hold anything."""

    q = forms.CharField(label="Name or email address", required=False, max_length=120)
    role = forms.ChoiceField(required=False, choices=[*EVERY, *Role.choices])
    agency = forms.ModelChoiceField(Agency.objects.none(), required=False, empty_label="All")
    state = forms.ChoiceField(required=False, choices=[*EVERY, *STATES])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        agencies: Any = self.fields["agency"]
        agencies.queryset = access.kept_agencies(user)

    def narrow(self, people: QuerySet[User]) -> QuerySet[User]:
        if not self.is_valid():
            return people
        answers = self.cleaned_data
        if answers["q"]:
            people = people.filter(
                Q(name__icontains=answers["q"]) | Q(email__icontains=answers["q"])
            )
        return self.of_state(self.holding(people), answers["state"])

    def holding(self, people: QuerySet[User]) -> QuerySet[User]:
        """Those who hold this role, in this agency."""
        asked = {name: self.cleaned_data[name] for name in ("role", "agency")}
        asked = {name: value for name, value in asked.items() if value}
        if not asked:
            return people
        held = access.kept_standings(self.user).current().filter(**asked)
        return people.filter(pk__in=held.values("person"))

    def of_state(self, people: QuerySet[User], state: str) -> QuerySet[User]:
        held = access.kept_standings(self.user).current().values("person")
        if state == "closed":
            return people.filter(is_active=False)
        if state == "now":
            return people.filter(is_active=True, pk__in=held)
        return people.exclude(pk__in=held) if state == "over" else people


class PlaceForm(forms.Form):
    """Where somebody is to stand, as what, and for how long."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        empty_label=None,
        error_messages={"required": "Select the partnership"},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        empty_label="Select an agency",
        error_messages={"required": "Select the agency"},
    )
    role = forms.ChoiceField(
        choices=[],
        error_messages={"required": "Select the role", "invalid_choice": "Select the role"},
    )
    until = DateField(
        label="Last day, if it is to end",
        required=False,
        help_text="For example, 31 3 2021. Leave it empty for no end.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.offer("partnership", access.kept_partnerships(user))
        self.offer("agency", access.kept_agencies(user))
        role: Any = self.fields["role"]
        role.choices = [(one.value, one.label) for one in access.roles_somewhere(user)]

    def offer(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < clock.today():
            raise ValidationError("The last day must be today or later")
        return until

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if {"partnership", "agency", "role"} <= set(answers):
            self.stay_in_bounds(**answers)
        return answers

    def stay_in_bounds(
        self, partnership: Partnership, agency: Agency, role: str, **_rest: Any
    ) -> None:
        """The agency works with the partnership, and the role is theirs to give there."""
        if not access.agencies_of(self.user, partnership).filter(pk=agency.pk).exists():
            self.add_error("agency", f"Select an agency of {partnership}")
        elif role not in access.roles_to_give(self.user, agency.pk, partnership.pk):
            self.add_error("role", "Select a role that you may give for this agency")


class InviteForm(PlaceForm):
    """Somebody to ask in by mail."""

    name = forms.CharField(
        label="Full name",
        max_length=120,
        validators=[on_one_line],
        error_messages={"required": "Enter the full name"},
    )
    address = forms.EmailField(
        label="Work email address",
        help_text="The invitation goes here. Only somebody who signs in with it can accept.",
        error_messages={"required": "Enter the work email address"},
    )
    field_order = ["name", "address", "partnership", "agency", "role", "until"]


class EndForm(forms.Form):
    """When a standing ends."""

    last_day = DateField(
        label="Last day",
        required=False,
        help_text="Leave it empty to end it now. The person is then signed out everywhere.",
    )

    def clean_last_day(self) -> date | None:
        last_day: date | None = self.cleaned_data["last_day"]
        if last_day and last_day < clock.today():
            raise ValidationError("The last day must be today or later, or empty to end it now")
        return last_day


class LeftForm(forms.Form):
    """Which agency somebody has left."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency that the person has left",
        empty_label=None,
        error_messages={"required": "Select the agency", "invalid_choice": "Select the agency"},
    )

    def __init__(self, *args: Any, user: User, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = access.kept_standings(user).unended().filter(person=person)
        ours = {one.agency_id for one in held if access.may_end(user, one)}
        agencies: Any = self.fields["agency"]
        agencies.queryset = Agency.objects.filter(pk__in=ours)
