"""How records of training come in from elsewhere, and leave again."""

from training.importing import (
    accounts,
    bookings,
    catalogue,
    certificates,
    evaluation,
    groups,
    invoices,
    money,
    origins,
    programme,
    providers,
    registers,
    reports,
    requirements,
    strategies,
    suggestions,
)

__all__ = [
    "accounts",
    "bookings",
    "catalogue",
    "certificates",
    "evaluation",
    "groups",
    "invoices",
    "money",
    "origins",
    "programme",
    "providers",
    "registers",
    "reports",
    "requirements",
    "strategies",
    "suggestions",
]
