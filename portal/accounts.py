"""Signing in and passwords: allauth's forms in the portal's words. Nobody signs up alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, ResetPasswordKeyForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

BOXES = {"password1": "New password", "password2": "New password again"}
EMAIL_WORDS = {"required": "Enter your email address"}
GOOD_ONES = "Use at least 12 characters. Three random words are easy to remember and hard to guess."


class AccountAdapter(DefaultAccountAdapter):
    """How allauth behaves here."""

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
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by an access officer."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is, without the name of a host before it."""
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return a link on the configured address: no browser's word on the host is taken."""
        path = reverse("account_reset_password_from_key", kwargs=split_key(key))
        return f"{settings.SITE_URL}{path}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Return a link on the configured address, for the same reason."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{settings.SITE_URL}{path}"


def split_key(key: str) -> dict[str, str]:
    """Part the account from the secret in what allauth calls a key."""
    account, _, secret = key.partition("-")
    return {"uidb36": account, "key": secret}


def retitle(form: forms.Form, labels: dict[str, str]) -> None:
    """Give fields the portal's labels. A label in the box vanishes while typing: none is left."""
    for name, label in labels.items():
        form.fields[name].label = label
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


def ask_for_new_password(form: forms.Form) -> None:
    """Put the hint and the words of the two boxes of a new password."""
    form.fields["password1"].help_text = GOOD_ONES
    form.fields["password1"].error_messages["required"] = "Enter a new password"
    form.fields["password2"].error_messages["required"] = "Enter the new password again"


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retitle(self, {"login": "Email address", "password": "Password"})
        self.fields["login"].error_messages.update(EMAIL_WORDS)
        self.fields["password"].error_messages["required"] = "Enter your password"
        self.fields["password"].help_text = ""


class ResetPasswordForm(AllauthResetPasswordForm):
    """Ask for a link by e-mail. The answer is the same whether the address is known or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retitle(self, {"email": "Email address"})
        self.fields["email"].error_messages.update(EMAIL_WORDS)


class NewPasswordForm(ResetPasswordKeyForm):
    """Choose a password after following the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retitle(self, BOXES)
        ask_for_new_password(self)


class ChangePasswordForm(AllauthChangePasswordForm):
    """Change a password one knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retitle(self, {"oldpassword": "Present password"} | BOXES)
        self.fields["oldpassword"].error_messages["required"] = "Enter your present password"
        self.fields["oldpassword"].help_text = ""
        ask_for_new_password(self)
