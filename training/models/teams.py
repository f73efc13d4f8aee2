"""Places booked together for a team."""

from django.conf import settings
from django.db import models

from partners.models import Agency
from portal import clock
from portal.models import Referenced
from training.models.sessions import Session


class TeamBooking(Referenced):
    """Up to 30 places that one person booked for colleagues in one go.

    `together`: on the waiting list they are offered places only when there are enough for all.
    """

    MOST = 30

    session = models.ForeignKey(Session, models.PROTECT, related_name="teams")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(default=clock.now)
    together = models.BooleanField("all of them or none", default=False)

    class Meta(Referenced.Meta):
        ordering = ["-booked_at", "-pk"]

    def __str__(self) -> str:
        return f"Team of {self.agency}"
