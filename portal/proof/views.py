"""How a person signs in: their second factors, and the question for one."""

import base64
import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.debug import sensitive_post_parameters

from portal import access, keepers, keys, proof
from portal.access import door
from portal.http import PortalRequest
from portal.pages import posted, show
from portal.proof import actions, asking, factors, limits
from portal.proof.factors import Type
from portal.proof.forms import AddAppForm, AddPasskeyForm, ProveForm

SHOWN_ONCE = "recovery_codes"


@door("GET", to=access.signed_in)
def ways_in(request: PortalRequest) -> HttpResponse:
    mine = list(keepers.ways_of_proving(request.user))
    codes = next((way for way in mine if way.type == Type.RECOVERY_CODES), None)
    context = {
        "passkeys": [way for way in mine if way.type == Type.WEBAUTHN],
        "app": next((way for way in mine if way.type == Type.TOTP), None),
        "codes_left": len(factors.recovery_codes(codes)) if codes else None,
    }
    return show(request, "proof/ways_in.html", context)


@door("GET", to=access.signed_in)
def needed(request: PortalRequest) -> HttpResponse:
    """Why a second factor is asked for, and how to get one."""
    if factors.has_one(request.user):
        return redirect(asking.address("proof:confirm", asking.way_back(request)))
    return show(request, "proof/needed.html", {"next": asking.way_back(request)})


@sensitive_post_parameters()
@door("GET", "POST", to=access.signed_in)
def confirm(request: PortalRequest) -> HttpResponse:
    """The question by itself. Answered, it leads on to where somebody wanted to go."""
    if not asking.can_answer(request):
        return redirect(asking.address("proof:needed", asking.way_back(request)))
    form = ProveForm(posted(request), request=request)
    if form.is_bound and form.is_valid():
        return redirect(asking.way_back(request))
    return asking.question(request, form, 422 if form.is_bound else 200)


@sensitive_post_parameters()
@door("GET", "POST", to=access.signed_in)
def add_app(request: PortalRequest) -> HttpResponse:
    question = asking.ask_to_enrol(request)
    if question:
        return question
    form = AddAppForm(posted(request), user=request.user)
    if form.is_bound and form.is_valid():
        try:
            way = actions.add_app(person=request.user, secret=form.secret, step=form.step)
        except actions.AppTaken:
            messages.error(request, "You have an authenticator app already. Remove it first.")
            return redirect("proof:ways_in")
        return enrolled(request, way)
    return show(request, "proof/add_app.html", picture(request, form), form)


def picture(request: PortalRequest, form: AddAppForm) -> dict[str, Any]:
    """The secret as an app reads it, and as a person types it."""
    secret = form.secret or generate_totp_secret()
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    sealed = keys.seal(secret, "enrolling", request.user.pk)
    return {
        "picture": "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode(),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "sealed": sealed,
        "next": asking.way_back(request),
    }


@sensitive_post_parameters()
@door("GET", "POST", to=access.signed_in)
def add_passkey(request: PortalRequest) -> HttpResponse:
    question = asking.ask_to_enrol(request)
    if question:
        return question
    form = AddPasskeyForm(posted(request))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        way = actions.add_passkey(
            person=request.user, name=given["name"], credential=given["credential"]
        )
        return enrolled(request, way)
    options = json.dumps(webauthn.begin_registration(request.user, passwordless=True))
    context = {"options": options, "next": asking.way_back(request)}
    return show(request, "proof/add_passkey.html", context, form)


def enrolled(request: PortalRequest, way: Any) -> HttpResponse:
    """Whoever has no recovery codes yet gets them; then back to where they wanted to go."""
    proof.note(request, "totp" if way.type == Type.TOTP else "passkey")
    messages.success(request, "Added. From now on you are asked for it when you sign in.")
    if factors.of(request.user).filter(type=Type.RECOVERY_CODES).exists():
        return redirect(asking.way_back(request))
    return codes_shown(request, actions.make_recovery_codes(person=request.user))


def codes_shown(request: PortalRequest, codes: list[str]) -> HttpResponse:
    """The only answer that ever holds the codes: they are kept in no session."""
    context = {"codes": codes, "next": asking.way_back(request)}
    return show(request, "proof/recovery_codes.html", context)


@door("GET", "POST", to=access.signed_in, proven=True)
def recovery_codes(request: PortalRequest) -> HttpResponse:
    """Ask for new codes; the old ones stop working."""
    if request.method == "POST":
        return codes_shown(request, actions.make_recovery_codes(person=request.user))
    return show(request, "proof/recovery_codes.html", {"codes": []})


@door("GET", "POST", to=access.signed_in, proven=True)
def remove_way(request: PortalRequest, way_id: int) -> HttpResponse:
    way = get_object_or_404(keepers.ways_of_proving(request.user), pk=way_id)
    if request.method == "POST":
        actions.remove(way=way)
        messages.success(request, "Removed.")
        return redirect("proof:ways_in")
    last = factors.of(request.user).filter(type__in=factors.STRONG).count() == 1
    return show(request, "proof/remove_way.html", {"way": way, "last": last})


@door("POST", to=access.signed_in)
def stay(request: PortalRequest) -> HttpResponse:
    """Somebody says that they are still there. The middleware has noted it."""
    return redirect(asking.way_back(request))


@door("GET", to=access.signed_in)
def time_left(request: PortalRequest) -> HttpResponse:
    """Seconds until whoever is signed in will be signed out. Asking counts as no sign of life."""
    return limits.told(request)


@door("GET", to=access.signed_in)
def sittings(request: PortalRequest) -> HttpResponse:
    rows = keepers.sittings(request.user)
    return show(request, "proof/sittings.html", {"sittings": rows, "here": here(request)})


def here(request: PortalRequest) -> str:
    return request.session.session_key or ""


@door("POST", to=access.signed_in)
def end_sitting(request: PortalRequest, sitting_id: int) -> HttpResponse:
    """End one session; one's own is ended by signing out."""
    sitting = get_object_or_404(keepers.sittings(request.user), pk=sitting_id)
    actions.end_sittings(person=request.user, sittings=[sitting])
    messages.success(request, "Signed out there.")
    return redirect("proof:sittings")


@door("POST", to=access.signed_in)
def end_others(request: PortalRequest) -> HttpResponse:
    """End every session but this one."""
    others = keepers.sittings(request.user).exclude(session_key=here(request))
    actions.end_sittings(person=request.user, sittings=list(others))
    messages.success(request, "Signed out everywhere else.")
    return redirect("proof:sittings")
