"""A risk, and a review of one."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from dashboard.models import HIGHEST, LOWEST, Risk
from partners.models import Post

SCALE = [("", "Not scored"), *((n, str(n)) for n in range(LOWEST, HIGHEST + 1))]
STAGES = ("inherent", "current", "residual")


def score(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": f"{label} must be between {LOWEST} and {HIGHEST}"},
    )


class ScoredForm(forms.Form):
    """Likelihood and impact come in pairs, or not at all."""

    stages: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for stage in self.stages:
            self._insist_on_a_pair(stage, facts)
        return facts

    def _insist_on_a_pair(self, stage: str, facts: dict[str, Any]) -> None:
        pair = (f"{stage}_likelihood", f"{stage}_impact")
        empty = [name for name in pair if facts.get(name) is None]
        if len(empty) == 1 and empty[0] not in self.errors:
            label = str(self.fields[empty[0]].label)
            self.add_error(empty[0], f"Select the {label[0].lower()}{label[1:]} as well")

    @classmethod
    def score_names(cls) -> tuple[str, ...]:
        parts = ("likelihood", "impact")
        return tuple(f"{stage}_{part}" for stage in cls.stages for part in parts)


class RiskForm(ScoredForm):
    """A risk that is new to the register."""

    stages = STAGES

    title = forms.CharField(
        label="Risk",
        help_text="What could happen, because of what, with what effect.",
        max_length=200,
        error_messages={"required": "Enter the risk"},
    )
    kind = forms.ChoiceField(
        label="Kind of risk",
        choices=Risk.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of risk"},
    )
    consequence = forms.CharField(
        label="What it would mean for other agencies",
        help_text="Needed for a single agency's risk.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
    owner = forms.ModelChoiceField(
        label="Owner", queryset=Post.objects.none(), required=False, empty_label="Not decided"
    )
    mitigations = forms.CharField(
        label="What is done about it",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
    )
    inherent_likelihood = score("Likelihood before anything is done")
    inherent_impact = score("Impact before anything is done")
    current_likelihood = score("Likelihood now")
    current_impact = score("Impact now")
    residual_likelihood = score("Likelihood when all is done")
    residual_impact = score("Impact when all is done")

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = posts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        alone = facts.get("kind") == Risk.Kind.SINGLE_AGENCY
        if alone and not facts.get("consequence"):
            self.add_error("consequence", "Enter what it would mean for other agencies")
        return facts


class RiskReviewForm(ScoredForm):
    """What was said about a risk, and what the register says from now on."""

    stages = ("current", "residual")

    text = forms.CharField(
        label="What the review found",
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
        error_messages={"required": "Enter what the review found"},
    )
    mitigations = forms.CharField(
        label="What is done about it",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
    )
    current_likelihood = score("Likelihood now")
    current_impact = score("Impact now")
    residual_likelihood = score("Likelihood when all is done")
    residual_impact = score("Impact when all is done")
