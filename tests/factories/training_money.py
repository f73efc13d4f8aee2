"""Makers of fees, policies, charges, free places and funds."""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from portal import clock
from tests.factories.partners import AgencyFactory, GroupFactory, PartnershipFactory
from tests.factories.training import BookingFactory, SessionFactory
from tests.factories.training_programme import CourseOriginFactory
from tests.world import thing
from training.models import (
    AccountYear,
    CancellationRule,
    Charge,
    Cost,
    Fee,
    FeeApproval,
    FeeTable,
    FinanceContact,
    FreePlace,
    Fund,
    FundUse,
    Invoice,
    InvoiceLine,
    Payer,
    PayerClass,
    Payment,
    Policy,
    PurchaseOrder,
    TrainingHost,
)

BEGAN = date(2020, 4, 1)


class PayerClassFactory(DjangoModelFactory):
    class Meta:
        model = PayerClass

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Class {n}")
    order = factory.Sequence(lambda n: n + 1)


class PayerFactory(DjangoModelFactory):
    class Meta:
        model = Payer

    agency = factory.SubFactory(AgencyFactory)
    payer_class = factory.SubFactory(PayerClassFactory)
    since = BEGAN


class FeeTableFactory(DjangoModelFactory):
    class Meta:
        model = FeeTable

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Fees {n}")
    since = BEGAN


class FeeFactory(DjangoModelFactory):
    class Meta:
        model = Fee

    table = factory.SubFactory(FeeTableFactory)
    payer_class = factory.SubFactory(
        PayerClassFactory, partnership=factory.SelfAttribute("..table.partnership")
    )
    amount = 8000


class PolicyFactory(DjangoModelFactory):
    class Meta:
        model = Policy

    partnership = factory.SubFactory(PartnershipFactory)
    kind = Policy.Kind.CANCELLING
    title = factory.Sequence(lambda n: f"Cancelling {n}")
    since = BEGAN
    review_on = factory.LazyAttribute(lambda policy: policy.since + timedelta(days=365))


class RuleFactory(DjangoModelFactory):
    class Meta:
        model = CancellationRule

    policy = factory.SubFactory(PolicyFactory)
    occasion = CancellationRule.Occasion.LATE
    notice = 5
    unit = CancellationRule.Unit.WORKING_DAYS
    amount = 2500


class AbsenceRuleFactory(RuleFactory):
    occasion = CancellationRule.Occasion.ABSENT
    notice = None
    unit = ""


class FreePlaceFactory(DjangoModelFactory):
    class Meta:
        model = FreePlace

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    organisation = FreePlace.Organisation.CHARITY
    registered = False
    why = "We have no budget for training."
    asked_on = factory.LazyFunction(clock.today)


class AgreedFreePlaceFactory(FreePlaceFactory):
    status = FreePlace.Status.AGREED
    decided_on = factory.LazyFunction(clock.today)
    reason = "It works with families every day."
    since = BEGAN
    until = factory.LazyFunction(lambda: clock.today() + timedelta(days=365))


class FundFactory(DjangoModelFactory):
    class Meta:
        model = Fund

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Fund {n}")
    amount = 1_000_000
    since = BEGAN


class FundUseFactory(DjangoModelFactory):
    class Meta:
        model = FundUse

    fund = factory.SubFactory(FundFactory)
    session = factory.SubFactory(
        SessionFactory, course__partnership=factory.SelfAttribute("...fund.partnership")
    )
    origin = factory.SubFactory(
        CourseOriginFactory,
        course=factory.SelfAttribute("..session.course"),
        kind="rapid review",
    )
    amount = 60_000
    used_on = factory.LazyFunction(clock.today)


class ChargeFactory(DjangoModelFactory):
    class Meta:
        model = Charge

    booking = factory.SubFactory(BookingFactory)
    kind = Charge.Kind.PLACE
    agency = factory.SelfAttribute("booking.agency")
    amount = 8000
    because = "Schools, one day: fees of 2020."
    made_on = factory.LazyFunction(clock.today)
    falls_on = factory.LazyAttribute(lambda charge: charge.booking.session.starts_on)


class FeeApprovalFactory(DjangoModelFactory):
    class Meta:
        model = FeeApproval

    table = factory.SubFactory(FeeTableFactory)
    group = factory.SubFactory(GroupFactory)
    met_on = BEGAN


class FinanceContactFactory(DjangoModelFactory):
    class Meta:
        model = FinanceContact

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    name = "Accounts team"
    address = factory.Sequence(lambda n: f"accounts{n}@agency.example")
    since = BEGAN


