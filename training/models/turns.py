"""What the waiting list did, one line for each decision, in a sentence people can read."""

from django.db import models

from portal import clock
from training.models.bookings import Booking


class Turn(models.Model):
    """One decision of a waiting list about one booking. `needed` and `free` count places."""

    class What(models.TextChoices):
        JOINED = "joined", "Joined the waiting list"
        OFFERED = "offered", "Was offered a place"
        SKIPPED = "skipped", "Was not offered a place"
        TOLD = "told", "Was told that free places go to whoever books first"
        TOOK = "took", "Took a place"
        REFUSED = "refused", "Did not want the place"
        LAPSED = "lapsed", "Let the offer lapse"
        LEFT = "left", "Left the waiting list"

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="turns")
    at = models.DateTimeField(default=clock.now)
    what = models.CharField(max_length=8, choices=What)
    needed = models.PositiveSmallIntegerField(default=1)
    free = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """What was decided and why, without the name."""
        if self.what == self.What.SKIPPED:
            return f"Not offered: needs {self.needed} places, {self.free} free"
        if self.what == self.What.OFFERED and self.needed > 1:
            return f"Offered: {self.needed} places together"
        return self.get_what_display()
