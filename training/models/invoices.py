"""Invoices and credit notes: numbered without a gap, and never changed once issued."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from partners.models import Agency, Partnership
from portal.models import Referenced
from training.models.billing import PurchaseOrder
from training.models.charges import Charge


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", "Invoice"
    CREDIT = "credit note", "Credit note"


PREFIX = {InvoiceKind.INVOICE: "T", InvoiceKind.CREDIT: "TC"}


class Numbering(models.Model):
    """The number given out last. Locked while the next is given, so that none is left out."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=InvoiceKind)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind"], name="training_numbering_one_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.last}"


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def issued(self) -> Self:
        return self.filter(status=Invoice.Status.ISSUED)

    def bills(self) -> Self:
        """Issued invoices, without credit notes: what can be owed."""
        return self.issued().filter(kind=InvoiceKind.INVOICE)

    def with_owed(self) -> Any:
        """Adds `credited` (below 0), `paid` and `owed`, in pence."""
        credit = Invoice.objects.filter(credits=OuterRef("pk"), status=Invoice.Status.ISSUED)
        credited = credit.order_by().values("credits").annotate(n=Sum("total")).values("n")
        came = Payment.objects.filter(invoice=OuterRef("pk")).order_by().values("invoice")
        paid = came.annotate(n=Sum("amount")).values("n")
        return self.annotate(
            credited=Coalesce(Subquery(credited), 0), paid=Coalesce(Subquery(paid), 0)
        ).annotate(owed=F("total") + F("credited") - F("paid"))

    def with_drafted(self) -> Any:
        """Adds `drafted`, in pence: what its lines add up to, without VAT."""
        lines = InvoiceLine.objects.filter(invoice=OuterRef("pk")).order_by().values("invoice")
        added = lines.annotate(n=Sum("amount")).values("n")
        return self.annotate(drafted=Coalesce(Subquery(added), 0))

    def told(self) -> Self:
        return self.select_related("agency", "partnership", "credits", "order")


class Invoice(Referenced):
    """One agency's charges of a month, or what one invoice is credited with. Amounts in pence."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        ISSUED = "issued", "Issued"

    Kind = InvoiceKind

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="training_invoices")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="training_invoices")
    kind = models.CharField(max_length=11, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    credits = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="credit_notes"
    )
    month = models.DateField(help_text="The first day of the month it is for.")
    status = models.CharField(max_length=6, choices=Status, default=Status.DRAFT)
    number = models.PositiveIntegerField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.ForeignKey(
        PurchaseOrder, models.PROTECT, null=True, blank=True, related_name="invoices"
    )
    billed_to = models.CharField(max_length=120, blank=True)
    sent_to = models.EmailField(blank=True)
    vat_rate = models.PositiveSmallIntegerField(null=True, blank=True)
    vat_note = models.CharField(max_length=200, blank=True)
    net = models.IntegerField(null=True, blank=True)
    vat = models.IntegerField(null=True, blank=True)
    total = models.IntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta(Referenced.Meta):
        ordering = ["-month", "agency__name", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "number"], name="training_invoice_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["partnership", "agency", "month"],
                condition=Q(status="draft", kind="invoice"),
                name="training_invoice_one_draft_a_month",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", number=None, total=None)
                | Q(
                    status="issued",
                    number__isnull=False,
                    issued_on__isnull=False,
                    due_on__isnull=False,
                    vat_rate__isnull=False,
                    net__isnull=False,
                    vat__isnull=False,
                    total=F("net") + F("vat"),
                ),
                name="training_invoice_issued_with_number_and_sum",
            ),
            models.CheckConstraint(
                condition=Q(kind="invoice", credits=None)
                | Q(kind="credit note", credits__isnull=False),
                name="training_invoice_a_credit_note_credits_one",
            ),
            models.CheckConstraint(
                condition=Q(total=None)
                | Q(kind="invoice", total__gt=0)
                | Q(kind="credit note", total__lt=0),
                name="training_invoice_sign_of_its_kind",
            ),
        ]
        indexes = [models.Index(fields=["agency", "status"], name="training_invoice_by_agency")]

    def __str__(self) -> str:
        if self.number is None:
            return f"Draft for {self.agency}, {self.month:%B %Y}"
        return f"{self.get_kind_display()} {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("training:invoice", kwargs={"invoice_id": self.pk})

    @property
    def reference(self) -> str:
        """The number as it is printed: T00012, or TC00003 on a credit note."""
        return f"{PREFIX[InvoiceKind(self.kind)]}{self.number:05}" if self.number else ""

    @property
    def is_bill(self) -> bool:
        """Whether something can be owed for it."""
        return self.kind == InvoiceKind.INVOICE and not self.is_draft

    @property
    def overpaid(self) -> int:
        """Pence to pay back. Needs `with_owed`."""
        owed: int = self.owed  # type: ignore[attr-defined]
        return max(-owed, 0)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


class InvoiceLine(Referenced):
    """One amount of an invoice, in pence without VAT, and the charge it comes from."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    amount = models.IntegerField()
    charge = models.OneToOneField(
        Charge, models.PROTECT, null=True, blank=True, related_name="line"
    )

    class Meta(Referenced.Meta):
        ordering = ["invoice", "position", "ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["invoice", "position"], name="training_invoiceline_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Payment(Referenced):
    """Money that came in for an invoice, or went back. No card or account is ever kept.

    A row never changes: what was recorded wrongly is taken back by a row that says why. The
    database takes none after which less than nothing came in for the invoice.
    """

    class Kind(models.TextChoices):
        PAYMENT = "payment", "Payment"
        REVERSAL = "reversal", "Taken back: recorded wrongly"
        REFUND = "refund", "Paid back to the agency"

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PAYMENT)
    amount = models.IntegerField(help_text="Pence; below 0: went back, or never came.")
    paid_on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal"
    )
    reason = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Referenced.Meta):
        ordering = ["paid_on", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="payment", amount__gte=1, reverses=None)
                | Q(kind="refund", amount__lte=-1, reverses=None) & ~Q(reason="")
                | Q(kind="reversal", reverses__isnull=False) & ~Q(reason="") & ~Q(amount=0),
                name="training_payment_sign_of_its_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.invoice}"

    @property
    def can_be_reversed(self) -> bool:
        """Whether it may be taken back as recorded wrongly. Wants `reversal` joined."""
        return self.kind != self.Kind.REVERSAL and not hasattr(self, "reversal")


AGES = ((0, "Not due yet"), (30, "1 to 30 days late"), (60, "31 to 60 days late"))
OLDER = ((90, "61 to 90 days late"),)
OLDEST = "More than 90 days late"


def age_of(due_on: date, day: date) -> str:
    """How late a debt is on a day, in words."""
    late = (day - due_on).days
    return next((words for most, words in (*AGES, *OLDER) if late <= most), OLDEST)


EVERY_AGE = (*(words for _, words in (*AGES, *OLDER)), OLDEST)
