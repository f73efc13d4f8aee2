"""The three decisions after a rapid review."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.forms import paragraph
from portal.models import User
from reviews.forms.rapid import past_day
from reviews.models import ReviewDecision

Outcome = ReviewDecision.Outcome


class DecisionForm(forms.Form):
    """A decision of the partnership: what, when, by whom, why, and what the scrutineer said."""

    outcome = forms.ChoiceField(
        label="What was decided",
        choices=[(one.value, one.label) for one in ReviewDecision.OURS],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what was decided"},
    )
    decided_on = past_day("Date of the decision", "Enter the date of the decision")
    deciders = forms.CharField(
        label="Who decided",
        help_text="Posts and agencies, such as the delegated partners of council, police and NHS",
        max_length=300,
        error_messages={"required": "Enter who decided"},
    )
    reasons = paragraph("Reasons", "Enter the reasons", "Name nobody.")
    scrutineer_said = paragraph(
        "What the independent scrutineer said",
        "Enter what the independent scrutineer said. No decision stands without it",
        "The scrutineer takes part, so that no agency decides about itself alone.",
    )


class LocalDecisionForm(DecisionForm):
    """Begins with the decision that stands."""

    def __init__(self, *args: Any, stands: ReviewDecision | None, **kwargs: Any) -> None:
        names = ("outcome", "decided_on", "deciders", "reasons", "scrutineer_said")
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(stands, name) for name in names} if stands else {}


class PanelViewForm(forms.Form):
    """What the Panel answered."""

    outcome = forms.ChoiceField(
        label="View of the Panel",
        choices=[(one.value, one.label) for one in ReviewDecision.THEIRS],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the Panel answered"},
    )
    decided_on = past_day("Date of its answer", "Enter the date of the Panel's answer")
    reasons = paragraph("What it wrote", "Enter what the Panel wrote", "Name nobody.")


class SignatoriesForm(forms.Form):
    """Who is asked to sign: at least one person for each partner, and the scrutineer."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="People asked to sign",
        help_text="Each is let in to this case for 6 weeks and told by email.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select who is asked to sign"},
    )

    def __init__(self, *args: Any, signatories: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signatories = signatories
        self.of = {person.pk: one.name for one in reversed(signatories) for person in one.people}
        field: Any = self.fields["people"]
        field.queryset = User.objects.filter(pk__in=self.of).order_by("name", "pk")
        field.label_from_instance = lambda person: f"{person}, {self.of[person.pk]}"
        self.initial.setdefault("people", list(self.of))

    def clean_people(self) -> Any:
        chosen = {person.pk for person in self.cleaned_data["people"]}
        left = [
            one.name
            for one in self.signatories
            if not chosen & {person.pk for person in one.people}
        ]
        if left:
            raise ValidationError(f"Select somebody to sign for: {', '.join(left)}")
        return self.cleaned_data["people"]


class SignatureForm(forms.Form):
    """A comment, and the seal of the text that the person was shown."""

    seen = forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        error_messages={"required": "Open the page again, and read it before you sign"},
    )
    note = forms.CharField(
        label="Comment",
        help_text="Optional. It is kept with your signature.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        error_messages={"max_length": "Comment must be 1,000 characters or fewer"},
    )
