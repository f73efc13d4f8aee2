"""Signing in and passwords: allauth's forms in the portal's words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, ResetPasswordKeyForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from django import forms

BOXES = {"password1": "New password", "password2": "New password again"}
EMAIL_WORDS = {"required": "Enter your email address"}
GOOD_ONES = "Use at least 12 characters. Three random words are easy to remember and hard to guess."


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
