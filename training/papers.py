"""What training prints: the list for the door, certificates, invoices and credit notes."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from portal import documents
from training.access import keeps_register_of, may_fetch, reads_invoice
from training.models import ON_REGISTER, Certificate, Invoice, Session
from training.money import pounds

SPARE_LINES = 5


def door_list(session: Session) -> dict[str, Any]:
    """Everybody on the register by name, and empty lines for who comes without a booking.

    One column to sign in; one a part for a session of several.
    """
    places = session.bookings.filter(status__in=ON_REGISTER).select_related("agency")
    parts = list(session.parts.all())
    return {
        "session": session,
        "parts": parts if len(parts) > 1 else [],
        "places": list(places.order_by("delegate", "ref")),
        "spare": range(SPARE_LINES),
    }


def certificate(one: Certificate) -> dict[str, Any]:
    """What the paper says: as it was on the day of issue."""
    partnership = one.booking.session.course.partnership
    check = f"{settings.SITE_URL}{reverse('training:certificate_check')}"
    return {"certificate": one, "partnership": partnership, "check": check}


DOOR_LIST = documents.Kind(
    key="training.door_list",
    label="Door list",
    template="training/documents/door_list.html",
    context=door_list,
    title=lambda session: f"Door list: {session}",
    to=keeps_register_of,
)
CERTIFICATE = documents.Kind(
    key="training.certificate",
    label="Certificate of attendance",
    template="training/documents/certificate.html",
    context=certificate,
    title=lambda one: f"Certificate of attendance: {one.course}",
    to=may_fetch,
)


def invoice(found: Invoice) -> dict[str, Any]:
    """An invoice as it was issued: nothing on it is read from what may change."""
    lines = [(line.text, pounds(line.amount)) for line in found.lines.all()]
    return {
        "invoice": found,
        "lines": lines,
        "net": pounds(found.net),
        "vat": pounds(found.vat),
        "total": pounds(found.total),
    }


INVOICE = documents.Kind(
    key="training.invoice",
    label="Invoice",
    template="training/documents/invoice.html",
    context=invoice,
    title=str,
    to=reads_invoice,
)
