"""Signing in and passwords: allauth's forms in the portal's words."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordKeyForm,
)
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm
from allauth.account.internal.flows.manage_email import sync_user_email_address
from django import forms
from django.core.exceptions import ValidationError

from portal.accounts.adapter import WRONG_CODE

BOXES = {"password1": "New password", "password2": "New password again"}
EMAIL_WORDS = {
    "required": "Enter your email address",
    "invalid": "Enter an email address like name@example.gov.uk",
}
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


class SetPasswordForm(AllauthSetPasswordForm):
    """Choose a first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retitle(self, BOXES)
        ask_for_new_password(self)


class ReauthenticateForm(AllauthReauthenticateForm):
    """Enter the password again, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retitle(self, {"password": "Password"})
        self.fields["password"].error_messages["required"] = "Enter your password"
        self.fields["password"].help_text = ""


class NewAddressForm(AllauthAddEmailForm):
    """Change the address one signs in with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retitle(self, {"email": "New email address"})
        self.fields["email"].error_messages.update(EMAIL_WORDS)


class AskForCodeForm(RequestLoginCodeForm):
    """Ask for a code to sign in with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        retitle(self, {"email": "Email address"})
        self.fields["email"].error_messages.update(EMAIL_WORDS)

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self._user is not None:
            # People who came with a pack have an address nobody has proven. The code proves it.
            sync_user_email_address(self._user)
        return email


class CodeBox:
    """The box for a code that came by mail."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["code"]
        box.label, box.help_text = "Code", "For example, BCDF-GHJK. Capitals or not, both will do."
        box.error_messages["required"] = "Enter the code from the email"
        box.widget.attrs |= {"autocomplete": "one-time-code", "spellcheck": "false"}
        box.widget.attrs["class"] = "govuk-input--width-10"
        box.widget.attrs.pop("placeholder", None)


class SignInCodeForm(CodeBox, ConfirmLoginCodeForm):
    """The code to sign in with."""


class AddressCodeForm(CodeBox, ConfirmEmailVerificationCodeForm):
    """The code that proves a new address."""


class CodeForm(CodeBox, forms.Form):
    """The code that proves the address of somebody who signs up."""

    code = forms.CharField(max_length=40)

    def __init__(self, *args: Any, matches: Callable[[str], bool], **kwargs: Any) -> None:
        self.matches = matches
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not self.matches(code):
            raise ValidationError(WRONG_CODE)
        return code
