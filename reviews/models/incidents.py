"""What happened, as it was referred: the first page of a file. No field is for a name."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partners.models import Agency, Area
from portal import clock
from portal.models import Referenced
from reviews.models.cases import ENDED, Review
from reviews.models.versions import Versioned


class Incident(Referenced, Versioned):
    """Something serious that happened to one child or several. Not a child, and not a review.

    `aware_on` is the day on which the local authority became aware: day 0 of the clocks of
    notification. The local authority of the area where it happened notifies, and the partnership of
    that area does the rapid review; that of the home area works with it (Working Together, ch. 5).
    """

    class Status(models.TextChoices):
        REFERRED = "referred", "Referred"
        SCREENING = "screening", "Being screened"
        NO_FURTHER_ACTION = "no further action", "No further action"
        OTHER_LEARNING = "other learning review", "Another learning review"
        NOTIFIABLE = "notifiable", "To be notified"
        NOTIFIED = "notified", "Notified to the national Panel"
        CRITERIA_NOT_MET = "criteria not met", "Notified, criteria not met after all"
        RAPID_REVIEW = "rapid review", "Rapid review"
        CLOSED = "closed", "Closed"

    class Route(models.TextChoices):
        CRITERIA = "criteria", "It may have to be notified to the national Panel"
        LEARNING = "learning", "There may be learning in it"
        PANEL = "panel advice", "The national Panel advised it"

    review = models.OneToOneField(Review, models.CASCADE, related_name="incident")
    status = models.CharField(max_length=30, choices=Status, default=Status.REFERRED)
    route = models.CharField(max_length=20, choices=Route)
    advised_on = models.DateField(null=True, blank=True)
    advice_reference = models.CharField(
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text="Of the letter of the national Panel.",
    )
    happened_on = models.DateField(null=True, blank=True)
    happened_in = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    outside_england = models.BooleanField(default=False)
    home_area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    aware_on = models.DateField(null=True, blank=True)
    summary = models.TextField()
    others = models.TextField(blank=True, help_text="What there is to say of a fifth child.")
    other_processes = models.TextField(
        blank=True, help_text="Such as police, inquest, care proceedings or child death review."
    )
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    referred_for = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+"
    )
    referred_on = models.DateField(default=clock.today)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(
        blank=True, help_text="Why it was closed, although something was still open."
    )

    class Meta(Referenced.Meta):
        ordering = ["-referred_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_on=None)
                | Q(aware_on=None)
                | Q(aware_on__gte=F("happened_on")),
                name="reviews_incident_known_after_it_happened",
            ),
            models.CheckConstraint(
                condition=Q(aware_on__isnull=False)
                | ~Q(status__in=("notifiable", "notified", "criteria not met")),
                name="reviews_incident_notified_has_a_day_0",
            ),
            models.CheckConstraint(
                condition=Q(route="panel advice") | Q(advised_on=None, advice_reference=""),
                name="reviews_incident_advice_is_its_route",
            ),
        ]

    def __str__(self) -> str:
        return f"Incident of {self.review}"

    @property
    def is_advised(self) -> bool:
        """Whether the file was opened because the national Panel advised it."""
        return self.route == self.Route.PANEL

    @property
    def is_open(self) -> bool:
        return self.status not in ENDED
