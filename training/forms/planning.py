"""When and where a session runs, in how many parts and for how many."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from partners.access import agencies_in
from partners.models import Agency, Area, Role, Standing
from portal import clock
from portal.forms import DateField, TimeField, paragraph
from portal.models import User
from training.forms.choosing import offer_any
from training.models import Course, Provider, Session

TIMES = {
    "starts": {
        "required": "Enter a start time",
        "invalid": "Start time must be a time, such as 9:30 or 2pm",
    },
    "ends": {
        "required": "Enter an end time",
        "invalid": "End time must be a time, such as 12:30 or 4pm",
    },
}
EARLIER = "End must be after the start"


def how_many(label: str, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=1000,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={
            "required": "Enter the number of places",
            "invalid": f"{label.removesuffix(' (optional)')} must be a whole number, such as 24",
            "min_value": f"{label.removesuffix(' (optional)')} must be 1 or more",
            "max_value": f"{label.removesuffix(' (optional)')} must be 1,000 or fewer",
        },
        **more,
    )


class SessionForm(forms.Form):
    """A session as it is planned, or changed."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="What is it?",
        choices=Session.Kind.choices,
        required=False,
        widget=forms.RadioSelect,
        initial=Session.Kind.COURSE,
    )
    starts_on = DateField(label="Date of the session", help_text="For example, 27 11 2020")
    starts_at = TimeField(
        label="Start time", help_text="For example, 9:30", error_messages=TIMES["starts"]
    )
    ends_on = DateField(
        label="Last day (optional)", help_text="Leave empty if it ends the same day", required=False
    )
    ends_at = TimeField(label="End time (optional)", required=False, error_messages=TIMES["ends"])
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
        label="Venue (optional)",
        help_text="Everybody can see this. Leave it empty for a session online.",
        max_length=120,
        required=False,
    )
    link = forms.URLField(
        label="Link to the virtual room or the e-learning (optional)",
        help_text="Shown only to people who hold a place and to those who run the session",
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label="Area (optional)", required=False, empty_label="Every area"
    )
    places = how_many("Places")
    minimum = how_many("Fewest people (optional)", required=False)
    trainer = forms.ModelChoiceField(
        User.objects.none(), label="Trainer (optional)", required=False, empty_label="Not named yet"
    )
    provider = forms.ModelChoiceField(
        Provider.objects.none(),
        label="Provider (optional)",
        help_text="Who was commissioned to give it. Ratings are counted by provider.",
        required=False,
        empty_label="No provider",
    )
    partner = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Partner that runs it (optional)",
        help_text="An agency that gives it itself, without a contract. It costs nothing.",
        required=False,
        empty_label="No partner",
    )
    joining = paragraph(
        "Joining instructions (optional)",
        "",
        hint="Shown only to people who hold a place",
        required=False,
    )
    notes = paragraph("Notes (optional)", "", hint="For those who run the session", required=False)

    def __init__(
        self,
        *args: Any,
        user: User,
        course: Course,
        session: Session | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.course, self.session = course, session
        here = course.partnership_id
        offer_any(self, "area", Area.objects.filter(coverage__partnership=here).distinct())
        offer_any(self, "trainer", trainers_of(here))
        offer_any(self, "provider", Provider.objects.filter(partnership=here).current())
        offer_any(self, "partner", agencies_in(frozenset({here})))
        if session is not None:
            self.take_up(session)

    def take_up(self, session: Session) -> None:
        """Begin with what stands there."""
        starts = timezone.localtime(session.starts_at)
        told = {name: getattr(session, name) for name in self.fields if hasattr(session, name)}
        begin = {"starts_on": starts.date(), "starts_at": f"{starts:%H:%M}"}
        self.initial.update(told | begin | {"ends_on": None, "ends_at": None})
        if session.ends_at:
            ends = timezone.localtime(session.ends_at)
            self.initial["ends_at"] = f"{ends:%H:%M}"
            if ends.date() != starts.date():
                self.initial["ends_on"] = ends.date()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        day, at = facts.get("starts_on"), facts.get("starts_at")
        if day and isinstance(at, time):
            facts["moment"] = clock.london_moment(day, at)
            self.insist_on_a_free_slot(facts["moment"], facts.get("venue", ""))
            facts["end"] = self.end(facts, day)
        self.insist_on_a_place(facts)
        if facts.get("partner") and facts.get("provider"):
            self.add_error("partner", "Select either a provider or a partner, not both")
        fewest, most = facts.get("minimum"), facts.get("places")
        if fewest and most and fewest > most:
            self.add_error("minimum", "Fewest people must not be more than there are places")
        return facts

    def insist_on_a_free_slot(self, moment: datetime, venue: str) -> None:
        moved = self.session is None or moment != self.session.starts_at
        if moved and moment <= clock.now():
            self.add_error("starts_on", "Date of the session must be in the future")
        same = self.course.sessions.filter(starts_at=moment, venue=venue)
        if self.session is not None:
            same = same.exclude(pk=self.session.pk)
        if same.exists():
            self.add_error("starts_on", "This course already runs there at that time")

    def insist_on_a_place(self, facts: dict[str, Any]) -> None:
        in_a_room = facts.get("mode") == Session.Mode.FACE_TO_FACE
        if in_a_room and not facts.get("venue") and "venue" not in self.errors:
            self.add_error("venue", "Enter the venue where people meet")

    def end(self, facts: dict[str, Any], day: date) -> datetime | None:
        """The moment at which it ends; None where nobody says."""
        at = facts.get("ends_at")
        if at is None:
            if facts.get("ends_on") and "ends_at" not in self.errors:
                self.add_error("ends_at", TIMES["ends"]["required"])
            return None
        ends = clock.london_moment(facts.get("ends_on") or day, at)
        if ends <= facts["moment"]:
            self.add_error("ends_at", EARLIER)
        return ends

    @property
    def facts(self) -> dict[str, Any]:
        """What the session will say."""
        apart = ("edition", "starts_on", "ends_on", "moment", "end", "starts_at", "ends_at")
        told = {name: fact for name, fact in self.cleaned_data.items() if name not in apart}
        told["kind"] = told["kind"] or Session.Kind.COURSE
        return {
            **told,
            "starts_at": self.cleaned_data["moment"],
            "ends_at": self.cleaned_data["end"],
        }


def trainers_of(partnership_id: int) -> Any:
    """People who hold the role of trainer today."""
    held = Standing.objects.current().filter(role=Role.TRAINER, partnership=partnership_id)
    return User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name")


class CopyForm(forms.Form):
    """On which day the same session runs again."""

    starts_on = DateField(label="New date", help_text="For example, 27 11 2020")
    starts_at = TimeField(label="Start time", error_messages=TIMES["starts"])

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.initial["starts_at"] = f"{timezone.localtime(session.starts_at):%H:%M}"

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("starts_on") and isinstance(facts.get("starts_at"), time):
            moment = clock.london_moment(facts["starts_on"], facts["starts_at"])
            facts["moment"] = moment
            if moment <= clock.now():
                self.add_error("starts_on", "New date must be in the future")
            beside = self.session.course.sessions.filter(starts_at=moment, venue=self.session.venue)
            if beside.exists():
                self.add_error("starts_on", "This course already runs there at that time")
        return facts


class PartForm(forms.Form):
    """One day or half-day of a session."""

    day = DateField(label="Date", help_text="For example, 27 11 2020")
    starts = TimeField(label="Start time", error_messages=TIMES["starts"])
    ends = TimeField(label="End time", error_messages=TIMES["ends"])
    venue = forms.CharField(
        label="Venue (optional)",
        help_text="Leave empty if it is the venue of the session",
        max_length=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        day, starts, ends = (facts.get(name) for name in ("day", "starts", "ends"))
        if day and isinstance(starts, time) and isinstance(ends, time):
            facts["starts_at"] = clock.london_moment(day, starts)
            facts["ends_at"] = clock.london_moment(day, ends)
            if facts["starts_at"] <= clock.now():
                self.add_error("day", "Date must be in the future")
            if facts["ends_at"] <= facts["starts_at"]:
                self.add_error("ends", EARLIER)
        return facts
