"""Invoices: drafted from a month's charges, numbered without a gap, frozen, credited, paid."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from portal import clock
from portal.models import Event
from tests.factories.partners import AgencyFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training_money import (
    ChargeFactory,
    FinanceContactFactory,
    InvoiceFactory,
    InvoiceLineFactory,
    IssuedInvoiceFactory,
    PurchaseOrderFactory,
)
from tests.training.priced import priced
from training import actions
from training.actions import money_refusals as refusals
from training.models import FinanceContact, Invoice, Payment, VatRate, age_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = priced()
    FinanceContactFactory(partnership=made.partnership, agency=made.school)
    return made


@pytest.fixture
def lead(ours):
    return StandingFactory(role="training_lead", partnership=ours.partnership).person


def month():
    """The month before this one."""
    return (clock.today().replace(day=1) - clock.ONE_DAY).replace(day=1)


def charge(ours, amount=8000, **facts):
    facts = {"falls_on": month(), "booking": ours.booking(), **facts}
    return ChargeFactory(amount=amount, **facts)


def drafted(ours, lead):
    return actions.draft_month(partnership=ours.partnership, month=month(), by=lead)


def issued(ours, lead, amount=8000):
    charge(ours, amount)
    (draft,) = drafted(ours, lead)
    return actions.issue(invoice=draft, number="", by=lead)


def test_a_months_charges_become_one_draft_for_each_agency(ours, lead):
    first, second = charge(ours), charge(ours, 4000)
    other = charge(ours, booking=ours.booking(session=ours.session()), agency=AgencyFactory())
    charge(ours, None)
    charge(ours, falls_on=clock.today())
    ChargeFactory(falls_on=month())
    gone = charge(ours)
    ChargeFactory(booking=gone.booking, kind="refund", amount=-8000, falls_on=month())

    drafts = drafted(ours, lead)

    carried = {tuple(line.charge for line in draft.lines.all()) for draft in drafts}
    assert {frozenset(lines) for lines in carried} == {
        frozenset((first, second)),
        frozenset((other,)),
    }
    assert [draft.status for draft in drafts] == ["draft", "draft"]
    with pytest.raises(refusals.NothingToInvoice):
        drafted(ours, lead)


def test_what_comes_later_joins_the_draft(ours, lead):
    charge(ours)
    (draft,) = drafted(ours, lead)
    charge(ours, 4000)

    assert drafted(ours, lead) == [draft]
    assert [line.amount for line in draft.lines.all()] == [8000, 4000]


def test_a_month_that_is_not_over_is_not_invoiced(ours, lead):
    charge(ours, falls_on=clock.today())

    with pytest.raises(refusals.MonthNotOver):
        actions.draft_month(partnership=ours.partnership, month=clock.today(), by=lead)


def test_a_draft_that_is_discarded_sets_its_charges_free(ours, lead):
    charge(ours)
    (draft,) = drafted(ours, lead)

    actions.discard_draft(invoice=draft, by=lead)

    assert not Invoice.objects.exists()
    with pytest.raises(refusals.NotADraft):
        actions.discard_draft(invoice=draft, by=lead)
    assert len(drafted(ours, lead)) == 1


def test_an_invoice_has_the_next_number_its_sum_and_its_recipient(
    ours, lead, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = issued(ours, lead)
    second = issued(ours, lead, 4000)

    assert [(one.number, one.reference) for one in (first, second)] == [
        (1, "T00001"),
        (2, "T00002"),
    ]
    assert (first.net, first.vat, first.total) == (8000, 0, 8000)
    assert first.vat_note == "No VAT is charged."
    assert first.due_on == clock.today() + timedelta(days=30)
    contact = FinanceContact.objects.get(agency=ours.school)
    assert (first.billed_to, first.sent_to) == (contact.name, contact.address)
    (message,) = mail.outbox
    assert message.to == [contact.address]
    assert "T00001" in message.subject
    assert [e.what for e in Event.objects.about(first)] == ["invoice.drafted", "invoice.issued"]
    with pytest.raises(refusals.NotADraft):
        actions.issue(invoice=first, number="", by=lead)


def test_a_contact_with_an_account_is_told_in_it(ours, lead):
    person = UserFactory()
    FinanceContact.objects.update(person=person, address=person.email)

    invoice = issued(ours, lead)

    assert person.notices.filter(template="invoice_issued", subject_id=invoice.pk).exists()


def test_vat_is_that_of_the_day(ours, lead):
    for since, rate, note in (("2020-01-01", 0, "Exempt"), ("2020-02-01", 2000, "VAT at 20%")):
        VatRate.objects.create(partnership=ours.partnership, since=since, rate=rate, note=note)

    invoice = issued(ours, lead, 4999)

    assert (invoice.net, invoice.vat, invoice.total) == (4999, 1000, 5999)
    note = actions.credit(invoice=invoice, amount=5999, reason="Wrong agency", by=lead)
    assert (note.net, note.vat, note.total) == (-4999, -1000, -5999)
    assert note.vat_note == "VAT at 20%"


def test_no_invoice_is_sent_to_nobody(ours, lead):
    FinanceContact.objects.all().delete()

    with pytest.raises(refusals.NoContact):
        issued(ours, lead)
    assert not Invoice.objects.issued().exists()


def test_numbers_go_on_after_those_that_came_from_elsewhere(ours, lead):
    IssuedInvoiceFactory(partnership=ours.partnership, agency=ours.school, number=41)

    assert issued(ours, lead).number == 42


def test_an_order_is_known_in_force_and_not_used_up(ours, lead):
    place = {"partnership": ours.partnership, "agency": ours.school}
    PurchaseOrderFactory(**place, number="PO-7", cap=10000)
    PurchaseOrderFactory(**place, number="PO-OLD", until=clock.today() - clock.ONE_DAY)
    PurchaseOrderFactory(partnership=ours.partnership, number="PO-OTHER")
    charge(ours)
    (draft,) = drafted(ours, lead)

    for number in ("PO-OLD", "PO-OTHER", "PO-8"):
        with pytest.raises(refusals.UnknownOrder):
            actions.issue(invoice=draft, number=number, by=lead)
    invoice = actions.issue(invoice=draft, number="po-7", by=lead)
    assert invoice.order.number == "PO-7"
    charge(ours, 2001)
    (more,) = drafted(ours, lead)
    with pytest.raises(refusals.OrderUsedUp):
        actions.issue(invoice=more, number="PO-7", by=lead)


def test_what_is_taken_back_after_it_was_invoiced_is_credited(ours, lead):
    place = charge(ours)
    (draft,) = drafted(ours, lead)
    taken = {"booking": place.booking, "falls_on": month()}
    refund = ChargeFactory(kind="refund", amount=-8000, **taken)
    late = ChargeFactory(kind="late", amount=2500, **taken)
    with pytest.raises(refusals.NothingToInvoice):
        drafted(ours, lead)  # the draft still carries the place
    invoice = actions.issue(invoice=draft, number="", by=lead)

    (note,) = drafted(ours, lead)
    assert drafted_again(ours, lead, note)
    actions.issue(invoice=note, number="", by=lead)

    note.refresh_from_db()
    assert (note.kind, note.credits, note.total, note.reference) == (
        "credit note",
        invoice,
        -5500,
        "TC00001",
    )
    assert {line.charge for line in note.lines.all()} == {refund, late}
    owed = Invoice.objects.with_owed().get(pk=invoice.pk)
    assert (owed.credited, owed.owed) == (-5500, 2500)


def drafted_again(ours, lead, note):
    """Another credit of the same invoice joins the draft there is."""
    with pytest.raises(refusals.NothingToInvoice):
        drafted(ours, lead)
    return note.is_draft


def test_two_places_of_one_invoice_are_taken_back_in_one_note(ours, lead):
    places = [charge(ours), charge(ours)]
    (draft,) = drafted(ours, lead)
    actions.issue(invoice=draft, number="", by=lead)
    notes = []
    for place in places:
        ChargeFactory(booking=place.booking, kind="refund", amount=-8000, falls_on=month())
        notes += drafted(ours, lead)

    assert notes[0] == notes[1]
    assert [line.position for line in notes[0].lines.all()] == [1, 2]


def test_a_credit_is_never_more_than_is_left(ours, lead):
    invoice = issued(ours, lead)
    actions.credit(invoice=invoice, amount=5000, reason="Half the day was cancelled", by=lead)

    with pytest.raises(refusals.CreditAboveInvoice):
        actions.credit(invoice=invoice, amount=3001, reason="Too much", by=lead)
    assert Invoice.objects.with_owed().get(pk=invoice.pk).owed == 3000


def test_a_drafted_credit_is_never_more_than_is_left(ours, lead):
    place = charge(ours)
    (draft,) = drafted(ours, lead)
    invoice = actions.issue(invoice=draft, number="", by=lead)
    actions.credit(invoice=invoice, amount=8000, reason="All of it", by=lead)
    ChargeFactory(booking=place.booking, kind="refund", amount=-8000, falls_on=month())
    (note,) = drafted(ours, lead)

    with pytest.raises(refusals.CreditAboveInvoice):
        actions.issue(invoice=note, number="", by=lead)


def test_only_an_issued_invoice_is_credited_and_paid(ours, lead):
    charge(ours)
    (draft,) = drafted(ours, lead)
    paid = {"amount": 100, "paid_on": clock.today(), "reference": "", "by": lead}

    with pytest.raises(refusals.NotIssued):
        actions.credit(invoice=draft, amount=100, reason="So", by=lead)
    with pytest.raises(refusals.NotIssued):
        actions.record_payment(invoice=draft, **paid)
    invoice = actions.issue(invoice=draft, number="", by=lead)
    note = actions.credit(invoice=invoice, amount=100, reason="So", by=lead)
    with pytest.raises(refusals.NotIssued):
        actions.credit(invoice=note, amount=100, reason="So", by=lead)
    with pytest.raises(refusals.NotIssued):
        actions.record_payment(invoice=note, **paid)


def test_payments_come_in_parts_and_never_beyond_the_debt(ours, lead):
    invoice = issued(ours, lead)
    pay = partial(
        actions.record_payment, invoice=invoice, paid_on=clock.today(), reference="BACS", by=lead
    )

    pay(amount=3000)
    with pytest.raises(refusals.PaymentAboveDebt):
        pay(amount=5001)
    pay(amount=5000)

    assert Invoice.objects.with_owed().get(pk=invoice.pk).owed == 0
    assert Payment.objects.count() == 2


@pytest.mark.parametrize("days", [-1, 1])
def test_a_payment_is_of_a_day_between_the_invoice_and_today(ours, lead, days):
    invoice = issued(ours, lead)

    with pytest.raises(refusals.PaidTooEarly):
        actions.record_payment(
            invoice=invoice,
            amount=1,
            paid_on=clock.today() + timedelta(days=days),
            reference="",
            by=lead,
        )


@pytest.mark.parametrize("change", ["update", "delete"])
@pytest.mark.parametrize("what", ["invoice", "line", "payment"])
def test_the_database_changes_nothing_that_was_issued_or_paid(ours, lead, what, change):
    invoice = issued(ours, lead)
    actions.record_payment(invoice=invoice, amount=1, paid_on=clock.today(), reference="", by=lead)
    rows = {
        "invoice": Invoice.objects.filter(pk=invoice.pk),
        "line": invoice.lines.all(),
        "payment": invoice.payments.all(),
    }[what]

    attempt = {
        "update": partial(rows.update, ref="changed"),
        "delete": partial(rows._raw_delete, rows.db),
    }[change]

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        attempt()


def test_no_line_is_slipped_into_an_issued_invoice(ours, lead):
    invoice = issued(ours, lead)
    before = transaction.savepoint()
    InvoiceLineFactory(invoice=invoice, position=2, amount=1)

    with pytest.raises(IntegrityError, match="add up to its sum"):
        connection.check_constraints()
    transaction.savepoint_rollback(before)


def test_nobody_touches_the_invoices_of_another_partnership(ours):
    elsewhere = StandingFactory(role="training_lead").person
    invoice = InvoiceFactory(partnership=ours.partnership, agency=ours.school)
    attempts = [
        lambda: drafted(ours, elsewhere),
        lambda: actions.issue(invoice=invoice, number="", by=elsewhere),
        lambda: actions.discard_draft(invoice=invoice, by=elsewhere),
        lambda: actions.credit(invoice=invoice, amount=1, reason="So", by=elsewhere),
        lambda: actions.record_payment(
            invoice=invoice, amount=1, paid_on=clock.today(), reference="", by=elsewhere
        ),
        lambda: contact(ours, elsewhere),
        lambda: order(ours, elsewhere),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()


def contact(ours, by, **facts):
    facts = {"name": "Kim Vale", "address": "Kim@School.example", "since": clock.today(), **facts}
    return actions.name_contact(partnership=ours.partnership, agency=ours.school, by=by, **facts)


def order(ours, by, **facts):
    facts = {"number": "PO-9", "since": clock.today(), "until": None, "cap": None, **facts}
    return actions.add_order(partnership=ours.partnership, agency=ours.school, by=by, **facts)


def test_a_contact_follows_another_on_a_day(ours, lead):
    kim = UserFactory(email="kim@school.example")

    made = contact(ours, lead)

    assert (made.person, made.address) == (kim, kim.email)
    before = FinanceContact.objects.exclude(pk=made.pk).get()
    assert before.until == clock.today() - clock.ONE_DAY
    with pytest.raises(refusals.DatesOverlap):
        contact(ours, lead)


def test_an_order_is_known_once(ours, lead):
    order(ours, lead)

    with pytest.raises(refusals.OrderKnown):
        order(ours, lead, number="po-9")


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (0, "Not due yet"),
        (1, "1 to 30 days late"),
        (30, "1 to 30 days late"),
        (31, "31 to 60 days late"),
        (61, "61 to 90 days late"),
        (91, "More than 90 days late"),
    ],
)
def test_the_age_of_a_debt(late, words):
    due = date(2020, 9, 14)

    assert age_of(due, due + timedelta(days=late)) == words
