"""Resources: what the public may read, and what partners share among themselves."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from learning_hub import access
from portal import clock
from portal.access import public
from portal.http import PortalRequest
from portal.pages import paged, show


@public("GET")
def resource_list(request: PortalRequest) -> HttpResponse:
    resources = access.resources(request.user).select_related("partner")
    context = {"resources": paged(request, resources)}
    return show(request, "learning_hub/resource_list.html", context)


@public("GET")
def resource(request: PortalRequest, resource_id: int) -> HttpResponse:
    resources = access.resources(request.user).select_related("partner", "partnership")
    found = get_object_or_404(resources, pk=resource_id)
    context = {
        "resource": found,
        "review_is_due": found.review_is_due(clock.today()),
        "answers": access.chains(request.user).filter(resources=found),
    }
    return show(request, "learning_hub/resource.html", context)
