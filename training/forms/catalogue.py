"""How people narrow the catalogue and the dates down."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q

from partners.models import Area
from portal import clock
from portal.forms import DateField
from training.models import Course, CourseLevel, CourseQuerySet, Session, SessionQuerySet


class CourseFilter(forms.Form):
    """Narrows the catalogue."""

    text = forms.CharField(
        label="Words in the title or summary",
        required=False,
        max_length=80,
        widget=forms.TextInput({"type": "search"}),
    )
    kind = forms.ChoiceField(
        label="Kind of course",
        choices=(("", "All kinds"), *Course.Kind.choices),
        required=False,
        error_messages={"invalid_choice": "Select a kind from the list"},
    )
    level = forms.ChoiceField(
        label="Level",
        required=False,
        error_messages={"invalid_choice": "Select a level from the list"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = CourseLevel.objects.on(clock.today()).order_by("code")
        known = codes.values_list("code", flat=True).distinct()
        choices = [("", "All levels"), *((code, code) for code in known)]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]

    def found(self, courses: CourseQuerySet) -> CourseQuerySet:
        if not self.is_valid():
            return courses
        asked = self.cleaned_data
        if asked["kind"]:
            courses = courses.filter(kind=asked["kind"])
        if asked["level"]:
            courses = courses.filter(level__code=asked["level"])
        words = Q(title__icontains=asked["text"]) | Q(summary__icontains=asked["text"])
        return courses.filter(words) if asked["text"] else courses


class DateFilter(forms.Form):
    """Narrows the dates to come."""

    course = forms.CharField(
        label="Course",
        required=False,
        max_length=80,
        widget=forms.TextInput({"type": "search"}),
    )
    mode = forms.ChoiceField(
        label="How people attend",
        choices=(("", "Any way"), *Session.Mode.choices),
        required=False,
        error_messages={"invalid_choice": "Select a way to attend from the list"},
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label="Area",
        required=False,
        empty_label="All areas",
        error_messages={"invalid_choice": "Select an area from the list"},
    )
    place = forms.CharField(label="Venue", required=False, max_length=80)
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Session.objects.upcoming(clock.now()).order_by().exclude(area=None).values("area")
        self.fields["area"].queryset = Area.objects.filter(pk__in=held)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if asked.get("since") and asked.get("until") and asked["until"] < asked["since"]:
            self.add_error("until", "The last day must not be before the first")
        return asked

    def found(self, sessions: SessionQuerySet) -> SessionQuerySet:
        """Dates that fit every answer; what makes no sense narrows nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        narrowed = (
            ("course__title__icontains", asked.get("course")),
            ("mode", asked.get("mode")),
            ("area", asked.get("area")),
            ("venue__icontains", asked.get("place")),
            ("starts_at__gte", asked.get("since") and clock.london_midnight(asked["since"])),
            ("starts_at__lt", asked.get("until") and day_after(asked["until"])),
        )
        return sessions.filter(**{lookup: value for lookup, value in narrowed if value})


def day_after(day: Any) -> datetime:
    return clock.london_midnight(day + timedelta(days=1))
