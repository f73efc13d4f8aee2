"""What a review recommends, who accepts it, and what an agency is given to do."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from learning_hub.models import refuse_identifying
from partners.models import Agency
from portal.forms import DateField, paragraph
from reviews.forms.information import not_in_past
from reviews.forms.nameless import ASKED_ONCE_MORE, NamelessForm
from reviews.forms.questions import choice, line, past_day
from reviews.forms.versions import VersionedForm
from reviews.models import RecommendationAction, RecommendationDecision, ReviewRecommendation

POSTS = 300
NO_IDENTITY = (
    "Name nobody, no place, no exact age and no full date: these words go to people who never "
    "see the file."
)


def day_to_come(label: str, unanswered: str, *, required: bool = True, hint: str = "") -> DateField:
    """A day that is not over."""
    return DateField(
        label=label,
        help_text=hint or "For example, 27 3 2021",
        required=required,
        validators=[not_in_past],
        error_messages={"required": unanswered},
    )


class RecommendationFields(forms.Form):
    """The words, and who is asked to act on them."""

    text = paragraph(
        "What is recommended",
        "Enter what is recommended",
        NO_IDENTITY,
        validators=[refuse_identifying],
    )
    to_partnership = forms.BooleanField(label="It is addressed to the partnership", required=False)
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Agencies it is addressed to",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select agencies of the partnership"},
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agencies"]
        offered.queryset = agencies

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("to_partnership") and not answers.get("agencies"):
            self.add_error(
                "agencies", "Select at least one agency, or tick that it is for the partnership"
            )
        return answers


class RecommendationForm(NamelessForm, RecommendationFields):
    """A new recommendation."""


class RecommendationEditForm(NamelessForm, RecommendationFields, VersionedForm):
    """One that nobody has decided on yet."""

    def stands(self) -> dict[str, Any]:
        row = self.row
        assert isinstance(row, ReviewRecommendation)  # noqa: S101 - says which row this form is for
        return {
            "text": row.text,
            "to_partnership": row.to_partnership,
            "agencies": row.agencies.all(),
        }

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, without what was asked about its words."""
        return {name: said for name, said in super().facts.items() if name not in ASKED_ONCE_MORE}

    def told(self, name: str, answers: Mapping[str, Any]) -> str:
        value = answers.get(name)
        if name == "agencies":
            return ", ".join(map(str, value or ())) or "No agency"
        return super().told(name, answers)


class DecideOnForm(forms.Form):
    """Accepted, in part or not, by whom and why."""

    answer = choice(
        "Is it accepted?", RecommendationDecision.Answer, "Select whether it is accepted"
    )
    reasons = paragraph(
        "Reasons",
        "",
        "Needed when it is accepted in part or not accepted.",
        required=False,
    )
    deciders = line(
        "Who decided",
        POSTS,
        "Enter who decided",
        "Posts and agencies, not names. For example, the executive of the partnership.",
    )
    decided_on = past_day("Date of the decision", "Enter the date of the decision")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        less = answers.get("answer") not in (None, RecommendationDecision.Answer.ACCEPTED)
        if less and not answers.get("reasons", "").strip():
            self.add_error("reasons", "Enter why it is not accepted in full")
        return answers


class GiveActionForm(NamelessForm):
    """What one agency is to do because of a recommendation."""

    text = paragraph(
        "What is to be done",
        "Enter what is to be done",
        f"Say what will be different. {NO_IDENTITY} Everybody in the partnership reads this.",
        validators=[refuse_identifying],
    )
    owner = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency that owes it",
        empty_label="Select an agency",
        error_messages={"required": "Select the agency that owes it"},
    )
    owner_role = line("Role of the person who leads on it", 160, hint="A role, not a name.")
    due = day_to_come("Due date", "Enter the due date")

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["owner"]
        offered.queryset = agencies


class ConfirmForm(forms.Form):
    """What somebody saw who looked at what an agency did."""

    outcome = choice(
        "What do you confirm?", RecommendationAction.Outcome, "Select what you confirm"
    )
    shown_by = paragraph(
        "What shows it, or why it is no longer needed",
        "Enter what shows that it is done, or why it is no longer needed",
        "For example, the file that the agency added, or where you saw it. Name nobody.",
    )


class SendActionBackForm(forms.Form):
    """What is missing, for the agency and everybody else who reads the action."""

    reason = paragraph(
        "What is still missing",
        "Enter what is still missing",
        f"Everybody in the partnership reads this. {NO_IDENTITY}",
        validators=[refuse_identifying],
    )


class RecommendationFilter(forms.Form):
    """What a list of recommendations is narrowed to: one agency, one sort of decision."""

    UNDECIDED = "undecided"

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Agency",
        required=False,
        empty_label="All agencies",
        help_text="It is addressed to, owes an action or is asked for assurance.",
        error_messages={"invalid_choice": "Select an agency of the partnership"},
    )
    answer = forms.ChoiceField(
        label="Decision",
        required=False,
        choices=[
            ("", "All"),
            (UNDECIDED, "Not decided yet"),
            *RecommendationDecision.Answer.choices,
        ],
        error_messages={"invalid_choice": "Select a decision from the list"},
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agency"]
        offered.queryset = agencies

    def narrow(self, rows: QuerySet[ReviewRecommendation]) -> QuerySet[ReviewRecommendation]:
        """Filters that make no sense narrow nothing; the page says what is wrong with them."""
        if not self.is_valid():
            return rows
        agency, answer = self.cleaned_data["agency"], self.cleaned_data["answer"]
        if agency:
            rows = rows.filter(
                pk__in=ReviewRecommendation.objects.about_agency(agency).values("pk")
            )
        if answer:
            in_force = RecommendationDecision.objects.in_force()
            decided = in_force if answer == self.UNDECIDED else in_force.filter(answer=answer)
            found = {"pk__in": decided.values("recommendation")}
            rows = rows.exclude(**found) if answer == self.UNDECIDED else rows.filter(**found)
        return rows
