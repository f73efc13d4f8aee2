"""How invoices and payments come in from elsewhere, and leave again."""

from portal.packs import Column, Reader, register
from portal.packs.readers import ModelClass
from training.models import (
    FinanceContact,
    Invoice,
    InvoiceLine,
    Payment,
    PurchaseOrder,
    VatRate,
)

PENCE = "Whole pence: 4700 is £47.00."
HELP = {
    "cap": f"{PENCE} Empty: no limit.",
    "amount": PENCE,
    "net": PENCE,
    "vat": PENCE,
    "total": PENCE,
    "rate": "Hundredths of a per cent: 2000 is 20%.",
    "vat_rate": "Hundredths of a per cent: 2000 is 20%.",
    "brought_forward": f"{PENCE} Empty: what the year before carried forward.",
    "surplus": f"{PENCE} What was decided on; below 0: a deficit.",
    "year": "The year in which it begins, in April.",
    "number": "As it was given out; without the letters before it.",
}


def lay(file: str, title: str, model: ModelClass, scope: str, names: str) -> None:
    columns = tuple(Column(name, help=HELP.get(name, "")) for name in ("ref", *names.split()))
    register(
        Reader(file=f"training/{file}.csv", title=title, model=model, scope=scope, columns=columns)
    )


lay(
    "finance_contacts",
    "Who gets an agency's invoices",
    FinanceContact,
    "partnership",
    "partnership agency name address since until",
)
lay(
    "purchase_orders",
    "Orders that agencies want on invoices",
    PurchaseOrder,
    "partnership",
    "partnership agency number since until cap",
)
lay("vat_rates", "VAT on training", VatRate, "partnership", "partnership since rate note")
lay(
    "invoices",
    "Invoices and credit notes",
    Invoice,
    "partnership",
    "partnership agency kind credits month status number issued_on due_on order billed_to sent_to"
    " vat_rate vat_note net vat total reason",
)
lay(
    "invoice_lines",
    "Lines of invoices",
    InvoiceLine,
    "invoice__partnership",
    "invoice position text amount charge",
)
lay(
    "payments",
    "Payments for invoices, and what went back",
    Payment,
    "invoice__partnership",
    "invoice kind amount paid_on reference reverses reason",
)
