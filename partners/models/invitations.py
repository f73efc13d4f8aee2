"""Invitations: somebody is asked, by mail, to take up a role for an agency."""

import hashlib
import secrets
from datetime import datetime, timedelta
from math import ceil
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from partners.models.agencies import Agency
from partners.models.partnerships import Partnership
from partners.models.standings import Role
from portal import clock
from portal.constraints import both_or_neither


def fresh_salt() -> str:
    return secrets.token_hex(16)


def token_of(salt: str) -> str:
    """The secret of an invitation's link. It is nowhere kept: it needs the salt and our key."""
    return salted_hmac("partners.invitation", salt, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def lapses_from(moment: datetime) -> datetime:
    return moment + timedelta(days=settings.INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither answered nor withdrawn; it may have lapsed."""
        return self.filter(status=Invitation.Status.OPEN)

    def live(self, at: datetime) -> Self:
        """Open, and not lapsed: the link works."""
        return self.open().filter(lapses_at__gt=at)

    def of_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))

    def told(self) -> Self:
        return self.select_related("agency", "partnership", "invited_by")


class Invitation(models.Model):
    """A role offered to whoever reads the mail of an address. `lapses_at` is of the true clock."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    address = models.EmailField()
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="invitations")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role)
    until = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    salt = models.CharField(max_length=32, default=fresh_salt)
    token_hash = models.CharField(max_length=64, unique=True)
    times_sent = models.PositiveSmallIntegerField(default=1)
    lapses_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "agency", "partnership", "role"],
                condition=Q(status="open"),
                name="partners_invitation_one_open",
            ),
            both_or_neither("settled_at", "settled_by"),
            models.CheckConstraint(
                condition=Q(status="open", settled_at=None)
                | ~Q(status="open") & Q(settled_at__isnull=False),
                name="partners_invitation_settled_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def token(self) -> str:
        return token_of(self.salt)

    @property
    def secret_path(self) -> str:
        """Where the link in the mail leads. For the mail alone: whoever has it may accept."""
        return reverse("partners:invitation", kwargs={"invitation_token": self.token})

    @property
    def days_left(self) -> int:
        """Days for which the link still works, a part of one counted; none when it has lapsed."""
        left = (self.lapses_at - clock.wall_time()) / timedelta(days=1)
        return max(ceil(left), 0)

    @property
    def has_lapsed(self) -> bool:
        return self.status == self.Status.OPEN and self.lapses_at <= clock.wall_time()
