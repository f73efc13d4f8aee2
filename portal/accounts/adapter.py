"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from django.conf import settings
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal import audit, proof
from portal.accounts import arriving, linking
from portal.models import User

audit.words(
    {
        "account.address_proven": "Proved an email address",
    }
)

WRONG_CODE = "The code is not right, or too old. Enter the one in the latest email"


class AccountAdapter(DefaultAccountAdapter):
    """allauth's decisions on accounts, taken as the portal takes them."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "The email address and password do not match an account. Check both and try again"
        ),
        "enter_current_password": "Enter your present password as it is now",
        "incorrect_password": "Enter your password as it is now",
        "too_many_login_attempts": (
            "Sign-in failed too many times. Wait 5 minutes, then try again"
        ),
        "rate_limited": "That was tried too many times. Wait a few minutes, then try again",
        "invalid_password_reset": "This link no longer works. Ask for a new one",
        "incorrect_code": WRONG_CODE,
        "email_taken": "This address has an account by now. Sign in with it",
        "duplicate_email": "This is your address already. Enter another one",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody comes in by allauth's own form: `portal.accounts.views.sign_up` is the way."""
        return False

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Whoever followed the link of an invitation reads the mail of that address."""
        return arriving.expected(request) == email.lower()

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Always. Whoever has nothing to show but a way in comes in by it again."""
        if not get_reauthentication_flows(context.request.user):
            linking.insist_on_recent(context.request)
        return True

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        """Let a sign-on that showed a second factor count as one in the session it began."""
        answer: HttpResponse = super().post_login(request, user, **facts)
        if getattr((facts.get("signal_kwargs") or {}).get("sociallogin"), "proves", False):
            proof.note(request, "single_sign_on")
        return answer

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Write down that an account has another address."""
        with transaction.atomic():
            confirmed: bool = super().confirm_email(request, email_address)
            if confirmed:
                audit.record("account.address_proven", email_address.user, by=email_address.user)
        return confirmed

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's address; 400 when fewer hops are named than our proxies make."""
        try:
            address: str = super().get_client_ip(request)
        except ImproperlyConfigured:
            raise BadRequest("X-Forwarded-For is shorter than our proxies make it") from None
        return address

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures by account and visitor: a stranger elsewhere locks nobody else out.

        The host has no part in it: the visitor writes it.
        """
        return f"{whose(credentials)}:{self.get_client_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse when this visitor, or everybody together, tried this account too often."""
        super().pre_authenticate(request, **credentials)
        known = {"action": "login_failed_anywhere", "key": whose(credentials)}
        if not ratelimit.consume(request, dry_run=True, **known):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        ratelimit.consume(request, action="login_failed_anywhere", key=whose(credentials))

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is, without the name of a host before it."""
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return a link on the configured address: no browser's word on the host is taken."""
        path = reverse("account_reset_password_from_key", kwargs=split_key(key))
        return f"{settings.SITE_URL}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send words and the configured address; nothing the browser said goes into an e-mail."""
        told = {"email": email, "site_url": settings.SITE_URL, **context}
        told.pop("request", None)
        self.render_mail(template_prefix, email, told).send()


def whose(credentials: dict[str, Any]) -> str:
    """Return the account that somebody tried to open, as it was written."""
    return str(credentials.get("email", "")).lower()


def split_key(key: str) -> dict[str, str]:
    """Part the account from the secret in what allauth calls a key."""
    account, _, secret = key.partition("-")
    return {"uidb36": account, "key": secret}
