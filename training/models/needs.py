"""What somebody needs in order to take part: kept apart from the booking, and sealed."""

import json
from typing import Self

from django.db import models
from django.db.models import Q

from portal import clock, keys
from training.models.bookings import Booking

PLACE = ("training.need", "sealed")


class NeedQuerySet(models.QuerySet["Need"]):
    def of(self, bookings: models.QuerySet[Booking]) -> Self:
        return self.filter(booking__in=bookings)


class Need(models.Model):
    """Access and dietary needs of one delegate: health data, so nobody reads it in the database.

    Shown to whoever holds the place, the trainer and the training lead of that session, and
    removed some time after it (`BookingRules.needs_days`).
    """

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="need")
    sealed = models.TextField()
    said_at = models.DateTimeField(default=clock.now)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sealed=""), name="training_need_is_sealed")
        ]

    def __str__(self) -> str:
        return f"Needs of booking {self.booking_id}"

    @property
    def told(self) -> dict[str, str]:
        """What was said: `access` and `diet`. Raises `keys.Unreadable`."""
        said: dict[str, str] = json.loads(keys.unseal(self.sealed, *PLACE, self.booking_id))
        return said


def sealed(booking: Booking, *, access: str, diet: str) -> str:
    """The two answers as they are kept, for this booking and no other."""
    return keys.seal(json.dumps({"access": access, "diet": diet}), *PLACE, booking.pk)


def sealed_texts(row: Need) -> list[str]:
    return [row.sealed]


def reseal(row: Need, old: str, new: str) -> bool:
    """Replace a sealed text if it still stands there."""
    return Need.objects.filter(pk=row.pk, sealed=old).update(sealed=new) == 1


keys.shelves.append(
    keys.Shelf(
        name="training_need",
        rows=lambda: Need.objects.order_by("pk"),
        texts=sealed_texts,  # type: ignore[arg-type]
        replace=reseal,  # type: ignore[arg-type]
    )
)
