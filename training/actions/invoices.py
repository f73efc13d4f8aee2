"""A month's charges become drafts; a draft becomes an invoice with a number, and stays so."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum

from partners.models import Partnership
from portal import audit, clock, notices
from portal.access import insist
from portal.models import User
from training import access
from training.actions.money_refusals import (
    CreditAboveInvoice,
    MonthNotOver,
    NoContact,
    NotADraft,
    NothingToInvoice,
    NotIssued,
    OrderUsedUp,
    PaidTooEarly,
    PaymentAboveDebt,
    UnknownOrder,
)
from training.models import (
    Charge,
    FinanceContact,
    Invoice,
    InvoiceLine,
    Numbering,
    Payment,
    PurchaseOrder,
    VatRate,
)
from training.money import share_of, without_share

audit.words(
    {
        "invoice.drafted": "Drafted an invoice for training",
        "invoice.discarded": "Discarded a draft of an invoice",
        "invoice.issued": "Issued an invoice or a credit note",
        "invoice.paid": "Recorded a payment for an invoice",
    }
)

DAYS_TO_PAY = timedelta(days=30)
NO_VAT = "No VAT is charged."
Kind, Status = Invoice.Kind, Invoice.Status


@transaction.atomic
def draft_month(*, partnership: Partnership, month: date, by: User) -> list[Invoice]:
    """Put what no invoice carries yet, to the end of a month, into one draft for each agency.

    What takes back more than it adds, of an invoice already issued, becomes the draft of a credit
    note to it. A charge without an amount waits. Raises MonthNotOver, NothingToInvoice.
    """
    insist(access.runs_money_in(by, partnership.pk))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    first = month.replace(day=1)
    last = clock.add_months(first, 1) - clock.ONE_DAY
    if last >= clock.today():
        raise MonthNotOver
    drafts: dict[int, Invoice] = {}
    for charges in open_bookings(partnership, last):
        draft = draft_for(partnership, first, charges)
        if draft is not None:
            drafts[draft.pk] = draft
            add_lines(draft, charges)
    if not drafts:
        raise NothingToInvoice
    for draft in drafts.values():
        audit.record("invoice.drafted", draft, by=by)
    return list(drafts.values())


def open_bookings(partnership: Partnership, last: date) -> list[list[Charge]]:
    """Charges that no invoice carries, by booking; without those that come to nothing."""
    waiting = Charge.objects.falling_by(last).filter(
        line=None, booking__session__course__partnership=partnership, amount__isnull=False
    )
    rows = waiting.exclude(amount=0).select_related("booking__session__course", "agency")
    ordered = rows.order_by("agency__name", "booking__session__starts_at", "booking", "pk")
    found = [list(group) for _, group in groupby(ordered, key=lambda one: one.booking_id)]
    return [charges for charges in found if total_of(charges)]


def total_of(charges: Iterable[Charge]) -> int:
    return sum(charge.amount or 0 for charge in charges)


def draft_for(partnership: Partnership, month: date, charges: list[Charge]) -> Invoice | None:
    """The draft that carries these: of the agency's month or, below 0, a credit note.

    None while the invoice that carries the rest is itself a draft.
    """
    agency = charges[0].agency
    place: dict[str, Any] = {
        "partnership": partnership,
        "agency": agency,
        "month": month,
        "status": Status.DRAFT,
    }
    if total_of(charges) > 0:
        return Invoice.objects.get_or_create(kind=Kind.INVOICE, **place)[0]
    booking = charges[0].booking
    carries = Invoice.objects.bills().filter(lines__charge__booking=booking).first()
    if carries is None:
        return None
    reason = "Taken back after it was invoiced."
    credit = Invoice.objects.filter(kind=Kind.CREDIT, credits=carries, **place).first()
    return credit or Invoice.objects.create(
        kind=Kind.CREDIT, credits=carries, reason=reason, **place
    )


def add_lines(draft: Invoice, charges: list[Charge]) -> None:
    already = draft.lines.count()
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=draft, position=number, text=text_of(one), amount=one.amount or 0, charge=one
        )
        for number, one in enumerate(charges, start=already + 1)
    )


def text_of(charge: Charge) -> str:
    booking = charge.booking
    return f"{charge.get_kind_display()}: {booking.session}, {booking.delegate}"[:300]


@transaction.atomic
def discard_draft(*, invoice: Invoice, by: User) -> None:
    """Throw a draft away; its charges wait again. Raises NotADraft."""
    held = held_still(invoice, by)
    if held.status != Status.DRAFT:
        raise NotADraft
    audit.record("invoice.discarded", held, by=by)
    held.lines.all().delete()
    held.delete()


def held_still(invoice: Invoice, by: User) -> Invoice:
    """The invoice, locked. PermissionDenied for anybody who does not run training there."""
    insist(access.runs_money_in(by, invoice.partnership_id))
    held = Invoice.objects.select_for_update().filter(pk=invoice.pk).first()
    if held is None:
        raise NotADraft
    return held


@transaction.atomic
def issue(*, invoice: Invoice, number: str, by: User) -> Invoice:
    """Give a draft the next number, freeze it and send it. `number`: of the agency's order, or "".

    Raises NotADraft, NoContact, UnknownOrder, OrderUsedUp, CreditAboveInvoice.
    """
    held = held_still(invoice, by)
    if held.status != Status.DRAFT:
        raise NotADraft
    if held.credits is not None:
        insist_on_credit(held.credits, gross_of(held))
    order = order_of(held, number) if number else None
    return numbered(held, order, by)


def gross_of(draft: Invoice) -> int:
    net = int(draft.lines.aggregate(net=Sum("amount"))["net"] or 0)
    rate = vat_of(draft)
    return net + share_of(net, rate.rate if rate else 0)


def vat_of(draft: Invoice) -> VatRate | None:
    """A credit note takes back the VAT of its invoice; an invoice carries that of today."""
    if draft.credits is not None:
        return VatRate(rate=draft.credits.vat_rate or 0, note=draft.credits.vat_note)
    return VatRate.objects.in_force(draft.partnership_id, clock.today())


def order_of(draft: Invoice, number: str) -> PurchaseOrder:
    known = PurchaseOrder.objects.select_for_update().on(clock.today())
    order: PurchaseOrder | None = known.filter(
        partnership=draft.partnership_id, agency=draft.agency_id, number__iexact=number.strip()
    ).first()
    if order is None:
        raise UnknownOrder
    used = order.invoices.aggregate(used=Sum("total"))["used"] or 0
    if order.cap is not None and used + gross_of(draft) > order.cap:
        raise OrderUsedUp
    return order


def numbered(draft: Invoice, order: PurchaseOrder | None, by: User) -> Invoice:
    """Issue it: the number is given under a lock and taken back if anything fails."""
    contacts = FinanceContact.objects.on(clock.today()).select_related("person")
    to = contacts.filter(partnership=draft.partnership_id, agency=draft.agency_id).first()
    if to is None:
        raise NoContact
    net = int(draft.lines.aggregate(net=Sum("amount"))["net"] or 0)
    rate, gross = vat_of(draft), gross_of(draft)
    today = clock.today()
    Invoice.objects.filter(pk=draft.pk, status=Status.DRAFT).update(
        status=Status.ISSUED,
        number=next_number(draft),
        issued_on=today,
        due_on=today + DAYS_TO_PAY,
        issued_by=by,
        order=order,
        billed_to=to.name,
        sent_to=to.address,
        vat_rate=rate.rate if rate else 0,
        vat_note=rate.note if rate else NO_VAT,
        net=net,
        vat=gross - net,
        total=gross,
    )
    draft.refresh_from_db()
    audit.record("invoice.issued", draft, by=by, number=draft.number, pence=gross)
    send(draft, to)
    return draft


def next_number(draft: Invoice) -> int:
    """One more than was given last, here or before the records came to this portal."""
    place: dict[str, Any] = {"partnership": draft.partnership, "kind": draft.kind}
    Numbering.objects.get_or_create(**place)
    row = Numbering.objects.select_for_update().get(**place)
    given = Invoice.objects.filter(**place).aggregate(last=Max("number"))["last"] or 0
    row.last = max(row.last, given) + 1
    row.save()
    return row.last


def send(invoice: Invoice, to: FinanceContact) -> None:
    if to.person is not None:
        notices.queue("invoice_issued", to=to.person, about=invoice)
    else:
        notices.queue_to_address("invoice_issued", address=to.address, about=invoice)


def insist_on_credit(invoice: Invoice, gross: int) -> None:
    """Raises CreditAboveInvoice when `gross`, below 0, is more than is left of the invoice."""
    held = Invoice.objects.select_for_update().get(pk=invoice.pk)
    credited = held.credit_notes.issued().aggregate(n=Sum("total"))["n"] or 0
    if (held.total or 0) + credited + gross < 0:
        raise CreditAboveInvoice


@transaction.atomic
def credit(*, invoice: Invoice, amount: int, reason: str, by: User) -> Invoice:
    """Credit an issued invoice with so many pence, VAT included, and say why.

    Raises NotIssued, CreditAboveInvoice, NoContact.
    """
    held = held_still(invoice, by)
    if held.status != Status.ISSUED or held.kind != Kind.INVOICE:
        raise NotIssued
    insist_on_credit(held, -amount)
    note = Invoice.objects.create(
        partnership=held.partnership,
        agency=held.agency,
        kind=Kind.CREDIT,
        credits=held,
        month=held.month,
        reason=reason,
    )
    net = without_share(amount, held.vat_rate or 0)
    InvoiceLine.objects.create(invoice=note, position=1, text=reason, amount=-net)
    return numbered(note, None, by)


@transaction.atomic
def record_payment(
    *, invoice: Invoice, amount: int, paid_on: date, reference: str, by: User
) -> Payment:
    """Record pence that came in. Raises NotIssued, PaidTooEarly, PaymentAboveDebt."""
    held = held_still(invoice, by)
    if held.issued_on is None or held.kind != Kind.INVOICE:
        raise NotIssued
    if not held.issued_on <= paid_on <= clock.today():
        raise PaidTooEarly
    if amount > Invoice.objects.with_owed().get(pk=held.pk).owed:
        raise PaymentAboveDebt
    made = Payment.objects.create(
        invoice=held, amount=amount, paid_on=paid_on, reference=reference, recorded_by=by
    )
    audit.record("invoice.paid", held, by=by, pence=amount)
    return made
