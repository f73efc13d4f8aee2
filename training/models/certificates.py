"""Certificates: what somebody may show of a course they attended, and how others check it."""

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.models import Partnership
from portal import clock
from portal.models import Referenced
from training.models.bookings import Booking

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as something else
LENGTH = 12  # 59 bits: nobody guesses one


def fresh_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """A code as it is kept, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid(self) -> Self:
        return self.filter(withdrawn_at=None)


class Certificate(Referenced):
    """Somebody attended a session to its end. Its code is its number, and cannot be guessed.

    What is printed is kept as it was on the day of issue, whatever is renamed later.
    """

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=LENGTH, unique=True, default=fresh_code)
    name = models.CharField(max_length=120)
    course = models.CharField(max_length=160)
    held_on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    renew_by = models.DateField(null=True, blank=True, help_text="Empty: it does not lapse.")
    issued_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CertificateQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-held_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking"],
                condition=Q(withdrawn_at=None),
                name="training_certificate_one_valid",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
                name="training_certificate_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Certificate {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("training:certificate", kwargs={"certificate_id": self.pk})

    @property
    def number(self) -> str:
        """The code in groups of four, as it is printed."""
        return "-".join(self.code[n : n + 4] for n in range(0, LENGTH, 4))

    @property
    def has_lapsed(self) -> bool:
        return self.renew_by is not None and self.renew_by < clock.today()


class CertificatePolicy(Referenced):
    """When a partnership issues certificates. Where there is none: as soon as a register closes."""

    partnership = models.OneToOneField(
        Partnership, models.PROTECT, related_name="certificate_policy"
    )
    after_evaluation = models.BooleanField(
        default=False, help_text="Only once the person has said what they thought of the session."
    )

    class Meta(Referenced.Meta):
        ordering = ["ref"]

    def __str__(self) -> str:
        return "After the evaluation" if self.after_evaluation else "When the register closes"
