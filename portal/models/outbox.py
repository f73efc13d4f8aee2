"""Messages owed to people, and when those who carry them were last seen at work."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.models.about import AboutQuerySet, AboutSubject


class NoticeQuerySet(AboutQuerySet):
    def owed(self) -> Self:
        """Not sent yet, and still meant to be."""
        return self.filter(status__in=(Notice.Status.WAITING, Notice.Status.SENDING))

    def free(self, at: datetime) -> Self:
        """What a sender may take: its time has come, or it outlived the sender that had it.

        What waits for somebody's daily mail is carried by that mail.
        """
        ripe = Q(status=Notice.Status.WAITING, wait_until__lte=at)
        orphaned = Q(
            status=Notice.Status.SENDING, lease_until__lt=at, lost__lt=Notice.MOST_LOST - 1
        )
        alone = self.filter(ripe | orphaned, carried_by=None)
        return alone.exclude(Notice.KEPT_FOR_DAILY_MAIL)

    def kept_for_daily_mail(self) -> Self:
        """What waits for the next morning of people who chose one mail a day."""
        return self.filter(
            Notice.KEPT_FOR_DAILY_MAIL, status=Notice.Status.WAITING, carried_by=None
        )


class Notice(AboutSubject):
    """One message owed to one person. Queued with the change that caused it, sent after.

    Moments here are of the true clock. `attempts` numbers the senders that took it: only the
    latest may say how it ended. `forgiven` are those that an operator's "try again" wiped off,
    `lost` those that vanished. `facts` holds ids and codes for the template, and is emptied when
    the notice was sent or dropped; `heading` is the subject line it was sent under.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        DEAD = "dead"
        DROPPED = "dropped"

    class Reason(models.TextChoices):
        NONE = "", "No reason"
        ACCOUNT_CLOSED = "account_closed", "The account is closed"
        NOT_THEIRS = "not_theirs", "They may no longer see what it is about"
        NO_LONGER_DUE = "no_longer_due", "What it was about is over"
        DATE_CHANGED = "date_changed", "The due date has changed"
        GONE = "gone", "What it was about has been removed"
        REFUSED = "refused", "The mail server refuses it for good"
        NOT_TAKEN = "not_taken", "The mail server did not take it this time"
        UNREACHABLE = "unreachable", "The mail server could not be reached"
        NOT_WRITTEN = "not_written", "The message could not be written"
        SENDER_LOST = "sender_lost", "The sender stopped while it was sending"
        WRONG_ADDRESS = "wrong_address", "The address is wrong"
        TOLD_OTHERWISE = "told_otherwise", "They were told another way"
        NOT_NEEDED = "not_needed", "It is not needed any more"

    MOST_LOST = 3  # senders that one notice may cost
    KEPT_FOR_DAILY_MAIL = Q(at_once=False, to__digest=True)

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="notices"
    )
    address = models.EmailField(blank=True)
    template = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    facts = models.JSONField(default=dict)
    heading = models.CharField(max_length=200, blank=True)
    at_once = models.BooleanField(default=False)
    carried_by = models.ForeignKey("self", models.CASCADE, null=True, related_name="carries")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    forgiven = models.PositiveSmallIntegerField(default=0)
    lost = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    wait_until = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to=None) & ~Q(address="") | Q(to__isnull=False, address=""),
                name="portal_notice_to_an_account_or_an_address",
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | ~Q(status="sent") & Q(sent_at=None),
                name="portal_notice_sent_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(status="sending", lease_until__isnull=False)
                | ~Q(status="sending") & Q(lease_until=None),
                name="portal_notice_sending_under_a_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["wait_until"],
                condition=Q(status__in=("waiting", "sending")),
                name="portal_notice_owed",
            ),
            models.Index(fields=["status", "queued_at"], name="portal_notice_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"

    @property
    def tries(self) -> int:
        """Attempts since it was queued, or since an operator last said "try again"."""
        return self.attempts - self.forgiven


class Heartbeat(models.Model):
    """When something that runs without a person was last seen to finish a round."""

    name = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    def age(self, at: datetime) -> timedelta:
        return at - self.beat_at
