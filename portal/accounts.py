"""Stub until the furniture arrives."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)


class AccountAdapter(DefaultAccountAdapter):
    """Stub."""


SignInForm, NewPasswordForm = LoginForm, ResetPasswordKeyForm
__all__ = [
    "AccountAdapter",
    "ChangePasswordForm",
    "NewPasswordForm",
    "ResetPasswordForm",
    "SignInForm",
]
