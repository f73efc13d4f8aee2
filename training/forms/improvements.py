"""What is to become better, and what came of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from learning_hub.models import refuse_identifying
from portal import clock
from portal.forms import DateField, paragraph
from portal.models import User
from training import access
from training.forms.choosing import offer
from training.forms.providers import PlaceForm, line
from training.models import Course, Improvement, Provider


class ImprovementForm(PlaceForm):
    """A change that evaluation, observation or a check shows to be needed."""

    kind = forms.ChoiceField(
        label="What kind of change is it?",
        choices=Improvement.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select what kind of change it is",
            "invalid_choice": "Select what kind of change it is",
        },
    )
    course = forms.ModelChoiceField(
        Course.objects.none(), label="Course (optional)", required=False, empty_label="No course"
    )
    provider = forms.ModelChoiceField(
        Provider.objects.none(),
        label="Provider (optional)",
        required=False,
        empty_label="No provider",
    )
    text = line("What is to change", "Enter what is to change", 300)
    because = paragraph(
        "What shows the need",
        "Enter what shows the need",
        hint="For example, ratings, an observation or a check of the contract. Name nobody.",
    )
    due_on = DateField(label="By when", help_text="For example, 27 3 2021")
    field_order = ("partnership", "kind", "course", "provider", "text", "because", "due_on")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        here = access.training_run(user)
        offer(self, "course", Course.objects.filter(partnership__in=here).order_by("title"))
        offer(self, "provider", Provider.objects.current().filter(partnership__in=here))
        for name in ("text", "because"):
            self.fields[name].validators.append(refuse_identifying)

    def clean_due_on(self) -> Any:
        if self.cleaned_data["due_on"] < clock.today():
            raise ValidationError("By when must be today or later")
        return self.cleaned_data["due_on"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        asked = ("course", "provider")
        if not any(facts.get(name) or name in self.errors for name in asked):
            self.add_error("course", "Select a course or a provider")
        for name in asked:
            there = facts.get(name)
            if there and facts.get("partnership") != there.partnership:
                self.add_error(name, f"Select a {name} of this partnership")
        return facts


class SettleImprovementForm(forms.Form):
    """What came of it."""

    outcome = line("What came of it", "Enter what came of it", 300)
