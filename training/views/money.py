"""The start of the training account's pages, what training costs, and a form that is refused."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal import clock
from portal.access import door, public
from portal.http import PortalRequest
from portal.pages import posted, show
from training import access, actions
from training.forms.money import ContactForm, OrderForm
from training.models import Charge, FreePlace, Invoice

Crumb = tuple[str, str]


def crumbs(*more: tuple[str, str]) -> list[Crumb]:
    """The way back from a page about money; `more`: (label, name of the address)."""
    ways = (("Training", "training:course_list"), ("Money", "training:money"), *more)
    return [(label, reverse(name)) for label, name in ways]


def refuse(form: BaseForm, refusal: actions.MoneyRefusal) -> None:
    """Say why, beside the box it is about where there is one."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


@public("GET")
def fees(request: PortalRequest) -> HttpResponse:
    """What a place costs whom today, and what the policies say. Open to everybody."""
    today = clock.today()
    tables = list(access.tables_in_force(today))
    context = {
        "tables": tables,
        "beside": access.tables_beside([table.pk for table in tables]),
        "policies": access.policies_in_force(today),
        "sees_free_places": access.sees_charges(request.user),
        "today": today,
        "crumbs": crumbs()[:1],
    }
    return show(request, "training/fees.html", context)


@door("GET", to=access.runs_money)
def money(request: PortalRequest) -> HttpResponse:
    """What waits to be done about money, and the way to each list."""
    user = request.user
    waiting = access.charges_run(user).filter(line=None)
    context = {
        "crumbs": crumbs()[:1],
        "unpriced": waiting.unpriced().exclude(booking__charges__kind=Charge.Kind.REFUND).count(),
        "waiting": waiting.total(),
        "drafts": access.invoices_run(user).filter(status=Invoice.Status.DRAFT).count(),
        "owed": access.owed_to(user),
        "asked": access.free_places_run(user).filter(status=FreePlace.Status.WAITING).count(),
        "reviews": access.policies_to_review(user).count(),
        "owed_back": access.owed_back(user),
        "today": clock.today(),
    }
    return show(request, "training/money.html", context)


@door("GET", "POST", to=access.runs_money)
def contact_add(request: PortalRequest) -> HttpResponse:
    form = ContactForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            actions.name_contact(by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Saved. Invoices go there from that day on.")
            return redirect("training:money")
    return show(request, "training/contact_add.html", {"crumbs": crumbs()}, form=form)


@door("GET", "POST", to=access.runs_money)
def order_add(request: PortalRequest) -> HttpResponse:
    form = OrderForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            actions.add_order(by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Saved. Invoices can carry this order number.")
            return redirect("training:money")
    return show(request, "training/order_add.html", {"crumbs": crumbs()}, form=form)
