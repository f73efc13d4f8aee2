"""Sessions: one running of a course, with a fixed number of places."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Agency, Area
from portal import clock
from portal.models import Referenced
from training.models.courses import Course
from training.models.extras import there_is
from training.models.states import TAKING


@cache
def places_in(*states: str) -> Coalesce:
    """How many places of a session are in these states: counted for the rows shown and no other.

    Put together once: the question is the same for everybody, and nobody changes it.
    """
    places = apps.get_model("training.Booking")._default_manager
    these = places.filter(session=OuterRef("pk"), status__in=states).order_by().values("session")
    return Coalesce(Subquery(these.values(n=Count("pk"))), 0)


LINE = (
    *("ref", "starts_at", "ends_at", "mode", "venue", "places", "minimum", "status", "kind"),
    *("planned_at", "edition", "course__title", "course__partnership"),
    *("area__name", "area__short_name"),
)
FEW = 3  # so many places left are the last ones


class SessionQuerySet(models.QuerySet["Session"]):
    def upcoming(self, at: datetime) -> Self:
        return self.filter(starts_at__gt=at, status=Session.Status.PLANNED).order_by("starts_at")

    def delivered(self) -> Self:
        return self.filter(status=Session.Status.DELIVERED)

    def held_between(self, start: date, end: date) -> Self:
        """Delivered sessions that began between two days, both included."""
        return self.delivered().begun_between(start, end)

    def begun_between(self, start: date, end: date) -> Self:
        """Sessions that began between two days of London, both included, in whatever state."""
        over = clock.london_midnight(end + timedelta(days=1))
        return self.filter(starts_at__gte=clock.london_midnight(start), starts_at__lt=over)

    def with_taken(self) -> Self:
        """Adds `taken`: places nobody else can have."""
        return self.annotate(taken=places_in(*TAKING))

    def with_counts(self) -> Self:
        """Adds `taken` (places nobody else can have), `booked` and `attended`."""
        return self.annotate(
            taken=places_in(*TAKING),
            booked=places_in("booked", "attended", "part attended", "absent"),
            attended=places_in("attended"),
        ).order_by("-starts_at", "ref")

    def in_a_line(self) -> Self:
        """With their course and area, and of all three only what a line of a list says."""
        return self.select_related("course", "area").only(*LINE)

    def with_extras(self) -> Self:
        """Adds `waiting`, and whether there are parts (`in_parts`) or a fund pays (`funded`).

        Few sessions have either: who reads these asks for no more than there is.
        """
        return self.annotate(
            waiting=places_in("waiting"),
            in_parts=there_is("training.SessionPart", session="pk"),
            funded=there_is("training.FundUse", session="pk", given_back_on=None),
        )

    def with_places_left(self) -> Self:
        """Those on which somebody can still have a place."""
        return self.with_counts().filter(places__gt=places_in(*TAKING))


class Session(Referenced):
    """One running of a course. Cancelled sessions stay, with the reason, and count nowhere."""

    class Mode(models.TextChoices):
        FACE_TO_FACE = "face to face", "Face to face"
        VIRTUAL = "virtual", "Online"
        E_LEARNING = "e-learning", "E-learning"

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        DELIVERED = "delivered", "Delivered"
        CANCELLED = "cancelled", "Cancelled"

    class Kind(models.TextChoices):
        COURSE = "course", "Course"
        EVENT = "practitioner event", "Practitioner event"
        CONFERENCE = "conference", "Conference"

    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    mode = models.CharField(max_length=14, choices=Mode, default=Mode.FACE_TO_FACE)
    venue = models.CharField(max_length=120, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    places = models.PositiveSmallIntegerField()
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="teaches"
    )
    provider = models.ForeignKey(
        "training.Provider", models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    partner = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Agency that runs it itself, without fee or contract.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    cancelled_because = models.CharField(max_length=200, blank=True)
    generated = models.BooleanField(default=False, help_text="Made up behind a printed figure.")
    kind = models.CharField(max_length=18, choices=Kind, default=Kind.COURSE)
    ends_at = models.DateTimeField(null=True, blank=True)
    minimum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Fewer people than this are too few."
    )
    joining = models.TextField(
        blank=True, help_text="What people who booked need to know; shown to them alone."
    )
    link = models.URLField(
        max_length=500, blank=True, help_text="Virtual room; shown to people who booked alone."
    )
    notes = models.TextField(blank=True, help_text="For those who run it.")
    planned_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was planned here; true clock."
    )
    edition = models.PositiveIntegerField(default=1, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-starts_at", "ref"]
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="training_session_has_places"),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(cancelled_because=""),
                name="training_session_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="training_session_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(minimum__lte=F("places")),
                name="training_session_minimum_fits",
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | Q(provider=None),
                name="training_session_partner_without_contract",
            ),
            models.UniqueConstraint(
                fields=["course", "starts_at", "venue"], name="training_session_once_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "starts_at"]),
            models.Index(fields=["course", "starts_at"]),
            models.Index("starts_at", name="training_session_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.starts_on:%d %B %Y}".replace(" 0", " ")

    def get_absolute_url(self) -> str:
        return reverse("training:session", kwargs={"session_id": self.pk})

    @property
    def starts_on(self) -> date:
        return clock.london_day(self.starts_at)

    @property
    def register_is_open(self) -> bool:
        """Whether the day of the session has come: nobody is marked before it."""
        return self.starts_on <= clock.today()

    @property
    def left(self) -> int:
        """Places nobody has. Needs `with_counts`."""
        taken: int = self.taken  # type: ignore[attr-defined]
        return max(self.places - taken, 0)

    @property
    def left_in_words(self) -> str:
        """How many places are left, as people ask. Needs `with_counts`."""
        left = self.left
        if not left:
            return "Full: waiting list open"
        if left <= FEW:
            return "Last place" if left == 1 else f"Last {left} places"
        return f"{left} places left"

    @property
    def left_tone(self) -> str:
        """The tone of that. Needs `with_counts`."""
        left = self.left
        if not left:
            return "grey"
        return "amber" if left <= FEW else "green"

    @property
    def ends_on(self) -> date:
        return clock.london_day(self.ends_at or self.starts_at)
