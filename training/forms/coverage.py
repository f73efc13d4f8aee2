"""Training needs: what is typed, and how the list is narrowed."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from learning_hub.models import Audit, Recommendation, refuse_identifying
from partners.models import Partnership, Priority
from portal.models import User
from training import access
from training.forms.choosing import offer, said_for_sure
from training.models import Course, OriginKind, TrainingNeed

LINKS: dict[str, Any] = {"priority": Priority, "audit": Audit, "recommendation": Recommendation}


def link(label: str, model: Any) -> "forms.ModelChoiceField[Any]":
    return forms.ModelChoiceField(
        model.objects.none(), label=f"{label} (optional)", required=False, empty_label="None"
    )


class NeedForm(forms.Form):
    """Something people should learn, where that was found, and what answers it."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        label="Which partnership?",
        error_messages={"required": "Select the partnership"},
    )
    text = forms.CharField(
        label="What should people learn?",
        help_text="Name no child, no family and no case",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        validators=[refuse_identifying],
        error_messages={"required": "Enter what people should learn"},
    )
    kind = forms.ChoiceField(
        label="Where was it found?",
        choices=OriginKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select where it was found"},
    )
    priority = link("Priority", Priority)
    audit = link("Audit", Audit)
    recommendation = link("Recommendation", Recommendation)
    source = forms.CharField(
        label="In words that may be published (optional)",
        help_text="For example, the title under which a review was published",
        max_length=200,
        required=False,
        validators=[refuse_identifying],
    )
    courses = forms.ModelMultipleChoiceField(
        Course.objects.none(),
        label="Courses that answer it (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, user: User, need: TrainingNeed | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        here = access.run_partnerships(user)
        if need is None:
            said_for_sure(self, "partnership", here)
        else:
            del self.fields["partnership"]
            self.initial.update({name: getattr(need, name) for name in self.fields})
            self.initial["courses"] = need.courses.all()
            here = here.filter(pk=need.partnership_id)
        for name, model in LINKS.items():
            rows: QuerySet[Any] = model._default_manager.filter(partnership__in=here)
            offer(self, name, rows)
        on_offer = Course.objects.filter(partnership__in=here, withdrawn_on=None)
        offer(self, "courses", on_offer)
        if not on_offer.exists():
            del self.fields["courses"]

    @property
    def facts(self) -> dict[str, Any]:
        apart = ("edition", "partnership")
        return {name: fact for name, fact in self.cleaned_data.items() if name not in apart}


class SettleForm(forms.Form):
    """Whether a need is met or set aside, and why."""

    status = forms.ChoiceField(
        label="What became of it?",
        choices=[
            (TrainingNeed.Status.MET, "It is met"),
            (TrainingNeed.Status.SET_ASIDE, "It is set aside"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what became of it"},
    )
    because = forms.CharField(
        label="Why?",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        validators=[refuse_identifying],
        error_messages={"required": "Enter why"},
    )


class NeedFilter(forms.Form):
    """Narrows the list of needs."""

    status = forms.ChoiceField(
        label="State",
        choices=(
            ("", "Open needs"),
            ("gap", "Gaps: open, and no course answers"),
            ("met", "Met"),
            ("set aside", "Set aside"),
            ("all", "All needs"),
        ),
        required=False,
    )
    kind = forms.ChoiceField(
        label="Where it was found", choices=(("", "Anywhere"), *OriginKind.choices), required=False
    )

    def found(self, needs: QuerySet[TrainingNeed]) -> QuerySet[TrainingNeed]:
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("kind"):
            needs = needs.filter(kind=asked["kind"])
        status = asked.get("status") or TrainingNeed.Status.OPEN
        if status == "gap":
            answered = Course.objects.filter(withdrawn_on=None).values("needs")
            return needs.filter(status=TrainingNeed.Status.OPEN).exclude(pk__in=answered)
        return needs if status == "all" else needs.filter(status=status)
