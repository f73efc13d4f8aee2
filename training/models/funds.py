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
from training.models.origins import CourseOrigin, OriginKind
from training.models.sessions import Session


class FundQuerySet(models.QuerySet["Fund"]):
    def with_balance(self) -> Any:
        """Adds, in pence, `used`, `committed` and `balance`.

        Used is what delivered sessions cost; committed is set aside for those that are not yet
        delivered; what was taken back counts nowhere.
        """
        live = Q(uses__given_back_on=None)
        over = Q(uses__session__status=Session.Status.DELIVERED)
        used = Sum("uses__amount", filter=live & over)
        committed = Sum("uses__amount", filter=live & ~over)
        counted = self.annotate(used=Coalesce(used, 0), committed=Coalesce(committed, 0))
        left = counted.annotate(balance=F("amount") - F("used") - F("committed"))
        return left.order_by("-since", "name", "ref")


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
        return reverse("training:fund", kwargs={"fund_id": self.pk})

    @property
    def pays_for(self) -> str:
        """Which origins it is for, in words."""
        known = dict(OriginKind.choices)
        return ", ".join(known.get(one, one) for one in self.origins) or "Anything"

    def allows(self, origin: CourseOrigin) -> bool:
        return not self.origins or origin.kind in self.origins


class FundUse(Referenced):
    """What a fund pays for one session, and what that session answers.

    The database takes no row whose origin is not one of the session's course and of the fund's
    kinds. It names the origin and never a review: see `CourseOrigin`.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="uses")
    session = models.ForeignKey(Session, models.PROTECT, related_name="fund_uses")
    origin = models.ForeignKey(
        CourseOrigin, models.PROTECT, null=True, blank=True, related_name="fund_uses"
    )
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
