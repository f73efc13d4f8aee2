"""Signatures under a paper of a case: one for each statutory partner, and the scrutineer's."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.models import Agency
from reviews.models.cases import Review


class SignatureQuerySet(models.QuerySet["Signature"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def under(self, seal: str) -> Self:
        """Those that stand under exactly this text."""
        return self.standing().filter(seal=seal)

    def outdated(self, seal: str) -> Self:
        """Those that stand under an earlier text, and count no longer."""
        return self.standing().exclude(seal=seal)


class Signature(models.Model):
    """One signature under one paper of a case. It counts while the paper reads as it did.

    `seal` is the SHA-256 of what was signed. A signature is never changed: one under an earlier
    text, or one that was taken back, keeps its row and gets `withdrawn_at`.
    """

    class Paper(models.TextChoices):
        RAPID = "rapid review", "Rapid review"
        LOCAL = "local review", "Report of a local review"

    class Capacity(models.TextChoices):
        PARTNER = "partner", "For a statutory safeguarding partner"
        SCRUTINEER = "scrutineer", "As independent scrutineer"

    review = models.ForeignKey(Review, models.PROTECT, related_name="signatures")
    paper = models.CharField(max_length=16, choices=Paper)
    capacity = models.CharField(max_length=10, choices=Capacity)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    seal = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "paper", "capacity", "agency"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="reviews_signature_one_standing_per_partner",
            ),
            models.CheckConstraint(
                condition=Q(capacity="partner", agency__isnull=False)
                | Q(capacity="scrutineer", agency=None),
                name="reviews_signature_a_partner_is_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(seal__regex=r"^[0-9a-f]{64}$"), name="reviews_signature_has_a_seal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of}: {self.get_paper_display()}"

    @property
    def of(self) -> str:
        """For whom it was given, in words."""
        return self.agency.name if self.agency else "Independent scrutineer"
