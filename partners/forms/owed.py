"""What an agency is asked to do, and what it reports."""

from typing import Any

from django import forms

from partners import access
from partners.models import Action, Agency, Group, Partnership
from partners.workflow import OWED
from portal.files import UploadField, UploadForm
from portal.forms import DateField
from portal.models import User


class ActionForm(forms.Form):
    """An action: what, who owes it, by when."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        empty_label=None,
        error_messages={"required": "Select the partnership"},
    )
    text = forms.CharField(
        label="What is to be done",
        help_text="Say what will be different. Never name a child.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what is to be done"},
    )
    owner = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency that owes it",
        empty_label="Select an agency",
        error_messages={"required": "Select the agency that owes it"},
    )
    owner_role = forms.CharField(
        label="Role of the person who leads on it",
        required=False,
        max_length=160,
        help_text="A role, not a name.",
    )
    due = DateField(
        label="Due date",
        help_text="For example, 27 3 2021",
        error_messages={"required": "Enter the due date"},
    )
    source_kind = forms.ChoiceField(label="Where it comes from", choices=Action.Source.choices)
    source = forms.CharField(
        label="Title of the meeting, audit or paper", required=False, max_length=200
    )
    group = forms.ModelChoiceField(
        Group.objects.none(),
        label="Group that oversees it",
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        ours = access.partnerships_run(user)
        self.offer("partnership", ours)
        self.offer("owner", access.agencies(user))
        self.offer("group", access.groups(user).filter(partnership__in=ours))

    def offer(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """An agency owes, and a group oversees, actions of its own partnership only."""
        answers = super().clean() or {}
        if "partnership" in answers:
            self.stay_in(answers["partnership"], answers)
        return answers

    def stay_in(self, partnership: Partnership, answers: dict[str, Any]) -> None:
        owner, group = answers.get("owner"), answers.get("group")
        theirs = access.agencies_of(self.user, partnership)
        if owner and not theirs.filter(pk=owner.pk).exists():
            self.add_error("owner", f"Select an agency of {partnership}")
        if group and group.partnership_id != partnership.pk:
            self.add_error("group", "Select a group of the same partnership")


class NoteForm(UploadForm):
    """A line of progress, and files that show it."""

    text = forms.CharField(
        label="Progress note",
        help_text="Say what was done and what shows it. Never name a child.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what was done"},
    )
    evidence = UploadField(
        label="Evidence",
        required=False,
        note="Everybody in the partnership can open them. No file may name a child.",
    )


class MoveForm(forms.Form):
    """Which button was pressed."""

    move = forms.ChoiceField(
        choices=[(move.name, move.label) for move in OWED.moves.values()],
        error_messages={
            "required": "Select what to do with the action",
            "invalid_choice": "Select what to do with the action",
        },
    )
