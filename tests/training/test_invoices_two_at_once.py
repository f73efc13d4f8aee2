"""Two at once: every invoice has a number of its own, and nothing is paid twice."""

from functools import partial

import pytest
from django.db import transaction

from portal import clock
from tests.factories.partners import StandingFactory
from tests.factories.training_money import (
    FinanceContactFactory,
    InvoiceFactory,
    InvoiceLineFactory,
    IssuedInvoiceFactory,
)
from tests.training.priced import priced
from tests.turns import meanwhile
from training import actions
from training.actions import invoices
from training.actions import money_refusals as refusals
from training.models import Invoice, Payment


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers_and_one_that_fails_leaves_no_gap():
    ours = priced()
    FinanceContactFactory(partnership=ours.partnership, agency=ours.school)
    lead = StandingFactory(role="training_lead", partnership=ours.partnership).person
    drafts = []
    for months in (1, 2, 3):
        first = clock.add_months(clock.today().replace(day=1), -months)
        draft = InvoiceFactory(partnership=ours.partnership, agency=ours.school, month=first)
        InvoiceLineFactory(invoice=draft)
        drafts.append(draft)
    issue = [partial(actions.issue, invoice=draft, number="", by=lead) for draft in drafts]

    def fails():
        with transaction.atomic():
            issue[0]()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    second = meanwhile(issue[1], issue[2])

    assert second.number == 2
    assert actions.issue(invoice=drafts[0], number="", by=lead).number == 3
    assert sorted(Invoice.objects.values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_two_payments_at_once_are_never_more_than_the_debt():
    ours = priced()
    lead = StandingFactory(role="training_lead", partnership=ours.partnership).person
    invoice = IssuedInvoiceFactory(partnership=ours.partnership, agency=ours.school)
    pay = partial(
        invoices.record_payment, invoice=invoice, paid_on=clock.today(), reference="", by=lead
    )

    with pytest.raises(refusals.PaymentAboveDebt):
        meanwhile(partial(pay, amount=5000), partial(pay, amount=5000))

    assert Payment.objects.count() == 1
