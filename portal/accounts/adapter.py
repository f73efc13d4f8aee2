"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from portal.accounts import arriving

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


def split_key(key: str) -> dict[str, str]:
    """Part the account from the secret in what allauth calls a key."""
    account, _, secret = key.partition("-")
    return {"uidb36": account, "key": secret}
