"""Providers: the list, one of them, contracts, checks, and observations of sessions."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from portal import clock
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import CheckMeasureForm, ContractForm, ObservationForm, ProviderForm
from training.models import Provider
from training.views.sessions import session_of


def providers_found(ask: Ask) -> QuerySet[Provider]:
    owed = Q(deliveries__done_on=None)
    late = owed & Q(deliveries__change__due_on__lt=clock.today())
    counted = access.providers(ask.user).annotate(
        contracts_held=Count("contracts", distinct=True),
        owed=Count("deliveries", filter=owed, distinct=True),
        late=Count("deliveries", filter=late, distinct=True),
        seen_on=Max("observations__observed_on"),
    )
    return counted.order_by("name", "pk")


PROVIDERS = Export(
    key="training.providers",
    title="Providers",
    rows=providers_found,
    columns=(
        ("Provider", lambda one: one.name),
        ("Who to write to", lambda one: one.contact),
        ("Email address", lambda one: one.address),
        ("Contracts", lambda one: one.contracts_held),
        ("Last observed", lambda one: one.seen_on),
        ("Change notices not followed yet", lambda one: one.owed),
        ("Of these overdue", lambda one: one.late),
    ),
)


@door("GET", to=access.runs_training)
@offers(PROVIDERS)
def provider_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, PROVIDERS.found(request))
    return show(request, "training/provider_list.html", {"page": page})


@door("GET", "POST", to=access.runs_training)
def provider_add(request: PortalRequest) -> HttpResponse:
    form = ProviderForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            made = actions.add_provider(by=request.user, **form.cleaned_data)
        except actions.KnownAlready:
            form.add_error("name", "A provider of this name is in the list already")
        else:
            messages.success(request, "Provider added.")
            return redirect(made)
    return show(request, "training/provider_add.html", {}, form=form)


def provider_of(request: PortalRequest, provider_id: int) -> Provider:
    joined = access.providers(request.user).select_related("partnership")
    found: Provider = get_object_or_404(joined, pk=provider_id)
    return found


@door("GET", to=access.runs_training)
def provider(request: PortalRequest, provider_id: int) -> HttpResponse:
    found = provider_of(request, provider_id)
    mine: dict[str, Any] = {"provider": found}
    context = {
        "provider": found,
        "contracts": access.contracts(request.user)
        .filter(**mine)
        .prefetch_related("measures__checks"),
        "observations": access.observations(request.user)
        .filter(**mine)
        .select_related("session__course", "observed_by")[:20],
        "deliveries": access.deliveries(request.user)
        .filter(**mine)
        .select_related("change")
        .order_by("-change__sent_on", "pk")[:20],
        "improvements": access.improvements(request.user).filter(**mine).in_turn()[:20],
        "today": clock.today(),
    }
    return show(request, "training/provider.html", context)


@door("GET", "POST", to=access.runs_training)
def contract_add(request: PortalRequest, provider_id: int) -> HttpResponse:
    found = provider_of(request, provider_id)
    form = ContractForm(posted(request))
    if form.is_valid():
        actions.award_contract(provider=found, by=request.user, **form.cleaned_data)
        messages.success(request, "Contract entered.")
        return redirect(found)
    return show(request, "training/contract_add.html", {"provider": found}, form=form)


@door("GET", "POST", to=access.runs_training)
def measure_check(request: PortalRequest, measure_id: int) -> HttpResponse:
    joined = access.measures(request.user).select_related("contract__provider__partnership")
    found = get_object_or_404(joined, pk=measure_id)
    form = CheckMeasureForm(posted(request), initial={"checked_on": clock.today()})
    if form.is_valid():
        actions.check_measure(measure=found, by=request.user, **form.cleaned_data)
        messages.success(request, "Check saved.")
        return redirect(found.contract.provider)
    return show(request, "training/measure_check.html", {"measure": found}, form=form)


@door("GET", "POST", to=access.runs_training)
def observe(request: PortalRequest, session_id: int) -> HttpResponse:
    found = session_of(request.user, session_id)
    insist(access.runs_training_of(request.user, found))
    providers = access.providers(request.user).filter(partnership=found.course.partnership_id)
    form = ObservationForm(
        posted(request), providers=providers, initial={"observed_on": found.starts_on}
    )
    if form.is_valid():
        actions.observe(session=found, by=request.user, **form.cleaned_data)
        messages.success(request, "Observation saved.")
        return redirect("training:observe", session_id=session_id)
    before = access.observations(request.user).filter(session=found).select_related("observed_by")
    context = {"session": found, "observations": before}
    return show(request, "training/observe.html", context, form=form)
