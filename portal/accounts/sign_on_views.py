"""Going to an agency's sign-on, coming back from it, and linking it to an account."""

from collections.abc import Callable

from allauth.core import ratelimit
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from requests import RequestException

from portal import access, keepers
from portal.access import door, public
from portal.accounts import actions, linking
from portal.accounts.tenant_adapter import TenantAdapter
from portal.accounts.tenants import Conversation, ReturnView, TenantProvider
from portal.http import PortalRequest
from portal.pages import show


@public("POST")
def sign_on(request: PortalRequest, tenant_id: str) -> HttpResponse:
    provider = provider_or_404(request, tenant_id)
    if not ratelimit.consume(request, action="login"):
        return render(request, "429.html", status=429)
    if request.user.is_authenticated:
        linking.insist_on_recent(request)
    return or_refusal(request, provider, lambda: provider.redirect_from_request(request))


@public("GET")
def sign_on_return(request: PortalRequest, tenant_id: str) -> HttpResponse:
    provider = provider_or_404(request, tenant_id)
    come_back = ReturnView.adapter_view(Conversation(request, tenant_id))
    return or_refusal(request, provider, lambda: come_back(request))


@door("GET", to=access.signed_in)
def sign_ons(request: PortalRequest) -> HttpResponse:
    links = keepers.sign_ons(request.user)
    tenants = {tenant.id: tenant for tenant in settings.SIGN_ON_TENANTS}
    names = {name: tenant.name for name, tenant in tenants.items()}
    context = {
        "links": [(link, names.get(link.provider, link.provider)) for link in links],
        "tenants": [tenants[name] for name in tenants.keys() - {row.provider for row in links}],
    }
    return show(request, "socialaccount/sign_ons.html", context)


@door("POST", to=access.signed_in)
def sign_on_unlink(request: PortalRequest, link_id: int) -> HttpResponse:
    link = get_object_or_404(keepers.sign_ons(request.user), pk=link_id)
    linking.insist_on_recent(request)
    actions.unlink_sign_on(link=link, by=request.user)
    messages.success(request, "It opens your account no longer.")
    return redirect("portal:sign_ons")


def provider_or_404(request: PortalRequest, tenant_id: str) -> TenantProvider:
    try:
        return TenantAdapter(request).get_provider(request, tenant_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None


def or_refusal(
    request: PortalRequest, provider: TenantProvider, ask: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer; or refuse on a plain page when the tenant is silent, or not to be trusted."""
    try:
        return ask()
    except (OAuth2Error, RequestException) as fault:
        refusal: HttpResponse = render_authentication_error(request, provider, exception=fault)
        return refusal
