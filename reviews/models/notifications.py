"""Who was told of an incident, what was sent, when and by whom."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal import clock
from portal.models import Referenced
from reviews.models.cases import Review


class Notification(Referenced):
    """One telling of an incident. `due_on` is the last day on which it was in time, where one is.

    Late or not is counted in working days after that day: see `days_late`.
    """

    class To(models.TextChoices):
        PANEL = "panel", "The national Panel, by the online form"
        PARTNERS = "partners", "The safeguarding partners"
        OFSTED = "ofsted", "The Secretary of State and Ofsted"
        AREA = "area", "Another local authority or partnership"

    review = models.ForeignKey(Review, models.CASCADE, related_name="notifications")
    to = models.CharField(max_length=10, choices=To)
    whom = models.CharField(max_length=160, blank=True, help_text="Such as which partners.")
    sent_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=120, help_text="Post and agency of who sent it.")
    what = models.TextField(help_text="What was sent.")
    number = models.CharField("reference", max_length=60, blank=True)
    why_late = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(sent_by=""),
                name="reviews_notification_says_what_and_who",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_to_display()}: {self.review}"

    @property
    def days_late(self) -> int:
        """Working days after the last day in time; 0 when it was in time or had none."""
        return days_late(self.due_on, self.sent_on)


def days_late(due_on: date | None, sent_on: date) -> int:
    if due_on is None or sent_on <= due_on:
        return 0
    return clock.working_days_between(due_on, sent_on)
