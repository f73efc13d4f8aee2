"""What narrows a list. Each box may be left empty."""

from datetime import date
from typing import Any

from django import forms

from partners import access
from partners.models import Action, ActionQuerySet, Agency, AgencyQuerySet, AgencyStatus
from portal import clock
from portal.forms import DateField
from portal.models import User

EVERY = [("", "All")]


class DayFilter(forms.Form):
    """As things stood on a day: today when none is given."""

    day = DateField(label="Date", required=False, help_text="For example, 27 3 2020")

    @property
    def chosen(self) -> date:
        if not self.is_valid():
            return clock.today()
        return self.cleaned_data["day"] or clock.today()


class AgencyFilter(DayFilter):
    """Agencies by kind and by what they are to the partnership, as on a day."""

    kind = forms.ChoiceField(required=False, choices=[*EVERY, *Agency.Kind.choices])
    status = forms.ChoiceField(
        label="Part in the partnership",
        required=False,
        choices=[*EVERY, *AgencyStatus.Status.choices],
    )
    field_order = ["kind", "status", "day"]

    def narrow(self, agencies: AgencyQuerySet, user: User) -> AgencyQuerySet:
        """Agencies that were there on the day and fit the answers."""
        found = agencies.live(self.chosen)
        if not self.is_valid():
            return found
        kind, status = self.cleaned_data["kind"], self.cleaned_data["status"]
        if kind:
            found = found.filter(kind=kind)
        if status:
            held = access.agency_statuses(user).on(self.chosen).filter(status=status)
            found = found.filter(pk__in=held.values("agency"))
        return found


class ActionFilter(forms.Form):
    """Actions by status and owner, and those that are late."""

    status = forms.ChoiceField(required=False, choices=[*EVERY, *Action.Status.choices])
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Owned by", required=False, empty_label="All"
    )
    overdue = forms.BooleanField(label="Overdue only", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners: Any = self.fields["agency"]
        owners.queryset = access.agencies(user)

    def narrow(self, actions: ActionQuerySet) -> ActionQuerySet:
        if not self.is_valid():
            return actions
        answers = self.cleaned_data
        if answers["status"]:
            actions = actions.filter(status=answers["status"])
        if answers["agency"]:
            actions = actions.filter(owner=answers["agency"])
        return actions.overdue() if answers["overdue"] else actions