class PurchaseOrderFactory(DjangoModelFactory):
    class Meta:
        model = PurchaseOrder

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    number = factory.Sequence(lambda n: f"PO-{n:04}")
    since = BEGAN


class InvoiceFactory(DjangoModelFactory):
    """A draft without lines."""

    class Meta:
        model = Invoice

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    month = date(2020, 8, 1)


class IssuedInvoiceFactory(InvoiceFactory):
    """One line of £80, due in a fortnight."""

    class Meta:
        skip_postgeneration_save = True

    status = "issued"
    number = factory.Sequence(lambda n: n + 1)
    issued_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=16))
    due_on = factory.LazyAttribute(lambda invoice: invoice.issued_on + timedelta(days=30))
    billed_to = "Accounts team"
    sent_to = "accounts@agency.example"
    vat_rate = 0
    vat_note = "No VAT is charged."
    net = 8000
    vat = 0
    total = 8000
    line = factory.RelatedFactory(
        "tests.factories.training_money.InvoiceLineFactory", factory_related_name="invoice"
    )


class InvoiceLineFactory(DjangoModelFactory):
    class Meta:
        model = InvoiceLine

    invoice = factory.SubFactory(InvoiceFactory)
    position = 1
    text = "Place: a course"
    amount = 8000


class PaymentFactory(DjangoModelFactory):
    """£50 of the £80."""

    class Meta:
        model = Payment

    invoice = factory.SubFactory(IssuedInvoiceFactory)
    amount = 5000
    paid_on = factory.LazyFunction(clock.today)


class TrainingHostFactory(DjangoModelFactory):
    class Meta:
        model = TrainingHost

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    since = BEGAN


class AccountYearFactory(DjangoModelFactory):
    """The year of the demonstration: open, and not over."""

    class Meta:
        model = AccountYear

    partnership = factory.SubFactory(PartnershipFactory)
    year = 2020


class ClosedAccountFactory(AccountYearFactory):
    """A year before, whose surplus was carried forward."""

    year = 2019
    decision = AccountYear.Decision.CARRY
    decided_by = factory.SubFactory(
        GroupFactory, partnership=factory.SelfAttribute("..partnership")
    )
    decided_on = date(2020, 6, 1)
    words = "Keep it for the programme of next year."
    surplus = 0
    closed_on = date(2020, 6, 2)


class CostFactory(DjangoModelFactory):
    class Meta:
        model = Cost

    account = factory.SubFactory(AccountYearFactory)
    heading = Cost.Heading.TRAINER
    amount = 35_000
    text = "A day of training"
    spent_on = factory.LazyAttribute(lambda cost: cost.account.start + timedelta(days=30))
    recorded_on = factory.LazyAttribute(lambda cost: cost.spent_on)


@thing("charge_id")
def charge(world):
    """Somebody of the agency gave a place up late."""
    session = SessionFactory(course__partnership=world.partnership)
    booking = BookingFactory(session=session, agency=world.agency, status="cancelled late")
    return ChargeFactory(booking=booking, kind="late", amount=2500)


@thing("invoice_id")
def invoice(world):
    return IssuedInvoiceFactory(partnership=world.partnership, agency=world.agency)


@thing("payer_class_id")
def payer_class(world):
    return PayerClassFactory(partnership=world.partnership)


@thing("fee_table_id")
def fee_table(world):
    """A draft with one fee."""
    return FeeFactory(table__partnership=world.partnership).table


@thing("fee_id")
def fee(world):
    return FeeFactory(table__partnership=world.partnership)


@thing("training_policy_id")
def policy(world):
    """A draft with one rule."""
    return RuleFactory(policy__partnership=world.partnership).policy


@thing("rule_id")
def rule(world):
    return RuleFactory(policy__partnership=world.partnership)


@thing("free_place_id")
def free_place(world):
    """The agency asks, and waits."""
    return FreePlaceFactory(partnership=world.partnership, agency=world.agency)


@thing("fund_id")
def fund(world):
    return FundFactory(partnership=world.partnership)


@thing("fund_use_id")
def fund_use(world):
    return FundUseFactory(fund__partnership=world.partnership)


@thing("payment_id")
def payment(world):
    world.answer("invoice_id")
    return PaymentFactory(invoice=world.made["invoice_id"])


@thing("account_id")
def account(world):
    return AccountYearFactory(partnership=world.partnership)


@thing("cost_id")
def cost(world):
    world.answer("account_id")
    return CostFactory(account=world.made["account_id"])
