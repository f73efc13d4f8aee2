"""Every state a booking can be in, and which of them take a place."""

from django.db import models


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


# Kept for somebody until a moment, and then free again.
KEPT = (BookingStatus.HELD, BookingStatus.APPLIED, BookingStatus.OFFERED)
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
# Still to come: what its holder can give up, move to another date or hand to a colleague.
OPEN = (*KEPT, BookingStatus.BOOKED, BookingStatus.WAITING)
