"""Places on a session: who holds one, who waits for one, and what became of it."""

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Deferrable, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Agency
from portal import clock
from portal.models import Referenced
from training.models.extras import there_is
from training.models.parts import SessionPart
from training.models.sessions import Session
from training.models.states import KEPT, LIVE, OPEN, TAKING, BookingStatus
from training.models.teams import TeamBooking


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> Self:
        """Those that take a place, and those that wait for one."""
        return self.filter(status__in=LIVE)

    def taking(self) -> Self:
        """Those that take a place of their session."""
        return self.filter(status__in=TAKING)

    def attended(self) -> Self:
        return self.filter(status=BookingStatus.ATTENDED)

    def open(self) -> Self:
        """Those whose session is still to come, as far as the booking itself knows."""
        return self.filter(status__in=OPEN)

    def waiting(self) -> Self:
        """The waiting list: who has waited longest stands first."""
        return self.filter(status=BookingStatus.WAITING).order_by("waiting_since", "pk")

    def overdue(self, at: datetime) -> Self:
        """Places kept for somebody until a moment that has passed."""
        return self.filter(status__in=KEPT, kept_until__lte=at)

    def of_somebody(self) -> Self:
        """Without places that were held for a team and let go before anybody was named."""
        nobody = Q(status=BookingStatus.LAPSED, team__isnull=False, person=None, address="")
        return self.exclude(nobody)

    def narrowed(self, when: str, state: str) -> Self:
        """To come or past; and by what has become of them, as lists ask for it."""
        times = {
            "coming": Q(session__starts_at__gt=clock.now()),
            "past": Q(session__starts_at__lte=clock.now()),
        }
        states = {
            "booked": Q(status__in=[s for s in TAKING if s != BookingStatus.APPLIED]),
            "waiting": Q(status=BookingStatus.WAITING),
            "applied": Q(status=BookingStatus.APPLIED),
            "ended": ~Q(status__in=LIVE),
        }
        found = self.filter(times.get(when, Q()), states.get(state, Q()))
        return found.order_by("-session__starts_at", "delegate", "pk")

    def marked(self, part: SessionPart | None) -> Self:
        """Adds `shown`: how somebody is marked for one part of their session, or for the whole."""
        if part is None:
            return self.annotate(shown=F("status"))
        marks = apps.get_model("training.PartMark")._default_manager
        here = marks.filter(booking=OuterRef("pk"), part=part).values("mark")
        nobody_said = Value(str(BookingStatus.BOOKED))
        return self.annotate(shown=Coalesce(Subquery(here), nobody_said))

    def with_extras(self) -> Self:
        """Adds what few bookings have, so that nobody asks for it in vain.

        `has_need`, `has_turns` on the waiting list, `in_parts`, and `needs_first`: whether the
        course needs another.
        """
        return self.annotate(
            has_need=there_is("training.Need", booking="pk"),
            has_turns=there_is("training.Turn", booking="pk"),
            in_parts=there_is("training.SessionPart", session="session"),
            needs_first=there_is("training.Course_prerequisites", from_course="session__course"),
        )

    def told(self) -> Self:
        """With all that a line on a page says of them."""
        joined = self.select_related("session__course__partnership", "session__area")
        return joined.select_related("agency", "person", "booked_by")


class GivenNumber(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """A number that the database gives when the row is added, and says at once."""

    db_returning = True

    def deconstruct(self) -> Any:
        """To migrations a plain number: what gives it is in one of them."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveSmallIntegerField", args, kwargs


class Booking(Referenced):
    """A place one person holds or waits for on behalf of an agency, and what became of it.

    `delegate` is the name as it was booked; `person` is their account, where they have one, and
    `address` where mail goes where they have none. The database itself gives `place`, the lowest
    number that is free, to whatever takes a place, and no number twice (decision 19). The waiting
    list goes by `waiting_since` and then by the order in which people came.
    """

    Status = BookingStatus

    session = models.ForeignKey(Session, models.PROTECT, related_name="bookings")
    delegate = models.CharField(max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    status = models.CharField(max_length=14, choices=BookingStatus, default=BookingStatus.BOOKED)
    place = GivenNumber(null=True, blank=True, editable=False)
    address = models.EmailField(blank=True)
    job = models.CharField("job title", max_length=120, blank=True)
    manager = models.EmailField("line manager's email address", blank=True)
    equivalent = models.CharField("training they had elsewhere", max_length=200, blank=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    booked_at = models.DateTimeField(null=True, blank=True)
    kept_until = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    team = models.ForeignKey(
        TeamBooking, models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="became"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    why_ended = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveSmallIntegerField("version of the calendar invitation", default=0)
    generated = models.BooleanField(default=False, help_text="Made up behind a printed figure.")

    objects = BookingQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["delegate", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(person__isnull=False) & Q(status__in=LIVE),
                name="training_booking_one_live_place",
            ),
            models.UniqueConstraint(
                fields=["session", "place"],
                deferrable=Deferrable.IMMEDIATE,
                name="training_booking_each_place_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=TAKING, place__gte=1)
                | ~Q(status__in=TAKING) & Q(place=None),
                name="training_booking_taking_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(status__in=KEPT, kept_until__isnull=False)
                | ~Q(status__in=KEPT) & Q(kept_until=None),
                name="training_booking_kept_until_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(waiting_since__isnull=False),
                name="training_booking_waiting_since_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(instead_of=None) | ~Q(instead_of=F("pk")),
                name="training_booking_not_instead_of_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "status"]),
            models.Index(
                fields=["session"],
                condition=Q(person=None, generated=False),
                name="training_booking_of_nobody",
            ),
            models.Index(
                fields=["kept_until"],
                condition=Q(kept_until__isnull=False),
                name="training_booking_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate}: {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("training:booking", kwargs={"booking_id": self.pk})

    @property
    def is_open(self) -> bool:
        """Whether it can still be given up, moved or handed on."""
        return self.status in OPEN and self.session.starts_at > clock.now()

    @property
    def mail(self) -> str:
        """Where mail for the delegate goes; empty where nobody knows."""
        return self.person.email if self.person else self.address

    @property
    def parts_said(self) -> str:
        """To which parts of the session somebody came, as far as anybody said."""
        return ", ".join(str(mark) for mark in self.part_marks.all())
