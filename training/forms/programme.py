"""The programme of a year, and conferences: what is typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from learning_hub.models import Resource
from partners.models import Partnership, Priority
from portal import clock
from portal.forms import DateField, TimeField, paragraph
from portal.models import User
from portal.vague import PartialDate
from training import access
from training.forms.choosing import offer, said_for_sure
from training.models import Conference, Course, FollowUp, ProgrammeItem, ProgrammeYear, Session

NO_DATE = "Enter a year, a month or a day, such as 2024, 2024-06 or 2024-06-12"
NARROW = {"inputmode": "numeric", "class": "govuk-input--width-5"}


class YearForm(forms.Form):
    """Which financial year."""

    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        label="Which partnership?",
        error_messages={"required": "Select the partnership"},
    )
    year = forms.TypedChoiceField(
        label="Financial year",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the financial year"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said_for_sure(self, "partnership", access.run_partnerships(user))
        now = clock.today().year
        years = range(now - 1, now + 3)
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (year, f"{year}-{(year + 1) % 100:02}") for year in years
        ]


class YearCourseForm(forms.Form):
    """One course of the programme, and how often it runs."""

    course = forms.ModelChoiceField(
        Course.objects.none(),
        label="Course",
        error_messages={"required": "Select a course"},
    )
    sessions = forms.IntegerField(
        label="Sessions in the year",
        min_value=1,
        max_value=200,
        widget=forms.TextInput(NARROW),
        error_messages={
            "required": "Enter how many sessions are planned",
            "invalid": "Sessions in the year must be a whole number, like 6",
            "min_value": "Sessions in the year must be 1 or more",
            "max_value": "Sessions in the year must be 200 or fewer",
        },
    )
    note = forms.CharField(label="Note (optional)", max_length=200, required=False)

    def __init__(self, *args: Any, year: ProgrammeYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = Course.objects.filter(partnership=year.partnership_id, withdrawn_on=None)
        offer(self, "course", ours)


class ConferenceForm(forms.Form):
    """A conference, from the first idea on."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    partnership = forms.ModelChoiceField(
        Partnership.objects.none(),
        label="Which partnership?",
        error_messages={"required": "Select the partnership"},
    )
    title = forms.CharField(
        label="Title",
        max_length=160,
        error_messages={"required": "Enter the title of the conference"},
    )
    about = paragraph("What it is about (optional)", "", required=False)
    expected = forms.CharField(
        label="Expected (optional)",
        help_text="As exactly as you know: a year, a month or a day, such as 2024-06",
        max_length=10,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )
    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(),
        label="Priorities it serves (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label="Its day, once that is planned (optional)",
        help_text="Plan a session of the kind “Conference” first, so that people can book",
        required=False,
        empty_label="Not planned yet",
    )

    def __init__(
        self, *args: Any, user: User, conference: Conference | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        here = access.run_partnerships(user)
        if conference is None:
            said_for_sure(self, "partnership", here)
        else:
            del self.fields["partnership"]
            self.initial.update({name: getattr(conference, name) for name in self.fields})
            self.initial["priorities"] = conference.priorities.all()
            here = here.filter(pk=conference.partnership_id)
        offer(self, "priorities", Priority.objects.filter(partnership__in=here))
        days = Session.objects.filter(course__partnership__in=here, kind=Session.Kind.CONFERENCE)
        offer(self, "session", days.select_related("course"))
        self.own = conference
        for name in ("priorities", "session"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]

    def clean_expected(self) -> PartialDate | None:
        typed = self.cleaned_data["expected"].strip()
        try:
            return PartialDate(typed) if typed else None
        except ValueError:
            raise ValidationError(NO_DATE) from None

    def clean_session(self) -> Session | None:
        day: Session | None = self.cleaned_data["session"]
        if day is not None and self.is_of_another(day):
            raise ValidationError("This is the day of another conference. Select another one")
        return day

    def is_of_another(self, day: Session) -> bool:
        others = Conference.objects.filter(session=day)
        if self.own is not None:
            others = others.exclude(pk=self.own.pk)
        return others.exists()

    @property
    def facts(self) -> dict[str, Any]:
        apart = ("edition", "partnership")
        return {name: fact for name, fact in self.cleaned_data.items() if name not in apart}


class ItemForm(forms.Form):
    """One item of the programme of the day."""

    at = TimeField(
        label="Time",
        help_text="For example, 9:30",
        error_messages={
            "required": "Enter the time at which it begins",
            "invalid": "Time must be a time, such as 9:30 or 2pm",
        },
    )
    title = forms.CharField(
        label="Title", max_length=160, error_messages={"required": "Enter the title of the item"}
    )
    kind = forms.ChoiceField(
        label="What kind of item?",
        choices=ProgrammeItem.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what kind of item it is"},
    )
    speaker = forms.CharField(
        label="Speaker (optional)",
        help_text="For lived experience, the words under which the speaker wants to appear",
        max_length=160,
        required=False,
    )
    consent_on = DateField(
        label="Consent given on (for lived experience)",
        help_text="For example, 27 3 2020",
        required=False,
    )

    def clean_at(self) -> str:
        return f"{self.cleaned_data['at']:%H:%M}"

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        given = facts.get("consent_on")
        lived = facts.get("kind") == ProgrammeItem.Kind.LIVED
        if lived and not given and "consent_on" not in self.errors:
            self.add_error("consent_on", "Enter the day on which the speaker gave consent")
        if given and given > clock.today():
            self.add_error("consent_on", "Consent must have been given today or before")
        return facts


class FollowUpForm(forms.Form):
    """Something the conference promised to make, and how far it is."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label="What is made?",
        max_length=200,
        error_messages={"required": "Enter what is made"},
    )
    status = forms.ChoiceField(
        label="How far is it?",
        choices=FollowUp.Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how far it is"},
    )
    due = DateField(label="Due (optional)", help_text="For example, 27 3 2020", required=False)
    resource = forms.ModelChoiceField(
        Resource.objects.none(),
        label="Resource of the learning hub (optional)",
        required=False,
        empty_label="None yet",
    )

    def __init__(
        self,
        *args: Any,
        partnership: int,
        follow_up: FollowUp | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "resource", Resource.objects.filter(partnership=partnership))
        if follow_up is not None:
            told = ("title", "status", "due", "resource")
            self.initial.update({name: getattr(follow_up, name) for name in told})
            self.initial["seen"] = follow_up.status

    @property
    def facts(self) -> dict[str, Any]:
        return {name: fact for name, fact in self.cleaned_data.items() if name != "seen"}
