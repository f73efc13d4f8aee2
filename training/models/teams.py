"""Places booked together for a team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Agency
from portal import clock
from portal.models import Referenced
from training.models.sessions import Session


class TeamBooking(Referenced):
    """Up to 30 places that one person books for colleagues in one go.

    Places are held for `size` people first; `named` says that the names have been written in, or
    the places let go. `together`: on the waiting list they are offered places only when there are
    enough for all.
    """

    MOST = 30

    session = models.ForeignKey(Session, models.PROTECT, related_name="teams")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(default=clock.now)
    together = models.BooleanField("all of them or none", default=False)
    size = models.PositiveSmallIntegerField(default=2)
    named = models.BooleanField(default=False)

    class Meta(Referenced.Meta):
        ordering = ["-booked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=30), name="training_teambooking_not_too_many"
            )
        ]

    def __str__(self) -> str:
        return f"Team of {self.agency}"

    def get_absolute_url(self) -> str:
        return reverse("training:team", kwargs={"team_id": self.pk})
