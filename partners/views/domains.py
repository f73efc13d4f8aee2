"""The e-mail domains that propose an agency, kept by the access officer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access, actions
from partners.forms import DomainForm
from partners.views.crumbs import back_to
from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show

DOMAINS = Export(
    key="partners.domains",
    title="Email domains",
    rows=lambda ask: access.agency_domains(ask.user).select_related("agency", "added_by"),
    columns=(
        ("Domain", lambda one: one.domain),
        ("Agency", lambda one: one.agency.name),
        ("Added", lambda one: one.added_at),
        ("By", lambda one: one.added_by and one.added_by.name),
    ),
)


@door("GET", to=access.gives_access)
@offers(DOMAINS)
def domain_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, DOMAINS.found(request)), "crumbs": back_to("people")}
    return show(request, "partners/domain_list.html", context)


@door("GET", "POST", to=access.gives_access, proven=True)
def domain_add(request: PortalRequest) -> HttpResponse:
    form = DomainForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            actions.add_domain(by=request.user, **form.cleaned_data)
        except actions.Refusal as refusal:
            form.add_error("domain", str(refusal))
        else:
            messages.success(request, "Domain added.")
            return redirect("partners:domain_list")
    context = {"crumbs": back_to("people", "domains")}
    return show(request, "partners/domain_add.html", context, form=form)


@door("POST", to=access.gives_access, proven=True)
def domain_remove(request: PortalRequest, domain_id: int) -> HttpResponse:
    found = get_object_or_404(access.agency_domains(request.user), pk=domain_id)
    actions.remove_domain(domain=found, by=request.user)
    messages.success(request, f"{found} proposes no agency any more.")
    return redirect("partners:domain_list")
