"""The rapid review of one case: its clock, where it stands, and when it went to the Panel."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.models import Partnership
from portal import clock
from portal.constraints import both_or_neither
from reviews.models.cases import Review


class ClockStart(models.TextChoices):
    """From which day the 15 working days are counted: the guidance leaves it open."""

    NOTIFIED = "notified", "The day the Panel was notified"
    AWARE = "aware", "The day the council became aware"


class RapidRule(models.Model):
    """How one partnership counts the clock of its rapid reviews, and when a meeting has a quorum.

    A partnership without a row counts from the notification, and wants every statutory partner.
    """

    class Quorum(models.TextChoices):
        EVERY = "every", "Every statutory safeguarding partner"
        TWO = "two", "At least two statutory safeguarding partners"

    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="rapid_rule")
    starts_with = models.CharField(
        max_length=8, choices=ClockStart, default=ClockStart.NOTIFIED, verbose_name="clock"
    )
    quorum = models.CharField(max_length=5, choices=Quorum, default=Quorum.EVERY)
    scrutineer_attends = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.get_starts_with_display()}, {self.get_quorum_display()}"


class RapidReview(models.Model):
    """The first look at a serious incident, due with the Panel after 15 working days.

    Both days from which the clock may run are kept; `counts_from` says which one decided when the
    review was opened. `sent_on` is the first day it went to the Panel, `sent_again_on` the latest
    after it was opened again.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ASKED = "asked", "Information asked for"
        MET = "met", "Meeting held"
        SIGNING = "signing", "With the partners to sign"
        SIGNED = "signed off", "Signed off"
        SENT = "sent", "With the Panel"
        ANSWERED = "answered", "Answered by the Panel"
        LOCAL_REVIEW = "local review", "Local review decided"
        CLOSED = "closed", "Closed with actions"
        NATIONAL = "national review", "National review"
        NOT_MET = "not met", "Criteria not met"

    # Where what the review says can still be changed.
    WRITING = (Status.OPEN, Status.ASKED, Status.MET)
    ENDED = (Status.LOCAL_REVIEW, Status.CLOSED, Status.NATIONAL, Status.NOT_MET)

    review = models.OneToOneField(Review, models.PROTECT, related_name="rapid")
    status = models.CharField(max_length=16, choices=Status, default=Status.OPEN)
    aware_on = models.DateField(null=True, blank=True)
    notified_on = models.DateField()
    counts_from = models.CharField(max_length=8, choices=ClockStart)
    dates_reason = models.TextField(blank=True, help_text="Why a day was last put right.")
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # What everybody signed, as it was sealed when it was signed off.
    seal = models.CharField(max_length=64, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_again_on = models.DateField(null=True, blank=True)
    late_reason = models.TextField(blank=True)
    end_reason = models.TextField(blank=True, help_text="Why the criteria are not met.")

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            both_or_neither("sent_on", "sent_by"),
            models.CheckConstraint(
                condition=Q(aware_on=None) | Q(aware_on__lte=F("notified_on")),
                name="reviews_rapidreview_aware_before_notified",
            ),
            models.CheckConstraint(
                condition=~Q(counts_from="aware") | Q(aware_on__isnull=False),
                name="reviews_rapidreview_counts_from_a_known_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Rapid review {self.review.title}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:rapid", kwargs={"rapid_id": self.pk})

    @property
    def counted_from(self) -> date:
        """Day 0 of the clock."""
        if self.counts_from == ClockStart.AWARE and self.aware_on is not None:
            return self.aware_on
        return self.notified_on

    @property
    def is_written(self) -> bool:
        """Whether what it says can still be changed without taking signatures back."""
        return self.status in self.WRITING

    @property
    def has_ended(self) -> bool:
        return self.status in self.ENDED
