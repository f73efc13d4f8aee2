"""What a partnership set out to do, what happened when, and who pays."""

from django.http import HttpResponse

from partners import access
from partners.views.crumbs import back_to
from portal.access import door
from portal.http import PortalRequest
from portal.pages import paged, show


@door("GET", to=access.is_partner)
def priority_list(request: PortalRequest) -> HttpResponse:
    rows = access.priorities(request.user).filter(parent=None).select_related("carried_from")
    # Papers do not tell the same priorities: each is kept as its paper has it.
    rows = rows.order_by("-period", "paper", "order", "ref")
    context = {"priorities": rows.prefetch_related("parts"), "crumbs": back_to("partners")}
    return show(request, "partners/priority_list.html", context)


@door("GET", to=access.is_partner)
def milestone_list(request: PortalRequest) -> HttpResponse:
    page = paged(request, access.milestones(request.user).order_by("-date", "-ref"))
    context = {"page": page, "crumbs": back_to("partners")}
    return show(request, "partners/milestone_list.html", context)


@door("GET", to=access.is_partner)
def money(request: PortalRequest) -> HttpResponse:
    rows = access.budget_years(request.user).prefetch_related("contributions__agency", "spending")
    context = {"years": rows, "crumbs": back_to("partners")}
    return show(request, "partners/money.html", context)
