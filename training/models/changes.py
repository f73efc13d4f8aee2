"""Change notices: law, guidance or a lesson that providers must take into their courses."""

import secrets
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from learning_hub.models import refuse_identifying
from partners.models import Partnership
from portal import clock
from portal.models import Referenced
from training.models.origins import OriginKind
from training.models.providers import Provider


def fresh_salt() -> str:
    return secrets.token_hex(16)


class Change(Referenced):
    """What courses must say from now on, and why. It names no child and no case."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=OriginKind)
    title = models.CharField(max_length=160, validators=[refuse_identifying])
    text = models.TextField("what courses must say", validators=[refuse_identifying])
    sent_on = models.DateField(default=clock.today)
    due_on = models.DateField()

    class Meta(Referenced.Meta):
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("sent_on")), name="training_change_due_after_sent"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:change", kwargs={"change_id": self.pk})


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def owed(self) -> Self:
        """Sent, and not done."""
        return self.filter(done_on=None)


class Delivery(models.Model):
    """A change notice to one provider: read and done, as they say by the link in their mail.

    The secret of the link is nowhere kept: it needs the salt and our key.
    """

    change = models.ForeignKey(Change, models.CASCADE, related_name="deliveries")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="deliveries")
    salt = models.CharField(max_length=32, unique=True, default=fresh_salt)
    read_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["provider__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "provider"], name="training_delivery_once_a_provider"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(read_on__isnull=False),
                name="training_delivery_read_before_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change}, to {self.provider}"

    @property
    def token(self) -> str:
        return f"{self.salt}{seal_of(self.salt)}"

    @property
    def secret_path(self) -> str:
        """Where the link in the mail leads. For the mail alone: whoever has it may answer."""
        return reverse("training:change_answer", kwargs={"change_token": self.token})


def seal_of(salt: str) -> str:
    return salted_hmac("training.delivery", salt, algorithm="sha256").hexdigest()
