"""Who came to which part of a session, and what that makes of the whole."""

from typing import Self

from django.db import models
from django.db.models import Count, Q

from portal.models import Referenced
from training.models.bookings import Booking
from training.models.parts import SessionPart
from training.models.states import BookingStatus

PART_MARKS = (BookingStatus.ATTENDED, BookingStatus.ABSENT)


class PartMarkQuerySet(models.QuerySet["PartMark"]):
    def on(self, part: SessionPart) -> Self:
        return self.filter(part=part)


class PartMark(Referenced):
    """Somebody came to one part of a session, or did not. Where nobody has said, there is none."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="part_marks")
    part = models.ForeignKey(SessionPart, models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=14, choices=BookingStatus)

    objects = PartMarkQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["part__order", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "part"], name="training_partmark_one_a_person_and_part"
            ),
            models.CheckConstraint(
                condition=Q(mark__in=PART_MARKS), name="training_partmark_came_or_not"
            ),
        ]

    def __str__(self) -> str:
        came = self.mark == BookingStatus.ATTENDED
        return f"Part {self.part.order}: {'came' if came else 'did not come'}"


def wholes(parts: int, may_miss: int) -> dict[BookingStatus, Q]:
    """How somebody is marked for the whole, by `marked` and `came`, their marks part by part.

    Whoever missed no more parts than the course allows attended; whoever came to none was absent.
    While one part is not marked, nobody knows.
    """
    everywhere = Q(marked__gte=parts)
    enough = max(1, parts - may_miss)
    return {
        BookingStatus.BOOKED: ~everywhere,
        BookingStatus.ATTENDED: everywhere & Q(came__gte=enough),
        BookingStatus.PART: everywhere & Q(came__gte=1, came__lt=enough),
        BookingStatus.ABSENT: everywhere & Q(came=0),
    }


COUNTED = {
    "marked": Count("part_marks", distinct=True),
    "came": Count("part_marks", filter=Q(part_marks__mark=BookingStatus.ATTENDED), distinct=True),
}
