"""What was recorded wrongly is taken back by another row; what was overpaid is paid back."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal import clock
from portal.models import Event
from tests.factories.partners import StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training_money import (
    FinanceContactFactory,
    InvoiceFactory,
    IssuedInvoiceFactory,
    PaymentFactory,
)
from tests.training.priced import priced
from tests.turns import meanwhile
from training import access, actions
from training.actions import account_refusals as refusals
from training.actions import money_refusals
from training.models import Invoice, Payment

pytestmark = pytest.mark.django_db


class Billed:
    """An agency was sent an invoice of £80."""

    def __init__(self):
        self.ours = priced()
        at = {"partnership": self.ours.partnership, "agency": self.ours.school}
        self.lead = StandingFactory(role="training_lead", partnership=self.ours.partnership).person
        FinanceContactFactory(**at)
        self.invoice = IssuedInvoiceFactory(**at)

    def pay(self, amount=8000):
        return actions.record_payment(
            invoice=self.invoice, amount=amount, paid_on=clock.today(), reference="", by=self.lead
        )

    def credit(self, amount=3000):
        return actions.credit(invoice=self.invoice, amount=amount, reason="Ill", by=self.lead)

    def refund(self, amount=3000, **facts):
        told = {"paid_on": clock.today(), "reference": "BACS 7", "reason": "Credited"} | facts
        return actions.record_refund(invoice=self.invoice, amount=amount, by=self.lead, **told)

    def take_back(self, payment):
        return actions.reverse_payment(payment=payment, reason="Another agency's", by=self.lead)

    @property
    def owed(self):
        return Invoice.objects.with_owed().get(pk=self.invoice.pk).owed


@pytest.fixture
def made():
    return Billed()


def at(name, **parts):
    return reverse(f"training:{name}", kwargs=parts)


def said(answer):
    return " ".join(answer.content.decode().split())


def test_a_payment_recorded_wrongly_is_taken_back_and_stays(made):
    payment = made.pay()
    assert not access.debts(made.lead).exists()

    back = made.take_back(payment)

    assert (back.amount, back.reverses, back.reason) == (-8000, payment, "Another agency's")
    assert made.owed == 8000
    assert [debt.owed for debt in access.debts(made.lead)] == [8000]
    assert Payment.objects.filter(pk=payment.pk, amount=8000).exists()
    assert Event.objects.get(what="payment.reversed").facts == {
        "payment": payment.pk,
        "pence": -8000,
    }
    made.pay(7000)
    assert made.owed == 1000


def test_neither_entry_is_taken_back_again(made):
    payment = made.pay()
    back = made.take_back(payment)

    with pytest.raises(refusals.ReversedAlready):
        made.take_back(payment)
    with pytest.raises(refusals.NotReversible):
        made.take_back(back)


def test_after_a_credit_what_was_overpaid_is_paid_back(made):
    made.pay()
    made.credit()
    assert (made.owed, access.owed_back(made.lead), access.owed_to(made.lead)) == (-3000, 3000, 0)

    refund = made.refund()

    assert (refund.kind, refund.amount, refund.reference) == ("refund", -3000, "BACS 7")
    assert (made.owed, access.owed_back(made.lead)) == (0, 0)


@pytest.mark.parametrize("amount", [3001, 8000])
def test_more_than_is_owed_back_is_not_paid_back(made, amount):
    made.pay()
    made.credit()

    with pytest.raises(refusals.RefundAboveOverpaid):
        made.refund(amount)

    assert Payment.objects.count() == 1


def test_nothing_is_paid_back_where_nothing_was_overpaid(made):
    made.pay()

    with pytest.raises(refusals.RefundAboveOverpaid):
        made.refund(1)


@pytest.mark.parametrize("days", [-17, 1])
def test_nothing_is_paid_back_before_the_invoice_or_in_the_future(made, days):
    made.pay()
    made.credit()

    with pytest.raises(money_refusals.PaidTooEarly):
        made.refund(paid_on=clock.today() + timedelta(days=days))


def test_nothing_is_paid_back_for_a_draft_or_for_a_credit_note(made):
    draft = InvoiceFactory(partnership=made.ours.partnership, agency=made.ours.school)
    made.pay()
    note = made.credit()

    for invoice in (draft, note):
        made.invoice = invoice
        with pytest.raises(money_refusals.NotIssued):
            made.refund()


def test_a_payment_that_was_paid_back_in_part_is_taken_back_after_the_repayment(made):
    payment = made.pay()
    made.credit()
    refund = made.refund()

    with pytest.raises(refusals.PaidBackSince):
        made.take_back(payment)

    assert made.take_back(refund).amount == 3000
    made.take_back(payment)
    assert made.owed == 5000


def test_only_those_who_run_training_there_put_payments_right(made):
    payment = made.pay()
    made.credit()

    for person in (UserFactory(), StandingFactory(role="training_lead").person):
        made.lead = person
        with pytest.raises(PermissionDenied):
            made.take_back(payment)
        with pytest.raises(PermissionDenied):
            made.refund()


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "refund", "amount": -1, "reason": ""},
        {"kind": "refund", "amount": 1, "reason": "x"},
        {"kind": "payment", "amount": -1},
        {"kind": "payment", "amount": 0},
        {"kind": "reversal", "amount": -8000, "reason": "x"},
    ],
)
def test_the_database_takes_no_entry_that_makes_no_sense(made, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentFactory(invoice=made.invoice, **facts)


def enter(**facts):
    """A row past every action, as at the end of a transaction."""
    PaymentFactory(reason="x", **facts)
    connection.check_constraints()


@pytest.mark.parametrize(
    ("facts", "other"),
    [({"amount": -7999}, False), ({"amount": -8000}, True)],
)
def test_what_takes_back_is_the_opposite_for_the_same_invoice(made, facts, other):
    payment = made.pay()
    invoice = IssuedInvoiceFactory(partnership=made.ours.partnership) if other else made.invoice

    with pytest.raises(IntegrityError), transaction.atomic():
        enter(invoice=invoice, kind="reversal", reverses=payment, **facts)


def test_less_than_nothing_never_came_in(made):
    made.pay(1000)

    with pytest.raises(IntegrityError), transaction.atomic():
        enter(invoice=made.invoice, kind="refund", amount=-1001)


def test_a_payment_never_changes(made):
    payment = made.pay()

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(amount=1)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_one_payment_back_once():
    made = Billed()
    payment = made.pay()

    with pytest.raises(refusals.ReversedAlready):
        meanwhile(partial(made.take_back, payment), partial(made.take_back, payment))

    assert made.owed == 8000


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_pay_back_more_than_was_overpaid():
    made = Billed()
    made.pay()
    made.credit()

    with pytest.raises(refusals.RefundAboveOverpaid):
        meanwhile(partial(made.refund, 2000), partial(made.refund, 2000))

    assert made.owed == -1000


@pytest.mark.django_db(transaction=True)
def test_a_payment_taken_back_meanwhile_is_not_paid_back():
    made = Billed()
    payment = made.pay()
    made.credit()

    with pytest.raises(refusals.RefundAboveOverpaid):
        meanwhile(partial(made.take_back, payment), made.refund)

    assert made.owed == 5000


@pytest.fixture
def browser(made, sign_in):
    return sign_in(made.lead)


def day(name, when):
    return {f"{name}_0": str(when.day), f"{name}_1": str(when.month), f"{name}_2": str(when.year)}


def test_a_payment_is_taken_back_from_the_page_of_its_invoice(made, browser):
    payment = made.pay()
    page = said(browser.get(made.invoice.get_absolute_url()))
    assert "Settled" in page
    where = at("payment_reverse", payment_id=payment.pk)
    assert where in page

    empty = browser.post(where, {"reason": " "})
    page = browser.post(where, {"reason": "Belongs to another invoice"}, follow=True)
    again = browser.post(where, {"reason": "Once more"})

    assert (empty.status_code, again.status_code) == (422, 422)
    assert "Enter what was wrong with it" in said(empty)
    assert "This has been taken back already" in said(again)
    assert "Taken back. Both entries stay" in said(page)
    assert "Belongs to another invoice" in said(page)
    assert where not in said(page)
    assert "£80.00" in said(browser.get(at("debt_list")))


def test_money_goes_back_after_a_credit_and_the_pages_say_so(made, browser):
    made.pay()
    assert "Record a repayment" not in said(browser.get(made.invoice.get_absolute_url()))
    made.credit()
    for where in (at("money"), at("debt_list"), made.invoice.get_absolute_url()):
        assert "£30.00" in said(browser.get(where))
    listed = said(browser.get(at("invoice_list"), {"state": "back"}))
    assert "£30.00 to pay back" in listed

    page = browser.post(
        at("refund_add", invoice_id=made.invoice.pk),
        {"amount": "30", "reason": "Credited", **day("paid_on", clock.today())},
        follow=True,
    )

    assert "Repayment recorded" in said(page)
    assert "Settled" in said(page)
    assert "1 invoice" not in said(browser.get(at("invoice_list"), {"state": "back"}))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "30.01"}, "This is more than is owed back for the invoice"),
        ({"amount": "-3"}, "Amount in pounds must be an amount in pounds, like 12.50"),
        ({"amount": "0"}, "Amount in pounds must be more than £0"),
        ({"amount": ""}, "Enter the amount that was paid back"),
        ({"reason": ""}, "Enter why it is paid back"),
        (day("paid_on", clock.today() + timedelta(days=1)), "between the day of the invoice"),
        ({"paid_on_0": "31", "paid_on_1": "2"}, "must be a real date"),
    ],
)
def test_a_wrong_repayment_is_refused_beside_its_box(made, browser, typed, sentence):
    made.pay()
    made.credit()
    good = {"amount": "30", "reason": "Credited", **day("paid_on", clock.today())}

    page = browser.post(at("refund_add", invoice_id=made.invoice.pk), good | typed)

    assert page.status_code == 422
    assert sentence in said(page)
    assert Payment.objects.count() == 1


def test_a_payment_in_the_future_is_refused(made, browser):
    typed = {"amount": "30", **day("paid_on", clock.today() + timedelta(days=1))}

    page = browser.post(at("payment_add", invoice_id=made.invoice.pk), typed)

    assert page.status_code == 422
    assert "between the day of the invoice and today" in said(page)


def test_payments_are_listed_by_agency_and_kind_and_to_the_agency_its_own(made, browser, sign_in):
    payment = made.pay()
    made.take_back(payment)
    other = PaymentFactory(invoice__partnership=made.ours.partnership)
    where = at("payment_list")

    assert "3 entries" in said(browser.get(where))
    assert "1 entry" in said(browser.get(where, {"kind": "reversal"}))
    assert "2 entries" in said(browser.get(where, {"agency": made.ours.school.pk}))
    own = StandingFactory(
        role="agency_lead", partnership=made.ours.partnership, agency=made.ours.school
    ).person
    page = said(sign_in(own).get(where))
    assert "2 entries" in page
    assert other.invoice.agency.name not in page
    part = sign_in(own).get(where, headers={"HX-Request": "true"})
    assert "<h1" not in said(part)


def test_a_page_of_payments_costs_the_same_however_long(made, browser):
    def count():
        browser.get(at("payment_list"))
        with CaptureQueriesContext(connection) as asked:
            browser.get(at("payment_list"))
        with CaptureQueriesContext(connection) as told:
            browser.get(made.invoice.get_absolute_url())
        return len(asked), len(told)

    made.take_back(made.pay(1000))
    few = count()
    made.pay(1000)
    made.take_back(made.pay(2000))
    PaymentFactory(invoice__partnership=made.ours.partnership)

    assert count() == few
