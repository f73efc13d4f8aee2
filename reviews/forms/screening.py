"""The tests of the law, each answered with a reason; and who was told of an incident."""

from datetime import date
from typing import Any

from django import forms

from portal.clock import day_text
from portal.forms import paragraph
from reviews.actions.notifying import due_on
from reviews.criteria import Basis, Criterion, in_force
from reviews.forms.questions import choice, line, past_day
from reviews.forms.versions import VersionedForm
from reviews.models import CriterionAnswer, Notification, Review, Screening
from reviews.models.notifications import days_late


class ScreeningForm(VersionedForm):
    """Every test in force on the day of the referral. `deciding`: nothing may stay open."""

    def __init__(self, *args: Any, row: Screening, deciding: bool, **kwargs: Any) -> None:
        self.screening, self.deciding = row, deciding
        self.criteria = in_force(Basis.NOTIFICATION, row.asked_on)
        super().__init__(*args, row=row, **kwargs)
        for one in self.criteria:
            self.add_questions(one)
        self.fields["reasons"] = paragraph(
            "Reasons for the decision",
            "Enter the reasons for the decision",
            "Do not name the child, the family or a worker here.",
            required=self.deciding,
        )
        self.fields["decision"] = choice(
            "Decision",
            Screening.Decision.choices,
            "Select what you decide",
            "Needed to decide. Leave it open to save and come back later.",
            required=self.deciding,
        )
        self.initial.update(self.stands())

    def add_questions(self, one: Criterion) -> None:
        self.fields[f"{one.key}.met"] = choice(
            one.text,
            CriterionAnswer.Met.choices,
            "Select whether this test is met",
            one.source,
            required=self.deciding,
        )
        self.fields[f"{one.key}.reason"] = paragraph(
            "Why", "Enter why this test is met or not", required=self.deciding
        )

    def stands(self) -> dict[str, Any]:
        said: dict[str, Any] = {"reasons": self.screening.reasons}
        for answer in self.screening.answers.all():
            said[f"{answer.key}.met"], said[f"{answer.key}.reason"] = answer.met, answer.reason
        return said

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        """(met, reason) of each test, by its key."""
        typed = self.cleaned_data
        keys = [one.key for one in self.criteria]
        return {key: (typed[f"{key}.met"], typed[f"{key}.reason"]) for key in keys}


class NotificationForm(forms.Form):
    """What was sent to whom, when and by whom. A late one says why."""

    to = choice("Who was told?", Notification.To.choices, "Select who was told")
    whom = line("Which of them", 160, hint="For example, the partners or the other area by name.")
    sent_on = past_day("When was it sent?", "Enter the day it was sent")
    sent_by = line(
        "Who sent it?", 120, "Enter who sent it", "Post and agency, such as the duty manager."
    )
    what = paragraph(
        "What was sent?",
        "Enter what was sent",
        "Such as the online form with its sections. Do not name the child here.",
    )
    number = line("Reference", 60, hint="Of the online form, if there is one.")
    why_late = paragraph(
        "Why was it late?",
        "",
        "Needed when it was sent after the last day.",
        required=False,
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.review = review

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        to, sent_on = cleaned.get("to"), cleaned.get("sent_on")
        if to and isinstance(sent_on, date):
            self.insist_on_a_reason(to, sent_on, cleaned.get("why_late", ""))
        return cleaned

    def insist_on_a_reason(self, to: str, sent_on: date, why: str) -> None:
        due = due_on(self.review, to)
        late = days_late(due, sent_on)
        if due and late and not why.strip():
            days = "1 working day" if late == 1 else f"{late} working days"
            self.add_error(
                "why_late", f"It was due on {day_text(due)} and went out {days} late. Enter why"
            )
