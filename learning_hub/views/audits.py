"""Audits and what they found."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from learning_hub import access
from portal.access import door
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show

AUDITS = Export(
    key="learning_hub.audits",
    title="Audits",
    rows=lambda ask: access.audits(ask.user).select_related("area", "agency"),
    columns=(
        ("Audit", str),
        ("Kind", lambda audit: audit.kind.capitalize()),
        ("Where", lambda audit: audit.scope),
        ("Year", lambda audit: audit.when),
        ("Status", lambda audit: audit.get_status_display()),
    ),
)


@door("GET", to=access.is_partner)
@offers(AUDITS)
def audit_list(request: PortalRequest) -> HttpResponse:
    audits = paged(request, AUDITS.found(request))
    return show(request, "learning_hub/audit_list.html", {"audits": audits})


@door("GET", to=access.is_partner)
def audit(request: PortalRequest, audit_id: int) -> HttpResponse:
    audits = access.audits(request.user).select_related("area", "agency", "cycle")
    found = get_object_or_404(audits.prefetch_related("findings"), pk=audit_id)
    chains = access.chains(request.user).filter(audit=found)
    context = {
        "audit": found,
        "chains": chains,
        "to_answer": access.to_answer(request.user, chains),
    }
    return show(request, "learning_hub/audit.html", context)
