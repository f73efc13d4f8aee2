"""Places on a session: who holds one, and whether they came."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.models import Agency
from portal.models import Referenced
from training.models.sessions import Session


class BookingStatus(models.TextChoices):
    """What became of a place, from the first click to the register."""

    HELD = "held", "Held while details are filled in"
    APPLIED = "applied", "Waiting for approval"
    BOOKED = "booked", "Booked"
    WAITING = "waiting", "On the waiting list"
    OFFERED = "offered", "Place offered"
    ATTENDED = "attended", "Attended"
    PART = "part attended", "Attended in part"
    ABSENT = "absent", "Did not attend"
    CANCELLED = "cancelled", "Cancelled"
    LATE = "cancelled late", "Cancelled late"
    SUBSTITUTED = "substituted", "Given to a colleague"
    CALLED_OFF = "called off", "Cancelled by the organiser"
    DECLINED = "declined", "Not approved"
    LAPSED = "lapsed", "Lapsed"


TAKING = (
    BookingStatus.HELD,
    BookingStatus.APPLIED,
    BookingStatus.BOOKED,
    BookingStatus.OFFERED,
    BookingStatus.ATTENDED,
    BookingStatus.PART,
    BookingStatus.ABSENT,
)
LIVE = (*TAKING, BookingStatus.WAITING)


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> Self:
        """Those that take a place, and those that wait for one."""
        return self.filter(status__in=LIVE)

    def taking(self) -> Self:
        """Those that take a place of their session."""
        return self.filter(status__in=TAKING)

    def attended(self) -> Self:
        return self.filter(status=BookingStatus.ATTENDED)


class Booking(Referenced):
    """A place one person holds or waits for on behalf of an agency, and what became of it.

    `delegate` is the name as it was booked; `person` is their account, where they have one.
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
    generated = models.BooleanField(default=False, help_text="Made up behind a printed figure.")

    objects = BookingQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["delegate", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(person__isnull=False) & Q(status__in=LIVE),
                name="training_booking_one_live_place",
            )
        ]
        indexes = [models.Index(fields=["session", "status"])]

    def __str__(self) -> str:
        return f"{self.delegate}: {self.get_status_display()}"
