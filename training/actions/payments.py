"""Putting payments right: what was recorded wrongly is taken back, what was overpaid paid back."""

from datetime import date

from django.db import transaction
from django.db.models import Sum

from portal import audit, clock
from portal.models import User
from training.actions.account_refusals import (
    NotReversible,
    PaidBackSince,
    RefundAboveOverpaid,
    ReversedAlready,
)
from training.actions.invoices import held_still
from training.actions.money_refusals import NotIssued, PaidTooEarly
from training.models import Invoice, Payment

audit.words(
    {
        "payment.reversed": "Took back a payment that was recorded wrongly",
        "payment.refunded": "Recorded money that was paid back to an agency",
    }
)

Kind = Payment.Kind


@transaction.atomic
def reverse_payment(*, payment: Payment, reason: str, by: User) -> Payment:
    """Take a payment or repayment back by an entry of the opposite amount; neither changes.

    Raises NotReversible, ReversedAlready, PaidBackSince.
    """
    held = held_still(payment.invoice, by)
    if payment.kind == Kind.REVERSAL:
        raise NotReversible
    if Payment.objects.filter(reverses=payment).exists():
        raise ReversedAlready
    if came_in(held) < payment.amount:
        raise PaidBackSince
    made = Payment.objects.create(
        invoice=held,
        kind=Kind.REVERSAL,
        amount=-payment.amount,
        paid_on=clock.today(),
        reverses=payment,
        reason=reason,
        recorded_by=by,
    )
    audit.record("payment.reversed", held, by=by, payment=payment.pk, pence=made.amount)
    return made


def came_in(invoice: Invoice) -> int:
    """Pence that came in for an invoice, less what was taken or paid back."""
    return int(invoice.payments.aggregate(n=Sum("amount"))["n"] or 0)


@transaction.atomic
def record_refund(
    *, invoice: Invoice, amount: int, paid_on: date, reference: str, reason: str, by: User
) -> Payment:
    """Record pence that went back to an agency which had paid more than was left to pay.

    Raises NotIssued, PaidTooEarly, RefundAboveOverpaid.
    """
    held = held_still(invoice, by)
    if held.issued_on is None or held.kind != Invoice.Kind.INVOICE:
        raise NotIssued
    if not held.issued_on <= paid_on <= clock.today():
        raise PaidTooEarly
    if amount > -Invoice.objects.with_owed().get(pk=held.pk).owed:
        raise RefundAboveOverpaid
    made = Payment.objects.create(
        invoice=held,
        kind=Kind.REFUND,
        amount=-amount,
        paid_on=paid_on,
        reference=reference,
        reason=reason,
        recorded_by=by,
    )
    audit.record("payment.refunded", held, by=by, pence=amount)
    return made
