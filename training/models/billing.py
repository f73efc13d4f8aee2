"""What an invoice needs to know of an agency: whom to write to, which order, which VAT."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from partners.models import Agency, Partnership
from portal.models import Referenced
from training.models.fees import in_force


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(in_force(day))


class FinanceContact(Referenced):
    """Who gets an agency's invoices, between two days, and sees them when they have an account."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="finance_contacts")
    name = models.CharField(max_length=120)
    address = models.EmailField("email address")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="pays_for"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["agency__name", "-since", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "agency"],
                condition=Q(until=None),
                name="training_financecontact_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_financecontact_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.agency}"


class PurchaseOrder(Referenced):
    """An order number an agency wants on its invoices, between two days, up to an amount."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="purchase_orders")
    number = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    cap = models.PositiveIntegerField(null=True, blank=True, help_text="Pence, VAT included.")

    objects = DatedQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["agency__name", "-since", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "agency", "number"], name="training_purchaseorder_known_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="training_purchaseorder_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.agency}"


class VatRateQuerySet(models.QuerySet["VatRate"]):
    def in_force(self, partnership_id: int, day: date) -> "VatRate | None":
        return self.filter(partnership_id=partnership_id, since__lte=day).order_by("-since").first()


class VatRate(Referenced):
    """The VAT on training from a day on, and why. None is charged where no rate is recorded."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    since = models.DateField()
    rate = models.PositiveSmallIntegerField(help_text="Hundredths of a per cent.")
    note = models.CharField(max_length=200, help_text="Printed on invoices.")

    objects = VatRateQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-since", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "since"], name="training_vatrate_one_a_day"
            ),
            models.CheckConstraint(condition=Q(rate__lte=10_000), name="training_vatrate_a_share"),
        ]

    def __str__(self) -> str:
        return self.note
