"""Rows for the lists of money: charges, invoices, payments, funds and the training account."""

from typing import Any

from tests.factories import training, training_money


def charges(world: Any) -> None:
    session = training.SessionFactory(course__partnership=world.partnership)
    booking = training.BookingFactory(session=session, agency=world.agency)
    charge = training_money.ChargeFactory(booking=booking, kind="late")
    invoice = training_money.IssuedInvoiceFactory(
        partnership=world.partnership, agency=world.agency, line=None
    )
    training_money.InvoiceLineFactory(invoice=invoice, charge=charge)


def account_years(world: Any) -> None:
    year = 2000 + training_money.AccountYear.objects.count()
    training_money.AccountYearFactory(partnership=world.partnership, year=year)


def costs(world: Any) -> None:
    world.answer("account_id")
    training_money.CostFactory(account=world.made["account_id"])


def payments(world: Any) -> None:
    invoice = training_money.IssuedInvoiceFactory(
        partnership=world.partnership, agency=world.agency
    )
    training_money.PaymentFactory(invoice=invoice)


def fund_uses(world: Any) -> None:
    world.answer("fund_id")
    training_money.FundUseFactory(fund=world.made["fund_id"])


def funds(world: Any) -> None:
    training_money.FundFactory(partnership=world.partnership)


ROWS = {
    "training.charges": charges,
    "training.invoices": charges,
    "training.debts": charges,
    "training.ledger": charges,
    "training.accounts": account_years,
    "training.costs": costs,
    "training.payments": payments,
    "training.funds": funds,
    "training.fund_uses": fund_uses,
}
