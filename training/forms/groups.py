"""Which group answers for training, which questions it answers, and until when."""

from typing import Any

from django import forms

from partners.models import Group
from portal.forms import DateField
from portal.models import User
from training import access
from training.forms.choosing import offer
from training.forms.providers import line
from training.models import TrainingGroup


class TrainingGroupForm(forms.Form):
    """A group of the partnership, from a day on."""

    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Group",
        empty_label="Select a group",
        error_messages={
            "required": "Select the group",
            "invalid_choice": "Select a group from the list",
        },
    )
    kind = forms.ChoiceField(
        label="As what does it answer for training?",
        choices=TrainingGroup.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select as what it answers for training"},
    )
    part = line(
        "Questions it answers (optional)",
        "",
        300,
        required=False,
        help_text="Such as: Are courses delivered well? It signs off each report for this.",
    )
    since = DateField(label="From which day", help_text="For example, 1 4 2024")
    takes_over_from = forms.ModelChoiceField(
        TrainingGroup.objects.none(),
        label="Takes over from (optional)",
        required=False,
        empty_label="No other group",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", access.groups_to_name(user))
        offer(self, "takes_over_from", access.training_groups_run(user).select_related("group"))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        group, before = facts.get("group"), facts.get("takes_over_from")
        if group and before and group.partnership_id != before.partnership_id:
            self.add_error("takes_over_from", "Select a group of this partnership")
        return facts


class EndGroupForm(forms.Form):
    """Its last day."""

    until = DateField(label="Last day", help_text="For example, 31 3 2024")
