"""Who may arrive by an agency's sign-on, and what everybody else is told."""

import logging
from typing import Any

import requests
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts import actions, arriving, linking
from portal.accounts.discovery import NotTrusted
from portal.accounts.tenants import TenantProvider, as_app
from portal.models import User

log = logging.getLogger(__name__)
REFUSED = "socialaccount/{}.html"


class TenantAdapter(DefaultSocialAccountAdapter):
    """allauth's decisions on outside identities, taken as the portal takes them.

    An identity opens the one account it was linked to. It is linked by the holder of the account,
    signed in, or by somebody invited who opens an account with it. An address never matches.
    """

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the tenants of the settings. A row in the database adds none."""
        return [as_app(tenant) for tenant in settings.SIGN_ON_TENANTS]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> TenantProvider:
        for app in self.list_apps(request):
            if app.provider_id == provider:
                return TenantProvider(request, app=app)
        raise SocialApp.DoesNotExist

    def list_providers(self, request: HttpRequest) -> list[TenantProvider]:
        return [TenantProvider(request, app=app) for app in self.list_apps(request)]

    def get_requests_session(self) -> requests.Session:
        session = requests.Session()
        session.max_redirects = 0
        session.request = with_limits(session.request)  # type: ignore[method-assign]
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in who may come; everybody else gets a page that says how to."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(linking.finish(request, sociallogin))
        if sociallogin.is_existing:
            return
        invited = arriving.expected(request)
        if not invited:
            raise ImmediateHttpResponse(refuse(request, sociallogin.provider, "no_account"))
        if filter_users_by_email(invited):
            raise ImmediateHttpResponse(refuse(request, sociallogin.provider, "not_linked"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return bool(arriving.expected(request))

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """Take the address from the invitation, and a name from the tenant to begin with."""
        user: User = sociallogin.user
        user.email = arriving.expected(request)
        user.name = (data.get("name") or user.email)[:120]
        return user

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        asked, account = sociallogin.user, sociallogin.account
        user = actions.open_account_linked(
            email=asked.email, name=asked.name, tenant=account.provider, identity=account.uid
        )
        sociallogin.user = user
        arriving.forget(request)
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: TenantProvider,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say why in the log, by a code; on the page, only what to do next."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(refuse(request, provider, "login_cancelled"))
        reason = str(exception) if isinstance(exception, NotTrusted) else "no_answer"
        log.warning("sign_on.refused", extra={"code": reason})
        raise ImmediateHttpResponse(refuse(request, provider, "authentication_error"))


def with_limits(ask: Any) -> Any:
    """Wait five seconds at most, and follow nobody elsewhere."""

    def asked(*args: Any, **kwargs: Any) -> Any:
        return ask(*args, **{"timeout": 5, "allow_redirects": False} | kwargs)

    return asked


def refuse(request: HttpRequest, provider: TenantProvider, page: str) -> HttpResponse:
    return render(request, REFUSED.format(page), {"tenant": provider.name}, status=403)
