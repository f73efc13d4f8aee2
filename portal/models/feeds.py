"""Secret addresses at which a person's calendar program reads what they owe."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class CalendarAddress(models.Model):
    """One secret address. Only a digest of the secret is kept; a new address ends the old one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_addresses"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at=None),
                name="portal_calendaraddress_one_live_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"calendar address {self.pk}"
