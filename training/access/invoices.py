"""Who sees invoices, payments, and what stands on them."""

from typing import Any

from django.db.models import Q, QuerySet, Sum

from partners.access import agencies_in, standing
from partners.models import Agency, AgencyQuerySet
from portal.access import keeper
from portal.models import User
from training.access.catalogue import LEADS
from training.access.money import as_contact, money_places, paid_for, runs_money_in
from training.models import (
    FinanceContact,
    Invoice,
    InvoiceLine,
    InvoiceQuerySet,
    Numbering,
    Payment,
    PurchaseOrder,
    VatRate,
)


@keeper(Invoice)
def invoices(user: User) -> InvoiceQuerySet:
    """All of them for those who run training; to an agency those that were issued to it."""
    theirs = Q(agency__in=paid_for(user), status=Invoice.Status.ISSUED)
    return Invoice.objects.filter(Q(partnership__in=money_places(user)) | theirs)


def invoices_run(user: User) -> InvoiceQuerySet:
    return Invoice.objects.filter(partnership__in=money_places(user))


def reads_invoice(user: User, invoice: Invoice) -> bool:
    """Who may have it on paper: whoever sees it."""
    theirs = invoice.agency_id in paid_for(user) and not invoice.is_draft
    return theirs or runs_money_in(user, invoice.partnership_id)


@keeper(InvoiceLine)
def invoice_lines(user: User) -> QuerySet[InvoiceLine]:
    return InvoiceLine.objects.filter(invoice__in=invoices(user))


def ledger(user: User) -> QuerySet[InvoiceLine]:
    """Lines of what was issued, for the finance system of the host."""
    lines = InvoiceLine.objects.filter(invoice__in=invoices_run(user).issued())
    told = lines.select_related("invoice__agency", "invoice__order")
    return told.order_by("-invoice__issued_on", "-invoice__number", "position")


def debts(user: User) -> Any:
    """Issued invoices that are not paid in full, the longest due first."""
    owed = invoices_run(user).bills().with_owed().filter(owed__gt=0)
    return owed.select_related("agency").order_by("due_on", "pk")


def owed_to(user: User) -> int:
    """Pence still owed for all of them."""
    return int(debts(user).aggregate(n=Sum("owed"))["n"] or 0)


def owed_back(user: User) -> int:
    """Pence to pay back to agencies: what they paid beyond what was left of their invoices."""
    overpaid = invoices_run(user).bills().with_owed().filter(owed__lt=0)
    return -int(overpaid.aggregate(n=Sum("owed"))["n"] or 0)


def payments_run(user: User) -> QuerySet[Payment]:
    return Payment.objects.filter(invoice__in=invoices_run(user))


@keeper(Payment)
def payments(user: User) -> QuerySet[Payment]:
    return Payment.objects.filter(invoice__in=invoices(user))


def agencies_paying(user: User) -> QuerySet[Agency]:
    """Agencies that paid something this person sees."""
    return Agency.objects.filter(pk__in=payments(user).order_by().values("invoice__agency"))


@keeper(FinanceContact)
def finance_contacts(user: User) -> QuerySet[FinanceContact]:
    ours = Q(partnership__in=money_places(user)) | as_contact(user)
    return FinanceContact.objects.filter(ours | Q(agency__in=paid_for(user)))


@keeper(PurchaseOrder)
def purchase_orders(user: User) -> QuerySet[PurchaseOrder]:
    ours = Q(partnership__in=money_places(user))
    return PurchaseOrder.objects.filter(ours | Q(agency__in=paid_for(user)))


@keeper(VatRate)
def vat_rates(user: User) -> QuerySet[VatRate]:
    return VatRate.objects.filter(partnership__in=money_places(user))


@keeper(Numbering)
def numberings(user: User) -> QuerySet[Numbering]:
    return Numbering.objects.filter(partnership__in=money_places(user))


def billed_agencies(user: User) -> AgencyQuerySet:
    """Agencies to which those who run training send invoices."""
    return agencies_in(standing(user).partnerships(*LEADS))
