"""Classes of payers, and which agency pays by which of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import clock
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access
from training.actions import payers as actions
from training.forms.prices import PayerClassEditForm, PayerClassForm, PayerFilter, PayerForm
from training.views.money import crumbs
from training.views.prices.steps import CLASSES, explained

PAYER_CLASSES = Export(
    key="training.payer_classes",
    title="Classes of payers",
    rows=lambda ask: (
        access.own_payer_classes(ask.user).counted(clock.today()).select_related("partnership")
    ),
    columns=(
        ("Class", lambda one: one.name),
        ("Partnership", lambda one: one.partnership.name),
        ("Usual class", lambda one: "Yes" if one.is_usual else "No"),
        ("Agencies today", lambda one: one.agencies),
    ),
)


@door("GET", to=access.runs_money)
@offers(PAYER_CLASSES)
def payer_class_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, PAYER_CLASSES.found(request)), "crumbs": crumbs()}
    return show(request, "training/payer_class_list.html", context)


@door("GET", "POST", to=access.runs_money)
def payer_class_add(request: PortalRequest) -> HttpResponse:
    form = PayerClassForm(posted(request), user=request.user)
    if form.is_valid():
        with explained(form):
            actions.add_payer_class(by=request.user, **form.cleaned_data)
            messages.success(request, "Class added. Put agencies in it, and set its fees.")
            return redirect("training:payer_class_list")
    context = {"crumbs": crumbs(CLASSES)}
    return show(request, "training/payer_class_add.html", context, form=form)


@door("GET", "POST", to=access.runs_money)
def payer_class_edit(request: PortalRequest, payer_class_id: int) -> HttpResponse:
    found = get_object_or_404(access.own_payer_classes(request.user), pk=payer_class_id)
    now = {"name": found.name, "order": found.order, "is_usual": found.is_usual}
    form = PayerClassEditForm(posted(request), initial=now)
    if form.is_valid():
        with explained(form):
            actions.change_payer_class(payer_class=found, by=request.user, **form.cleaned_data)
            messages.success(request, "Class changed.")
            return redirect("training:payer_class_list")
    context = {"payer_class": found, "crumbs": crumbs(CLASSES)}
    return show(request, "training/payer_class_edit.html", context, form=form)


def narrow(ask: Ask) -> PayerFilter:
    return PayerFilter(ask.asked, user=ask.user)


def payers_found(ask: Ask) -> Any:
    form = narrow(ask)
    found = access.own_payers(ask.user).select_related("agency", "payer_class")
    if form.asked("payer_class"):
        found = found.filter(payer_class=form.asked("payer_class"))
    return found if form.asked("when") == PayerFilter.EVER else found.on(clock.today())


PAYERS = Export(
    key="training.payers",
    title="Which class agencies pay by",
    filters=narrow,
    rows=payers_found,
    columns=(
        ("Agency", lambda one: one.agency.name),
        ("Class", lambda one: one.payer_class.name),
        ("From", lambda one: one.since),
        ("Until", lambda one: one.until),
    ),
)


@door("GET", to=access.runs_money)
@offers(PAYERS)
def payer_list(request: PortalRequest) -> HttpResponse:
    context = {
        "page": paged(request, PAYERS.found(request)),
        "filter": narrow(Ask.of(request)),
        "usual": access.own_payer_classes(request.user).filter(is_usual=True),
        "crumbs": crumbs(CLASSES),
    }
    fragment = "training/payer_list_results.html"
    return show(request, fragment if request.htmx else "training/payer_list.html", context)


@door("GET", "POST", to=access.runs_money)
def payer_add(request: PortalRequest) -> HttpResponse:
    form = PayerForm(posted(request), user=request.user)
    if form.is_valid():
        with explained(form):
            actions.give_class(by=request.user, **form.cleaned_data)
            messages.success(request, "Saved. What was booked before keeps its fee.")
            return redirect("training:payer_list")
    return show(request, "training/payer_add.html", {"crumbs": crumbs(CLASSES)}, form=form)
