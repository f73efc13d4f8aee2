"""Who is asked whether somebody may go, and what they answered."""

import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal import clock
from training.models.bookings import Booking
from training.models.states import BookingStatus


def fresh_salt() -> str:
    return secrets.token_hex(16)


def token_of(salt: str) -> str:
    """The secret of an approval's link. It is nowhere kept: it needs the salt and our key."""
    return salted_hmac("training.approval", salt, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def unanswered(self) -> Self:
        """Asked, and the place is still kept meanwhile."""
        return self.filter(answer="", booking__status=BookingStatus.APPLIED)

    def of_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))

    def told(self) -> Self:
        return self.select_related(
            "booking__session__course__partnership", "booking__agency", "booking__person"
        )


class Approval(models.Model):
    """The question whether one booking may stand. `manager`: the address of a line manager.

    Where it is empty, any lead of the agency answers. The place is kept until the booking's
    `kept_until`; then the booking lapses and the question with it.
    """

    class Answer(models.TextChoices):
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="approval")
    manager = models.EmailField(blank=True)
    salt = models.CharField(max_length=32, default=fresh_salt)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="training_approval_answered_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Approval {self.pk}"

    @property
    def secret_path(self) -> str:
        """Where the link in the mail leads. For the mail alone: whoever has it may answer."""
        return reverse("training:approval", kwargs={"approval_token": token_of(self.salt)})
