"""Who it was that came: what somebody said of a booking that named no account."""

from django.conf import settings
from django.db import models

from portal import clock
from portal.models import Referenced
from training.models.bookings import Booking


class Matching(Referenced):
    """Somebody said whose booking this is, or that nobody knows; the latest answer holds.

    The person stands on the booking itself. `name` stays when an account does not.
    """

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="matching")
    found = models.BooleanField(help_text="Whether anybody here is that person.")
    by_address = models.BooleanField(default=False, help_text="All of one address at once.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=clock.now)

    class Meta(Referenced.Meta):
        ordering = ["-made_at", "ref"]

    def __str__(self) -> str:
        return f"{'Found' if self.found else 'Not known here'}, said {self.name}"
