"""Forms of training."""

from datetime import datetime, time
from typing import Any

from django import forms

from portal import clock
from portal.forms import DateField
from training.models import Course, Rating, Session


class CourseFilter(forms.Form):
    """Narrows the catalogue."""

    kind = forms.ChoiceField(
        label="Kind of course",
        choices=(("", "All kinds"), *Course.Kind.choices),
        required=False,
        error_messages={"invalid_choice": "Select a kind from the list"},
    )


class SessionFilter(forms.Form):
    """Narrows the list of sessions."""

    status = forms.ChoiceField(
        label="State",
        choices=(("", "All sessions"), *Session.Status.choices),
        required=False,
        error_messages={"invalid_choice": "Select a state from the list"},
    )


class SessionForm(forms.Form):
    """When and where a course runs, and for how many."""

    starts_on = DateField(label="Date of the session", help_text="For example, 27 11 2020")
    starts_at = forms.TimeField(
        label="Start time",
        help_text="For example, 9:30",
        widget=forms.TimeInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter a start time",
            "invalid": "Start time must be a time, such as 9:30 or 14:00",
        },
    )
    mode = forms.ChoiceField(
        label="How people attend",
        choices=Session.Mode.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how people attend",
            "invalid_choice": "Select how people attend",
        },
    )
    venue = forms.CharField(
        label="Venue or link",
        max_length=120,
        error_messages={
            "required": "Enter a venue or a link",
            "max_length": "Venue or link must be 120 characters or fewer",
        },
    )
    places = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=1000,
        error_messages={
            "required": "Enter the number of places",
            "invalid": "Places must be a whole number, such as 24",
            "min_value": "Places must be 1 or more",
            "max_value": "Places must be 1,000 or fewer",
        },
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        day, at = facts.get("starts_on"), facts.get("starts_at")
        if day and isinstance(at, time):
            facts["moment"] = clock.london_moment(day, at)
            self.insist_on_a_free_slot(facts["moment"], facts.get("venue", ""))
        return facts

    def insist_on_a_free_slot(self, moment: datetime, venue: str) -> None:
        if moment <= clock.now():
            self.add_error("starts_on", "Date of the session must be in the future")
        if self.course.sessions.filter(starts_at=moment, venue=venue).exists():
            self.add_error("starts_on", "This course already runs there at that time")


class CancelForm(forms.Form):
    """Why a session is cancelled."""

    reason = forms.CharField(
        label="Why is this session cancelled?",
        help_text="People who hold a place are told that it is cancelled.",
        max_length=200,
        error_messages={
            "required": "Enter why the session is cancelled",
            "max_length": "Reason must be 200 characters or fewer",
        },
    )


class RatingForm(forms.Form):
    """What somebody who came thought of a session."""

    score = forms.ChoiceField(
        label="How was the session?",
        choices=Rating.Score.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select how the session was",
            "invalid_choice": "Select how the session was",
        },
    )
    online = forms.ChoiceField(
        label="Would you consider training online? (optional)",
        choices=(("yes", "Yes"), ("no", "No")),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Select yes or no"},
    )
    comment = forms.CharField(
        label="What will you do differently? (optional)",
        help_text="Do not name a child or a family.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
        error_messages={"max_length": "Comment must be 2,000 characters or fewer"},
    )

    def clean_online(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["online"])
