"""The panel: when it meets, who sits on it, what it found."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from cdop.forms.questions import choice
from cdop.models import Death, Factor, PanelMeeting, PanelReview, ReviewFactor
from partners.models import Partnership, Role, Standing
from portal import clock
from portal.forms import DateField
from portal.models import User


class ReviewForm(forms.Form):
    """What the panel found. One question for each factor the partnership has named."""

    meeting = forms.ModelChoiceField(
        queryset=PanelMeeting.objects.none(),
        label="Panel meeting",
        error_messages={"required": "Select the meeting that reviewed this death"},
    )
    modifiable = choice(
        "Modifiable factors",
        PanelReview.Modifiable.choices,
        "Select what the panel found about modifiable factors",
        "Something that could be changed, here or nationally, to make future deaths less likely.",
    )
    category = forms.TypedChoiceField(
        label="Category of death",
        help_text="Where several fit, select the highest in the list.",
        choices=[("", "Not recorded"), *PanelReview.Category.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        death: Death,
        meetings: QuerySet[PanelMeeting],
        factors: QuerySet[Factor],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        held = meetings.filter(
            partnership=death.partnership_id, held_on__range=(death.died_on, clock.today())
        )
        self.fields["meeting"].queryset = held  # type: ignore[attr-defined]
        self.asked = {f"factor_{factor.pk}": factor for factor in factors}
        for name, factor in self.asked.items():
            self.fields[name] = forms.TypedChoiceField(
                label=factor.name,
                choices=[("", "Not considered"), *ReviewFactor.Relevance.choices],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def findings(self) -> dict[str, Any]:
        """The answers, with the factors that the panel scored and their relevance."""
        typed = self.cleaned_data
        scored = {factor: typed[name] for name, factor in self.asked.items()}
        return {
            "meeting": typed["meeting"],
            "modifiable": typed["modifiable"],
            "category": typed["category"],
            "factors": {factor: score for factor, score in scored.items() if score is not None},
        }


class PanelMeetingForm(forms.Form):
    """When the panel meets."""

    partnership = forms.ModelChoiceField(
        queryset=Partnership.objects.none(),
        label="Partnership",
        error_messages={"required": "Select the partnership whose panel meets"},
    )
    held_on = DateField(
        label="Date of the meeting",
        help_text="For example, 6 10 2020",
        error_messages={"required": "Enter the date of the meeting"},
    )

    def __init__(self, *args: Any, partnerships: QuerySet[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].queryset = partnerships  # type: ignore[attr-defined]
        if len(partnerships) == 1:
            self.fields["partnership"].initial = partnerships[0]


class SeatForm(forms.Form):
    """Which panel member sits on the meeting."""

    person = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label="Panel member",
        error_messages={"required": "Select the panel member who sits on this meeting"},
    )

    def __init__(self, *args: Any, meeting: PanelMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Standing.objects.current().filter(
            partnership=meeting.partnership_id, role=Role.PANEL_MEMBER
        )
        people = User.objects.filter(is_active=True, pk__in=held.values("person"))
        seated = meeting.seats.values("person")
        choices = people.exclude(pk__in=seated).order_by("name")
        self.fields["person"].queryset = choices  # type: ignore[attr-defined]
