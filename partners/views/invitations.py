"""Invitations: the list, sending one, and the page its link leads to."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from partners import access, actions
from partners.forms import InviteForm
from partners.models import Invitation
from partners.views.crumbs import back_to
from portal.access import door, public, signed_in
from portal.accounts import arriving
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show


@public("GET")
def invitation(request: PortalRequest, invitation_token: str) -> HttpResponse:
    """Who invites, to what; and the way on for whoever reads it."""
    found = access.invitation_of(invitation_token).told().first()
    works = found is not None and actions.works(found)
    if found is not None and works and not request.user.is_authenticated:
        arriving.expect(request, found.address)
    onward = urlencode({"next": request.path})
    context = {
        "invitation": found,
        "token": invitation_token,
        "works": works,
        "is_for_you": found is not None and access.is_for(found, request.user),
        "sign_in": f"{reverse('account_login')}?{onward}",
        "sign_up": f"{reverse('account_signup')}?{onward}",
    }
    response = show(request, "partners/invitation.html", context)
    response.headers["Referrer-Policy"] = "same-origin"  # the address of this page is a secret
    return response


@door("POST", to=signed_in)
def invitation_accept(request: PortalRequest, invitation_token: str) -> HttpResponse:
    found = get_object_or_404(access.invitation_of(invitation_token).told())
    try:
        actions.accept_invitation(invitation=found, by=request.user)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("partners:invitation", invitation_token=invitation_token)
    messages.success(request, f"Welcome. You work for {found.agency} here.")
    return redirect("partners:my_agencies")


@door("POST", to=signed_in)
def invitation_decline(request: PortalRequest, invitation_token: str) -> HttpResponse:
    found = get_object_or_404(access.invitation_of(invitation_token))
    try:
        actions.decline_invitation(invitation=found, by=request.user)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "You declined. Nothing was given to you.")
    return redirect("partners:invitation", invitation_token=invitation_token)


INVITATIONS = Export(
    key="partners.invitations",
    title="Open invitations",
    rows=lambda ask: access.invitations(ask.user).open().told(),
    columns=(
        ("Name", lambda one: one.name),
        ("Email address", lambda one: one.address),
        ("Role", lambda one: one.get_role_display()),
        ("Agency", lambda one: one.agency.name),
        ("Partnership", lambda one: one.partnership.name),
        ("Invited", lambda one: one.made_at),
        ("By", lambda one: one.invited_by.name),
        ("State", lambda one: "Lapsed" if one.has_lapsed else "Open"),
    ),
)


@door("GET", to=access.keeps_people)
@offers(INVITATIONS)
def invitation_list(request: PortalRequest) -> HttpResponse:
    context = {"page": paged(request, INVITATIONS.found(request)), "crumbs": back_to("people")}
    return show(request, "partners/invitation_list.html", context)


@door("GET", "POST", to=access.keeps_people, proven=True)
def invite(request: PortalRequest) -> HttpResponse:
    form = InviteForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            actions.invite(by=request.user, **form.cleaned_data)
        except actions.Refusal as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, "Invitation sent.")
            return redirect("partners:invitation_list")
    context = {"crumbs": back_to("people", "invitations")}
    return show(request, "partners/invite.html", context, form=form)


@door("POST", to=access.keeps_people, proven=True)
def invitation_withdraw(request: PortalRequest, invitation_id: int) -> HttpResponse:
    found = kept_invitation(request, invitation_id)
    try:
        actions.withdraw_invitation(invitation=found, by=request.user)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Invitation withdrawn. Its link does not work any more.")
    return redirect("partners:invitation_list")


@door("POST", to=access.keeps_people, proven=True)
def invitation_resend(request: PortalRequest, invitation_id: int) -> HttpResponse:
    found = kept_invitation(request, invitation_id)
    try:
        actions.send_again(invitation=found, by=request.user)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Sent again, with a new link. The link sent before is dead.")
    return redirect("partners:invitation_list")


def kept_invitation(request: PortalRequest, invitation_id: int) -> Invitation:
    return get_object_or_404(access.invitations(request.user), pk=invitation_id)
