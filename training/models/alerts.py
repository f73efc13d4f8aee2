"""Who wants to be told when dates of a course are added."""

import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal import clock
from training.models.courses import Course


def fresh_salt() -> str:
    return secrets.token_hex(16)


def token_of(salt: str) -> str:
    """The secret of an alert's links. It is nowhere kept: it needs the salt and our key."""
    return salted_hmac("training.date_alert", salt, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class DateAlertQuerySet(models.QuerySet["DateAlert"]):
    def open(self) -> Self:
        """Not ended; it may still wait for its address to be confirmed."""
        return self.filter(ended_at=None)

    def live(self) -> Self:
        """Confirmed and not ended: these are told."""
        return self.open().exclude(confirmed_at=None)

    def of_token(self, token: str) -> Self:
        return self.filter(token_hash=hash_of(token))


class DateAlert(models.Model):
    """One address, or one account, that is told of new dates of a course, once a day at most.

    An address counts only after whoever reads its mail has confirmed it. `told_to` is the moment
    up to which planned sessions have been told.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="alerts")
    address = models.EmailField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    salt = models.CharField(max_length=32, default=fresh_salt)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.wall_time)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    told_to = models.DateTimeField(default=clock.wall_time)

    objects = DateAlertQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(address="") | Q(person__isnull=False, address=""),
                name="training_datealert_one_way_to_tell",
            ),
            models.UniqueConstraint(
                fields=["course", "address"],
                condition=Q(ended_at=None, person=None),
                name="training_datealert_one_open_an_address",
            ),
            models.UniqueConstraint(
                fields=["course", "person"],
                condition=Q(ended_at=None),
                name="training_datealert_one_open_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Alert {self.pk}"

    @property
    def token(self) -> str:
        return token_of(self.salt)

    @property
    def confirm_path(self) -> str:
        """For the mail alone: whoever reads it may confirm."""
        return reverse("training:alert_confirm", kwargs={"alert_token": self.token})

    @property
    def end_path(self) -> str:
        return reverse("training:alert_end", kwargs={"alert_token": self.token})
