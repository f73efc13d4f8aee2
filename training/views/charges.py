"""What bookings cost their agencies: the list, waiving a charge, setting a fee."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms.money import ChargeFilter, ReasonForm, SetFeeForm
from training.models import Charge
from training.money import plain
from training.views.money import crumbs, refuse


def narrow(ask: Ask) -> ChargeFilter:
    return ChargeFilter(ask.asked, agencies=access.agencies_charged(ask.user))


def charges_found(ask: Ask) -> Any:
    form = narrow(ask)
    found = access.charges(ask.user).told().select_related("line__invoice")
    for name in ("agency", "kind"):
        if form.asked(name):
            found = found.filter(**{name: form.asked(name)})
    state = form.asked("state")
    if state == ChargeFilter.UNPRICED:
        return found.unpriced()
    return found.filter(line__isnull=state == ChargeFilter.WAITING) if state else found


CHARGES = Export(
    key="training.charges",
    title="Charges for training",
    filters=narrow,
    rows=charges_found,
    columns=(
        ("Session", lambda one: str(one.booking.session)),
        ("Delegate", lambda one: one.booking.delegate),
        ("Agency", lambda one: one.agency.name),
        ("What for", lambda one: one.get_kind_display()),
        ("Amount in pounds", lambda one: None if one.amount is None else plain(one.amount)),
        ("Why", lambda one: one.because),
        ("Invoiced with", lambda one: one.falls_on),
        ("Invoice", lambda one: one.line.invoice.reference if hasattr(one, "line") else "None"),
    ),
)


@door("GET", to=access.sees_charges)
@offers(CHARGES)
def charge_list(request: PortalRequest) -> HttpResponse:
    runs = access.runs_money(request.user)
    context = {
        "page": paged(request, CHARGES.found(request)),
        "filter": narrow(Ask.of(request)),
        "runs": runs,
        "crumbs": crumbs() if runs else crumbs()[:1],
    }
    fragment = "training/charge_list_results.html"
    return show(request, fragment if request.htmx else "training/charge_list.html", context)


def run_charge(request: PortalRequest, charge_id: int) -> Charge:
    found = access.charges_run(request.user).told()
    charge: Charge = get_object_or_404(found, pk=charge_id)
    return charge


CHARGES_CRUMB = ("Charges", "training:charge_list")


@door("GET", "POST", to=access.runs_money)
def charge_waive(request: PortalRequest, charge_id: int) -> HttpResponse:
    charge = run_charge(request, charge_id)
    insist(charge.booking.person_id != request.user.pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            actions.waive(charge=charge, by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Waived. The agency does not pay it.")
            return redirect("training:charge_list")
    context = {"charge": charge, "crumbs": crumbs(CHARGES_CRUMB)}
    return show(request, "training/charge_waive.html", context, form=form)


@door("GET", "POST", to=access.runs_money)
def charge_set(request: PortalRequest, charge_id: int) -> HttpResponse:
    charge = run_charge(request, charge_id)
    form = SetFeeForm(posted(request))
    if form.is_valid():
        try:
            actions.set_amount(charge=charge, by=request.user, **form.cleaned_data)
        except actions.MoneyRefusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "The fee is set.")
            return redirect("training:charge_list")
    context = {"charge": charge, "crumbs": crumbs(CHARGES_CRUMB)}
    return show(request, "training/charge_set.html", context, form=form)
