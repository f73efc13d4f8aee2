"""Invoices and credit notes: the list, one of them, and the steps from a draft to its payment."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import documents
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms.money import CreditForm, InvoiceFilter, IssueForm, MonthForm, PaymentForm
from training.models import Invoice
from training.money import plain
from training.papers import INVOICE
from training.views.money import crumbs, refuse

LIST_CRUMB = ("Invoices", "training:invoice_list")


def narrow(ask: Ask) -> InvoiceFilter:
    return InvoiceFilter(ask.asked, agencies=access.agencies_charged(ask.user))


def invoices_found(ask: Ask) -> Any:
    form = narrow(ask)
    found = access.invoices(ask.user).told().with_owed().with_drafted()
    if form.asked("agency"):
        found = found.filter(agency=form.asked("agency"))
    state = form.asked("state")
    if state == "owed":
        return found.bills().filter(owed__gt=0)
    if state == "back":
        return found.bills().filter(owed__lt=0)
    return found.filter(status=state) if state else found


def pounds_or_none(pence: int | None) -> Any:
    return None if pence is None else plain(pence)


INVOICES = Export(
    key="training.invoices",
    title="Invoices for training",
    filters=narrow,
    rows=invoices_found,
    columns=(
        ("Number", lambda one: one.reference or "Draft"),
        ("Kind", lambda one: one.get_kind_display()),
        ("Agency", lambda one: one.agency.name),
        ("Month", lambda one: f"{one.month:%B %Y}"),
        ("Issued", lambda one: one.issued_on),
        ("Due", lambda one: one.due_on),
        ("Net in pounds", lambda one: plain(one.drafted) if one.is_draft else plain(one.net)),
        ("VAT in pounds", lambda one: pounds_or_none(one.vat)),
        ("Total in pounds", lambda one: pounds_or_none(one.total)),
        (
            "Owed in pounds",
            lambda one: plain(one.owed) if one.kind == "invoice" and one.number else None,
        ),
    ),
)


@door("GET", to=access.sees_charges)
@offers(INVOICES)
def invoice_list(request: PortalRequest) -> HttpResponse:
    runs = access.runs_money(request.user)
    context = {
        "page": paged(request, INVOICES.found(request)),
        "filter": narrow(Ask.of(request)),
        "runs": runs,
        "crumbs": crumbs() if runs else crumbs()[:1],
    }
    fragment = "training/invoice_list_results.html"
    return show(request, fragment if request.htmx else "training/invoice_list.html", context)


@door("GET", to=access.sees_charges)
def invoice(request: PortalRequest, invoice_id: int) -> HttpResponse:
    rows = access.invoices(request.user).told().with_owed().with_drafted()
    found = get_object_or_404(rows, pk=invoice_id)
    runs = access.runs_money_in(request.user, found.partnership_id)
    context = {
        "invoice": found,
        "lines": found.lines.all(),
        "notes": found.credit_notes.issued(),
        "payments": found.payments.select_related("reversal"),
        "runs": runs,
        "crumbs": crumbs(LIST_CRUMB) if access.runs_money(request.user) else crumbs()[:1],
    }
    return show(request, "training/invoice.html", context)


@door("GET", "POST", to=access.runs_money)
def invoice_draft(request: PortalRequest) -> HttpResponse:
    form = MonthForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            made = actions.draft_month(by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"Drafts made or added to: {len(made)}. Look at each.")
            return redirect("training:invoice_list")
    return show(request, "training/invoice_draft.html", {"crumbs": crumbs(LIST_CRUMB)}, form=form)


def run_invoice(request: PortalRequest, invoice_id: int) -> Invoice:
    rows = access.invoices_run(request.user).told().with_owed().with_drafted()
    found: Invoice = get_object_or_404(rows, pk=invoice_id)
    return found


def step(
    request: PortalRequest, found: Invoice, form: BaseForm, action: Any, done: str, template: str
) -> HttpResponse:
    """One form about one invoice, and the way back to it."""
    if form.is_valid():
        try:
            action(invoice=found, by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect(found)
    way = [*crumbs(LIST_CRUMB), (str(found), found.get_absolute_url())]
    return show(request, template, {"invoice": found, "crumbs": way}, form=form)


@door("GET", "POST", to=access.runs_money)
def invoice_issue(request: PortalRequest, invoice_id: int) -> HttpResponse:
    found, form = run_invoice(request, invoice_id), IssueForm(posted(request))
    done = "Issued. It is on its way to the finance contact, and never changes any more."
    return step(request, found, form, actions.issue, done, "training/invoice_issue.html")


@door("POST", to=access.runs_money)
def invoice_discard(request: PortalRequest, invoice_id: int) -> HttpResponse:
    found = run_invoice(request, invoice_id)
    try:
        actions.discard_draft(invoice=found, by=request.user)
    except actions.MoneyRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    messages.success(request, "Discarded. Its charges wait to be invoiced again.")
    return redirect("training:invoice_list")


@door("GET", "POST", to=access.runs_money)
def invoice_credit(request: PortalRequest, invoice_id: int) -> HttpResponse:
    found, form = run_invoice(request, invoice_id), CreditForm(posted(request))
    done = "Credited. The credit note is on its way to the finance contact."
    return step(request, found, form, actions.credit, done, "training/invoice_credit.html")


@door("GET", "POST", to=access.runs_money)
def payment_add(request: PortalRequest, invoice_id: int) -> HttpResponse:
    found, form = run_invoice(request, invoice_id), PaymentForm(posted(request))
    action = actions.record_payment
    return step(request, found, form, action, "Payment recorded.", "training/payment_add.html")


@door("POST", to=access.sees_charges)
def invoice_paper(request: PortalRequest, invoice_id: int) -> HttpResponse:
    found = get_object_or_404(access.invoices(request.user), pk=invoice_id)
    return redirect(documents.request_document(INVOICE, found, by=request.user))
