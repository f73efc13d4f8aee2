"""Who sees which fees, policies, charges, free places and funds."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.access import keepers
from tests.factories.partners import GroupFactory, StandingFactory
from tests.factories.portal import UserFactory
from tests.factories.training_money import (
    ChargeFactory,
    FeeApprovalFactory,
    FeeFactory,
    FeeTableFactory,
    FinanceContactFactory,
    FreePlaceFactory,
    FundUseFactory,
    InvoiceFactory,
    IssuedInvoiceFactory,
    PolicyFactory,
    PurchaseOrderFactory,
    RuleFactory,
)
from tests.training.priced import priced
from training import access, deadlines, models

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = priced()
    draft = FeeTableFactory(partnership=made.partnership)
    FeeFactory(table=draft, payer_class=made.schools)
    FeeApprovalFactory(table=draft, group__partnership=made.partnership)
    RuleFactory(policy=PolicyFactory(partnership=made.partnership))
    ChargeFactory(booking=made.booking())
    FreePlaceFactory(agency=made.school, partnership=made.partnership)
    FundUseFactory(fund__partnership=made.partnership)
    return made


def seen(user):
    kept = ("Payer", "FeeTable", "Fee", "FeeApproval", "Policy", "CancellationRule", "Charge")
    kept = (*kept, "FreePlace", "Fund", "FundUse")
    return {name: keepers[getattr(models, name)](user).count() for name in kept}


PUBLIC = {"FeeTable": 1, "Fee": 1, "Policy": 1, "CancellationRule": 1}
NONE = dict.fromkeys(
    ("Payer", "FeeTable", "Fee", "FeeApproval", "Policy", "CancellationRule", "Charge"), 0
) | {"FreePlace": 0, "Fund": 0, "FundUse": 0}


@pytest.mark.parametrize("role", ["training_lead", "business_team"])
def test_who_runs_training_sees_all_of_it(ours, role):
    user = StandingFactory(role=role, partnership=ours.partnership).person

    assert seen(user) == {name: 2 if name in PUBLIC else 1 for name in NONE}
    assert access.payer_classes(user).count() == 1
    assert access.charges_run(user).count() == 1
    assert access.own_policies(user).count() == 2
    assert access.own_fee_tables(user).count() == 2
    assert access.sessions_paid(user).count() == 2
    assert access.money_groups(user).count() == 1


def test_an_agency_lead_sees_what_the_agency_is_charged(ours):
    user = StandingFactory(
        role="agency_lead", partnership=ours.partnership, agency=ours.school
    ).person

    assert seen(user) == NONE | PUBLIC | {"Payer": 1, "Charge": 1, "FreePlace": 1}
    assert list(access.led_agencies(user)) == [ours.school]
    assert access.sees_charges(user)


@pytest.mark.parametrize("role", ["agency_lead", "training_lead"])
def test_others_see_what_is_public(ours, role):
    elsewhere = StandingFactory(role=role).person

    assert seen(elsewhere) == NONE | PUBLIC
    assert seen(UserFactory()) == NONE | PUBLIC


def test_training_leads_are_told_of_the_review_of_a_policy(ours):
    lead = StandingFactory(role="training_lead", partnership=ours.partnership).person
    StandingFactory(role="business_team", partnership=ours.partnership)
    StandingFactory(role="training_lead")

    assert list(deadlines.training_leads(ours.policy)) == [lead]


def test_groups_that_ended_approve_nothing(ours):
    user = StandingFactory(role="training_lead", partnership=ours.partnership).person
    GroupFactory(partnership=ours.partnership, ends_on="2020-01-01")

    assert access.money_groups(user).count() == 1


def test_an_agency_sees_its_own_invoices_contacts_and_orders(ours):
    at = {"partnership": ours.partnership, "agency": ours.school}
    invoice = IssuedInvoiceFactory(**at)
    draft = InvoiceFactory(**at)
    FinanceContactFactory(**at)
    PurchaseOrderFactory(**at)
    models.Payment.objects.create(invoice=invoice, amount=1, paid_on=invoice.issued_on)
    models.VatRate.objects.create(
        partnership=ours.partnership, since="2020-01-01", rate=0, note="Exempt"
    )
    models.Numbering.objects.create(partnership=ours.partnership, kind="invoice", last=1)
    runs = StandingFactory(role="training_lead", partnership=ours.partnership).person
    leads = StandingFactory(
        role="agency_lead", partnership=ours.partnership, agency=ours.school
    ).person
    elsewhere = StandingFactory(role="agency_lead", partnership=ours.partnership).person

    def counts(user):
        names = ("Invoice", "InvoiceLine", "Payment", "FinanceContact", "PurchaseOrder")
        names = (*names, "VatRate", "Numbering")
        return [keepers[getattr(models, name)](user).count() for name in names]

    assert counts(runs) == [2, 1, 1, 1, 1, 1, 1]
    assert counts(leads) == [1, 1, 1, 1, 1, 0, 0]
    assert counts(elsewhere) == counts(UserFactory()) == [0] * 7
    assert [access.reads_invoice(leads, one) for one in (invoice, draft)] == [True, False]
    assert access.reads_invoice(runs, draft)
    assert not access.reads_invoice(elsewhere, invoice)
    assert access.contact_for(AnonymousUser()) == frozenset()
    assert ours.school not in access.billed_agencies(elsewhere)
    assert list(access.agencies_charged(leads)) == [ours.school]
