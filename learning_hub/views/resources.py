"""Resources: what the public may read, and what partners share among themselves."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from learning_hub import access
from learning_hub.papers import paper_of
from portal import clock
from portal.access import public
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show
from portal.passages import passages

RESOURCES = Export(
    key="learning_hub.resources",
    title="Resources",
    rows=lambda ask: access.resources(ask.user).select_related("partner"),
    columns=(
        ("Resource", str),
        ("Kind", lambda resource: resource.get_kind_display()),
        ("Status", lambda resource: resource.get_status_display()),
        ("Published", lambda resource: resource.published),
        ("With", lambda resource: resource.partner and str(resource.partner)),
    ),
)


@public("GET")
@offers(RESOURCES)
def resource_list(request: PortalRequest) -> HttpResponse:
    context = {"resources": paged(request, RESOURCES.found(request))}
    return show(request, "learning_hub/resource_list.html", context)


@public("GET")
def resource(request: PortalRequest, resource_id: int) -> HttpResponse:
    resources = access.resources(request.user).select_related("partner", "partnership")
    found = get_object_or_404(resources, pk=resource_id)
    context = {
        "resource": found,
        "passages": passages(found.note),
        "paper": paper_of(found),
        "review_is_due": found.review_is_due(clock.today()),
        "answers": access.chains(request.user).filter(resources=found),
    }
    return show(request, "learning_hub/resource.html", context)
