"""Offering a file to another partnership, and answering such an offer."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from partners.models import Partnership, PartnershipQuerySet
from portal import clock
from portal.clock import day_text
from portal.forms import DateField, paragraph
from reviews.forms.questions import choice
from reviews.models import Handover, ReviewGrant

ACCEPT, DECLINE = "accept", "decline"


class OfferForm(forms.Form):
    """To whom, from which day, why; and whether whoever offers it goes on seeing it."""

    receiver = forms.ModelChoiceField(
        Partnership.objects.none(),
        label="Partnership that takes it over",
        error_messages={
            "required": "Select the partnership that takes it over",
            "invalid_choice": "Select another partnership",
        },
    )
    from_day = DateField(
        label="From which day",
        help_text="It passes on when they accept, on this day or later. For example, 1 10 2020.",
        error_messages={"required": "Enter the day from which they can take it over"},
    )
    reason = paragraph("Reason", "Enter why the review passes on", "Do not name a child.")
    sight = choice(
        "Once it has passed on",
        Handover.Sight.choices,
        "Select whether you go on seeing it",
        "Other review leads of your partnership no longer see it, unless they are let in by name.",
    )
    sight_until = DateField(
        label="Last day on which you see it",
        help_text="Only if you go on seeing it. No later than 12 months after it passes on.",
        required=False,
    )
    sight_reason = paragraph(
        "Reason for this", "Enter why you go on seeing it, or why you do not need to"
    )

    def __init__(self, *args: Any, partnerships: PartnershipQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["receiver"]
        offered.queryset = partnerships.order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("sight") == Handover.Sight.LOSES:
            asked["sight_until"] = None
        elif asked.get("sight") and asked.get("from_day") and "sight_until" not in self.errors:
            self.insist_on_an_end(asked["from_day"], asked.get("sight_until"))
        return asked

    def insist_on_an_end(self, first: date, last: date | None) -> None:
        first = max(first, clock.today())
        latest = clock.add_months(clock.today(), ReviewGrant.LONGEST_MONTHS)
        if last is None:
            self.add_error("sight_until", "Enter the last day on which you see it")
        elif not first <= last <= latest:
            between = f"{day_text(first)} and {day_text(latest)}"
            self.add_error("sight_until", f"The last day must be between {between}")


class AnswerOfferForm(forms.Form):
    """Whether the other partnership takes the file over."""

    decision = choice(
        "Does your partnership take it over?",
        [(ACCEPT, "Yes, we take it over now"), (DECLINE, "No, it stays where it is")],
        "Select whether your partnership takes it over",
    )
    answer = forms.CharField(
        label="Reason, if not",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The review lead who offered it reads it. Do not name a child.",
    )

    def clean_answer(self) -> str:
        answer = str(self.cleaned_data["answer"]).strip()
        if self.cleaned_data.get("decision") == DECLINE and not answer:
            raise ValidationError("Enter why your partnership does not take it over")
        return answer

    @property
    def accepts(self) -> bool:
        return bool(self.cleaned_data["decision"] == ACCEPT)
