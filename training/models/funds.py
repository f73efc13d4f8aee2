"""Money set aside for free training, and the sessions it paid for."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Partnership
from portal.models import Referenced
from training.models.origins import OriginKind
from training.models.sessions import Session


class FundQuerySet(models.QuerySet["Fund"]):
    def with_spent(self) -> Any:
        """Adds `spent`, in pence: what is not given back."""
        held = Sum("uses__amount", filter=Q(uses__given_back_on=None))
        return self.annotate(spent=Coalesce(held, 0))


class Fund(Referenced):
    """An amount for sessions that cost nobody anything, where their courses have such an origin."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_funds")
    name = models.CharField(max_length=120)
    amount = models.PositiveIntegerField(help_text="Pence.")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    origins = ArrayField(
        models.CharField(max_length=20, choices=OriginKind),
        default=list,
        blank=True,
        help_text="What a course must answer to be paid from it; empty: anything.",
    )
    note = models.TextField(blank=True)

    objects = FundQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-since", "name", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_fund_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("training:money")


class FundUse(Referenced):
    """What a fund pays for one session."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="uses")
    session = models.ForeignKey(Session, models.PROTECT, related_name="fund_uses")
    amount = models.PositiveIntegerField(help_text="Pence.")
    used_on = models.DateField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_back_on = models.DateField(null=True, blank=True)

    class Meta(Referenced.Meta):
        ordering = ["-used_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(given_back_on=None),
                name="training_funduse_one_a_session",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1), name="training_funduse_costs_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund}: {self.session}"
