"""An agency's sign-on, as allauth sees it: where to send people, and whom it says they are."""

import json
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.accounts import arriving, discovery, id_tokens
from portal.accounts.tenancy import Tenant

# How long ago a person may have signed in at the tenant. Asking makes the tenant say when it was.
SIGNED_IN_WITHIN_SECONDS = 8 * 60 * 60


def tenant_of(app: SocialApp) -> Tenant:
    """Return the tenant behind what allauth calls an app."""
    return next(row for row in settings.SIGN_ON_TENANTS if row.id == app.provider_id)


def as_app(tenant: Tenant) -> SocialApp:
    """Return a tenant in the form allauth keeps it."""
    return SocialApp(
        provider=TenantProvider.id,
        provider_id=tenant.id,
        name=tenant.name,
        client_id=tenant.client_id,
        secret=tenant.secret,
    )


class Conversation(OpenIDConnectOAuth2Adapter):
    """Talks to one tenant: checked addresses, checked ID token, and nothing else read."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        return discovery.configuration(tenant_of(self.get_provider().app))

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the address a tenant sends people back to, as it is registered there."""
        path = reverse("portal:sign_on_return", kwargs={"tenant_id": app.provider_id})
        return f"{settings.SITE_URL}{path}"

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Forget the access token: the portal asks the tenant for nothing on anybody's behalf."""
        return SocialToken(token="")

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        tenant = tenant_of(app)
        id_token = str(kwargs["response"].get("id_token") or "")
        claims = id_tokens.read(id_token, tenant=tenant, nonce=self.nonce)
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.proves = id_tokens.proves(claims, tenant)
        return login


class TenantProvider(OpenIDConnectProvider):
    """One tenant. PKCE and a nonce go with every sign-in; the browser adds nothing of its own."""

    id = "tenant"
    oauth2_adapter_class = Conversation
    pkce_enabled_default = True

    def serialize(self) -> dict[str, Any]:
        return {"id": self.app.provider_id}

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("portal:sign_on", kwargs={"tenant_id": self.app.provider_id})

    def get_default_scope(self) -> list[str]:
        return ["openid", "profile"]

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Say where somebody goes on to, and whether they link what they come back with."""
        process = AuthProcess.CONNECT if request.user.is_authenticated else AuthProcess.LOGIN
        return {"process": process, "next_url": get_next_redirect_url(request)}

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Send somebody to the tenant. The nonce is kept beside the state, in their session."""
        nonce = secrets.token_urlsafe(32)
        kwargs |= {"auth_params": {"nonce": nonce, **self.wish_for_proof()}, "nonce": nonce}
        answer: HttpResponse = super().redirect(request, process, next_url, data, **kwargs)
        return answer

    def wish_for_proof(self) -> dict[str, str]:
        """Return what makes a tenant say that, and when, a second factor was shown."""
        tenant = tenant_of(self.app)
        if not tenant.proof_claim:
            return {}
        asked = {"max_age": str(SIGNED_IN_WITHIN_SECONDS)}
        if tenant.proof_claim == "acrs":  # Microsoft Entra: an authentication context
            wish = {"essential": True, "value": tenant.proof_values[0]}
            asked["claims"] = json.dumps({"id_token": {"acrs": wish}})
        return asked

    def extract_uid(self, data: dict[str, Any]) -> str:
        return id_tokens.identity(data, tenant_of(self.app))

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing of what the tenant said: who it is, the identity says."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"name": str(data.get("name") or "")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Return the address of the invitation. The tenant's word on an address opens nothing."""
        invited = arriving.expected(self.request)
        return [EmailAddress(email=invited, verified=True, primary=True)] if invited else []


class ReturnView(OAuth2CallbackView):
    """Somebody comes back. Their session says which nonce the token must carry."""

    def _get_state(self, request: HttpRequest, provider: TenantProvider) -> Any:
        state, refusal = super()._get_state(request, provider)
        self.adapter.nonce = str((state or {}).get("nonce") or "")
        return state, refusal
