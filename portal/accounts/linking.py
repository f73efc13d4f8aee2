"""A signed-in person links their agency's sign-on to their account."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.accounts import actions


def is_recent(request: HttpRequest) -> bool:
    """Whether whoever sits here showed lately that it is them, in any way."""
    shown = [record["at"] for record in get_authentication_records(request, request.user)]
    lasts: int = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return bool(shown) and time.time() - max(shown) < lasts


def insist_on_recent(request: HttpRequest) -> None:
    """Ask again who it is, before a new way into the account is made.

    allauth waives the question for people with neither password nor second factor. Here they sign
    in again.
    """
    if is_recent(request):
        return
    if get_reauthentication_flows(request.user):
        raise ReauthenticationRequired
    back = request.get_full_path() if request.method == "GET" else ""
    get_adapter(request).logout(request)
    messages.info(request, "What you asked for is sensitive: sign in again, then repeat it.")
    raise ImmediateHttpResponse(redirect_to_login(back))


def finish(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """Link the identity somebody came back with, unless it opens another account."""
    if not request.user.is_authenticated:  # signed out in another tab meanwhile
        return redirect("account_login")
    account = sociallogin.account
    try:
        actions.link_sign_on(user=request.user, tenant=account.provider, identity=account.uid)
    except actions.LinkedToAnother:
        messages.error(request, "This sign-on opens another account already. It was not linked.")
    else:
        messages.success(request, f"You can sign in with {sociallogin.provider.name} now.")
    return redirect("portal:sign_ons")
