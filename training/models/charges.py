"""What a booking costs its agency. Written when it happens, and never changed."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum

from partners.models import Agency
from portal.models import Referenced
from training.models.bookings import Booking
from training.models.fees import FeeTable, PayerClass
from training.models.free_places import FreePlace
from training.models.funds import Fund
from training.models.terms import Policy


class ChargeQuerySet(models.QuerySet["Charge"]):
    def of(self, booking: Booking, kind: str) -> "Charge | None":
        return self.filter(booking=booking, kind=kind).first()

    def total(self) -> int:
        """Pence. What has no amount yet counts nothing."""
        return int(self.aggregate(total=Sum("amount"))["total"] or 0)

    def falling_by(self, day: date) -> Self:
        return self.filter(falls_on__lte=day)

    def unpriced(self) -> Self:
        return self.filter(amount=None)

    def told(self) -> Any:
        """With all that a line on a page says of them. Adds `waived`."""
        waiver = Charge.objects.filter(booking=OuterRef("booking"), kind=Charge.Kind.WAIVER)
        return self.annotate(waived=Exists(waiver)).select_related(
            "agency", "booking__session__course", "payer_class", "fee_table"
        )


class Charge(Referenced):
    """One amount for a booking: the fee it was made at, a fee for late notice, what takes it back.

    No booking is charged twice for one thing. `amount` is empty where no fee was set for the
    payer on the day; somebody sets it, once, before it can be invoiced. `because` says in a
    sentence where the amount came from.
    """

    class Kind(models.TextChoices):
        PLACE = "place", "Place"
        LATE = "late", "Cancelled late"
        ABSENCE = "absence", "Did not attend"
        REFUND = "refund", "Fee taken back"
        WAIVER = "waiver", "Waived"

    TAKES_BACK = (Kind.REFUND, Kind.WAIVER)

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=7, choices=Kind)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="charges")
    amount = models.IntegerField(null=True, blank=True, help_text="Pence; below 0: taken back.")
    because = models.CharField(max_length=300)
    made_on = models.DateField()
    falls_on = models.DateField(help_text="The day of the month that it is invoiced with.")
    fee_table = models.ForeignKey(FeeTable, models.PROTECT, null=True, blank=True, related_name="+")
    payer_class = models.ForeignKey(
        PayerClass, models.PROTECT, null=True, blank=True, related_name="+"
    )
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, blank=True, related_name="+")
    free_place = models.ForeignKey(
        FreePlace, models.PROTECT, null=True, blank=True, related_name="charges"
    )
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, blank=True, related_name="charges")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ChargeQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-falls_on", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "kind"], name="training_charge_once_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=("place", "late", "absence"), amount__isnull=False, amount__gte=0
                )
                | Q(kind__in=("refund", "waiver"), amount__isnull=False, amount__lte=0)
                | Q(kind="place", amount=None),
                name="training_charge_sign_of_its_kind",
            ),
        ]
        indexes = [models.Index(fields=["agency", "falls_on"], name="training_charge_by_agency")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.booking}"

    @property
    def can_be_waived(self) -> bool:
        """Whether it is for late notice or absence. Needs `told`."""
        over: bool = getattr(self, "waived", False)
        return self.kind in (self.Kind.LATE, self.Kind.ABSENCE) and bool(self.amount) and not over
