"""Whom an agency's invoices go to, and which orders it wants on them."""

from datetime import date

from django.db import transaction

from partners.models import Agency, Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions.money_refusals import DatesOverlap, OrderKnown
from training.models import FinanceContact, PurchaseOrder

audit.words(
    {
        "financecontact.named": "Named the finance contact of an agency",
        "purchaseorder.added": "Added a purchase order of an agency",
    }
)


@transaction.atomic
def name_contact(
    *, partnership: Partnership, agency: Agency, name: str, address: str, since: date, by: User
) -> FinanceContact:
    """Send an agency's invoices to somebody from a day on; whoever got them before, no longer.

    Their account is found by its address. Raises DatesOverlap when somebody begins that day.
    """
    insist(access.runs_money_in(by, partnership.pk))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    held = FinanceContact.objects.filter(partnership=partnership, agency=agency)
    if held.filter(since__gte=since).exists():
        raise DatesOverlap
    held.filter(until=None).update(until=since - clock.ONE_DAY)
    address = address.strip().lower()
    made = FinanceContact.objects.create(
        partnership=partnership,
        agency=agency,
        name=name,
        address=address,
        person=User.objects.filter(email=address, is_active=True).first(),
        since=since,
    )
    audit.record("financecontact.named", made, by=by, agency=agency.pk)
    return made


@transaction.atomic
def add_order(
    *,
    partnership: Partnership,
    agency: Agency,
    number: str,
    since: date,
    until: date | None,
    cap: int | None,
    by: User,
) -> PurchaseOrder:
    """Let invoices carry an order number between two days, up to `cap` pence. Raises OrderKnown."""
    insist(access.runs_money_in(by, partnership.pk))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    known = PurchaseOrder.objects.filter(partnership=partnership, agency=agency)
    if known.filter(number__iexact=number).exists():
        raise OrderKnown
    made = PurchaseOrder.objects.create(
        partnership=partnership, agency=agency, number=number, since=since, until=until, cap=cap
    )
    audit.record("purchaseorder.added", made, by=by, agency=agency.pk)
    return made
