"""What becomes of a register: who closed it, what was put right, who came without a booking."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal import clock
from portal.models import Referenced
from training.models.bookings import Booking
from training.models.parts import SessionPart
from training.models.sessions import Session
from training.models.states import BookingStatus

ON_REGISTER = (
    BookingStatus.BOOKED,
    BookingStatus.ATTENDED,
    BookingStatus.PART,
    BookingStatus.ABSENT,
)
MARKS = ON_REGISTER[1:]


class ClosingQuerySet(models.QuerySet["Closing"]):
    def standing(self) -> Self:
        """Those that hold: nobody has opened the register again since."""
        return self.filter(reopened_at=None)


class Closing(Referenced):
    """A register was closed, under a person's name. `name` stays when an account does not."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="closings")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    closed_at = models.DateTimeField(default=clock.now)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_because = models.CharField(max_length=200, blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-closed_at", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(reopened_at=None),
                name="training_closing_one_holds",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None) | ~Q(reopened_because=""),
                name="training_closing_reopened_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Register closed by {self.name}"


class Correction(Referenced):
    """A mark that was put right after the register had been closed: of a part, or of the whole."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="corrections")
    part = models.ForeignKey(
        SessionPart, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    was = models.CharField(max_length=14, choices=BookingStatus)
    became = models.CharField(max_length=14, choices=BookingStatus)
    because = models.CharField(max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=clock.now)

    class Meta(Referenced.Meta):
        ordering = ["-made_at", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(because=""), name="training_correction_with_reason"
            ),
        ]

    def __str__(self) -> str:
        told = f"{self.get_was_display()}, then {self.get_became_display().lower()}"
        return f"Part {self.part.order}: {told}" if self.part else told


class WalkIn(Referenced):
    """Somebody came without a booking and was let in. `address` is how they are matched later.

    Where every place was taken, the place was added at the door, and `because` says why.
    """

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="walk_in")
    address = models.EmailField(blank=True)
    added_place = models.BooleanField(default=False)
    because = models.CharField(max_length=200, blank=True)
    let_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta(Referenced.Meta):
        ordering = ["at", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(added_place=False) | ~Q(because=""),
                name="training_walkin_place_added_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking.delegate} came without a booking"
