"""Parts of a session: a course of several days is booked once and attended part by part."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from portal import clock
from portal.models import Referenced
from training.models.sessions import Session


class SessionPart(Referenced):
    """One part of a session of several. A session in one piece has none."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=120, blank=True)

    class Meta(Referenced.Meta):
        ordering = ["session", "order", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "order"], name="training_sessionpart_one_in_each_place"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="training_sessionpart_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"Part {self.order}, {self.starts_on:%d %B %Y}".replace(" 0", " ")

    @property
    def starts_on(self) -> date:
        return clock.london_day(self.starts_at)

    @property
    def register_is_open(self) -> bool:
        """Whether its day has come: nobody is marked before it."""
        return self.starts_on <= clock.today()
