"""Money that came in and went back: the list, taking an entry back, paying an agency back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms.payments import PaymentFilter, RefundForm, ReversePaymentForm
from training.money import plain
from training.views.invoices import LIST_CRUMB, run_invoice, step
from training.views.money import crumbs, refuse


def narrow(ask: Ask) -> PaymentFilter:
    return PaymentFilter(ask.asked, agencies=access.agencies_paying(ask.user))


def payments_found(ask: Ask) -> Any:
    form = narrow(ask)
    found = access.payments(ask.user).select_related("invoice__agency", "reverses", "reversal")
    if form.asked("agency"):
        found = found.filter(invoice__agency=form.asked("agency"))
    if form.asked("kind"):
        found = found.filter(kind=form.asked("kind"))
    return found.order_by("-paid_on", "-pk")


PAYMENTS = Export(
    key="training.payments",
    title="Payments for training",
    filters=narrow,
    rows=payments_found,
    columns=(
        ("Day", lambda one: one.paid_on),
        ("Agency", lambda one: one.invoice.agency.name),
        ("Invoice", lambda one: one.invoice.reference),
        ("What", lambda one: one.get_kind_display()),
        ("Amount in pounds", lambda one: plain(one.amount)),
        ("Reference", lambda one: one.reference),
        ("Reason", lambda one: one.reason),
    ),
)


@door("GET", to=access.sees_charges)
@offers(PAYMENTS)
def payment_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, PAYMENTS.found(request)),
        "filter": narrow(Ask.of(request)),
        "crumbs": crumbs() if access.runs_money(request.user) else crumbs()[:1],
    }
    fragment = "training/payment_list_results.html"
    return show(request, fragment if request.htmx else "training/payment_list.html", context)


@door("GET", "POST", to=access.runs_money)
def payment_reverse(request: PortalRequest, payment_id: int) -> HttpResponse:
    """Take back a payment that was recorded wrongly."""
    rows = access.payments_run(request.user).select_related("invoice__agency")
    payment = get_object_or_404(rows, pk=payment_id)
    invoice, form = payment.invoice, ReversePaymentForm(posted(request))
    if form.is_valid():
        try:
            actions.reverse_payment(payment=payment, by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Taken back. Both entries stay in the list.")
            return redirect(invoice)
    way = [*crumbs(LIST_CRUMB), (str(invoice), invoice.get_absolute_url())]
    context = {"payment": payment, "crumbs": way}
    return show(request, "training/payment_reverse.html", context, form=form)


@door("GET", "POST", to=access.runs_money)
def refund_add(request: PortalRequest, invoice_id: int) -> HttpResponse:
    found, form = run_invoice(request, invoice_id), RefundForm(posted(request))
    done, template = "Repayment recorded.", "training/refund_add.html"
    return step(request, found, form, actions.record_refund, done, template)
