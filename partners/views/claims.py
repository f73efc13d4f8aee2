"""My agencies, asking to join one, and answering those who ask."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access, actions
from partners.forms import ClaimForm, RefuseForm
from partners.models import Claim
from partners.views.crumbs import back_to
from portal.access import door, insist, signed_in
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show


@door("GET", to=signed_in)
def my_agencies(request: PortalRequest) -> HttpResponse:
    user = request.user
    context = {
        "standings": access.own_standings(user).told().order_by("-since", "-pk"),
        "claims": access.own_claims(user).told().order_by("-asked_at", "-pk"),
        "proposed": access.proposed_place(user),
        "leads": access.leads_any_agency(user),
    }
    return show(request, "partners/my_agencies.html", context)


@door("GET", "POST", to=signed_in)
def claim_add(request: PortalRequest) -> HttpResponse:
    proposed = access.proposed_place(request.user)
    form = ClaimForm(posted(request), initial={"place": proposed.pk if proposed else ""})
    if form.is_valid():
        place = form.cleaned_data["place"]
        try:
            actions.ask_to_join(
                agency=place.agency,
                partnership=place.partnership,
                job=form.cleaned_data["job"],
                by=request.user,
            )
        except actions.Refusal as refusal:
            form.add_error("place", str(refusal))
        else:
            messages.success(request, f"You have asked to join {place.agency}.")
            return redirect("partners:my_agencies")
    context = {"proposed": proposed, "crumbs": back_to("my agencies")}
    return show(request, "partners/claim_add.html", context, form=form)


@door("POST", to=signed_in)
def claim_take_back(request: PortalRequest, claim_id: int) -> HttpResponse:
    found = get_object_or_404(access.own_claims(request.user), pk=claim_id)
    try:
        actions.take_back_claim(claim=found, by=request.user)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Request taken back.")
    return redirect("partners:my_agencies")


CLAIMS = Export(
    key="partners.claims",
    title="Requests to join",
    rows=lambda ask: access.claims_to_decide(ask.user).waiting().told(),
    columns=(
        ("Person", lambda claim: claim.person.name),
        ("Email address", lambda claim: claim.person.email),
        ("Agency", lambda claim: claim.agency.name),
        ("Partnership", lambda claim: claim.partnership.name),
        ("Job", lambda claim: claim.job),
        ("Asked", lambda claim: claim.asked_at),
    ),
)


@door("GET", to=access.keeps_people)
@offers(CLAIMS)
def claim_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, CLAIMS.found(request)), "crumbs": back_to("people")}
    return show(request, "partners/claim_list.html", context)


@door("GET", to=access.keeps_people)
def claim(request: PortalRequest, claim_id: int) -> HttpResponse:
    return show_claim(request, claim_to_decide(request, claim_id), RefuseForm())


@door("POST", to=access.keeps_people, proven=True)
def claim_confirm(request: PortalRequest, claim_id: int) -> HttpResponse:
    found = claim_to_decide(request, claim_id)
    try:
        actions.confirm_claim(claim=found, by=request.user)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{found.person} is a practitioner of {found.agency} now.")
    return redirect("partners:claim_list")


@door("POST", to=access.keeps_people, proven=True)
def claim_refuse(request: PortalRequest, claim_id: int) -> HttpResponse:
    found = claim_to_decide(request, claim_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return show_claim(request, found, form)
    try:
        actions.refuse_claim(claim=found, by=request.user, **form.cleaned_data)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Refused. The person is told that they can read why.")
    return redirect("partners:claim_list")


def claim_to_decide(request: PortalRequest, claim_id: int) -> Claim:
    found = get_object_or_404(access.claims_to_decide(request.user).told(), pk=claim_id)
    insist(access.decides(request.user, found))
    return found


def show_claim(request: PortalRequest, found: Claim, form: RefuseForm) -> HttpResponse:
    context = {
        "claim": found,
        "domain_fits": access.domain_fits(found),
        "crumbs": back_to("people", "requests"),
    }
    return show(request, "partners/claim.html", context, form=form)
