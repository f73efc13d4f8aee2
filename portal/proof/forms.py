"""Showing a second factor: at sign-in, in the middle of work, and for the first time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from portal import keys, proof
from portal.models import User
from portal.proof import actions, factors, pretending
from portal.proof.factors import Type

HOW = {Type.TOTP: "totp", Type.WEBAUTHN: "passkey", Type.RECOVERY_CODES: "recovery"}
CODE_LABEL = "Code"
CODE_HINT = (
    "The six digits your authenticator app shows at this moment. You can enter a recovery code "
    "instead."
)
NO_CODE = "Enter the code your authenticator app shows"
WRONG_CODE = "This code does not fit, or was used before. Wait for the next one and enter it"
NO_PASSKEY = "The passkey did not answer. Try it again, or use another way"
SEED_LASTS = 60 * 60  # seconds between seeing the secret of an app and entering its first code


@contextmanager
def answered() -> Iterator[None]:
    """Turn whatever a garbled answer of a browser raises into one sentence."""
    try:
        yield
    except (TypeError, ValueError, KeyError, AttributeError, ValidationError) as garbled:
        raise ValidationError(NO_PASSKEY) from garbled


def prove(request: HttpRequest, user: User, way: Authenticator) -> None:
    """Let allauth's own pages and ours know that a second factor was shown."""
    post_authentication(request, way, reauthenticated=True)
    proof.note(request, HOW[way.type], user)


class CodeForm(AuthenticateForm):
    """A code at sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.help_text = CODE_LABEL, CODE_HINT
        code.widget.attrs.pop("placeholder", None)
        code.error_messages["required"] = NO_CODE

    def clean_code(self) -> str:
        """Take a code once."""
        forgive = check_rate_limit(self.user)
        code: str = self.cleaned_data["code"]
        way = actions.spend(person=self.user, code=code)
        if way is None:
            raise ValidationError(WRONG_CODE)
        forgive()
        self.authenticator = way
        return code

    def save(self) -> None:
        """Go on with the sign-in."""
        super().save()
        proof.note(context.request, HOW[self.authenticator.type], self.user)


class PasskeyForm(AuthenticateWebAuthnForm):
    """A passkey at sign-in, after a password or a code by e-mail."""

    def clean_credential(self) -> Authenticator:
        """Believe only an answer to the question just asked."""
        with answered():
            way: Authenticator = super().clean_credential()
        proof.note(context.request, HOW[Type.WEBAUTHN], way.user)
        return way


class PasskeySignInForm(LoginWebAuthnForm):
    """A passkey instead of a password: it is both factors, for its owner was verified."""

    def clean_credential(self) -> Authenticator:
        """Believe only an answer to the question just asked."""
        with answered():
            way: Authenticator = super().clean_credential()
        proof.note(context.request, HOW[Type.WEBAUTHN], way.user)
        return way


class ProveForm(forms.Form):
    """A second factor in the middle of work. Its names are in no other form."""

    proof_code = forms.CharField(
        label=CODE_LABEL,
        help_text=CODE_HINT,
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "class": "govuk-input--width-10"}),
    )
    proof_credential = forms.JSONField(required=False, widget=forms.HiddenInput)
    proof_pretended = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User = request.user  # type: ignore[assignment]
        kinds = {way.type for way in factors.of(self.user)}
        self.takes_codes = bool(kinds - {Type.WEBAUTHN})
        self.takes_passkeys = Type.WEBAUTHN in kinds
        self.may_pretend = pretending.may_pretend(self.user)
        if not self.takes_codes:
            del self.fields["proof_code"]

    @classmethod
    def was_sent(cls, request: HttpRequest) -> bool:
        return any(name in request.POST for name in cls.base_fields)

    def clean(self) -> dict[str, Any]:
        """One of the ways must hold; then the session remembers it."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("proof_pretended") and self.may_pretend:
            proof.note(self.request, "demonstration")
        elif not self.errors:
            self.check_factor(given.get("proof_credential"), given.get("proof_code", ""))
        return given

    def check_factor(self, credential: Any, code: str) -> None:
        where = "proof_code" if self.takes_codes else None
        if not credential and not code:
            self.add_error(where, NO_CODE if self.takes_codes else NO_PASSKEY)
            return
        try:
            forgive = check_rate_limit(self.user)
            way = self.by_passkey(credential) if credential else self.by_code(code)
        except ValidationError as wrong:
            self.add_error(where if not credential else None, wrong)
            return
        forgive()
        prove(self.request, self.user, way)

    def by_passkey(self, credential: Any) -> Authenticator:
        with answered():
            webauthn.parse_authentication_response(credential)
            way: Authenticator = webauthn.complete_authentication(self.user, credential)
        return way

    def by_code(self, code: str) -> Authenticator:
        way = actions.spend(person=self.user, code=code)
        if way is None:
            raise ValidationError(WRONG_CODE)
        return way


class AddAppForm(forms.Form):
    """The first code of an authenticator app. The secret travels sealed, and is kept nowhere."""

    sealed = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(
        label="Code from the app",
        help_text="The six digits it shows for this portal at this moment.",
        max_length=20,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "govuk-input--width-10",
            }
        ),
        error_messages={"required": "Enter the code the app shows"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.secret, self.step = "", 0

    def clean_sealed(self) -> str:
        """Open what we sealed for this person within the hour."""
        sealed: str = self.cleaned_data["sealed"]
        try:
            self.secret = keys.unseal(sealed, "enrolling", self.user.pk, seconds=SEED_LASTS)
        except keys.Unreadable as spent:
            raise ValidationError("This page was open too long. Begin again") from spent
        return sealed

    def clean_code(self) -> str:
        """Check the code against the secret on the page."""
        code: str = self.cleaned_data["code"]
        forgive = check_rate_limit(self.user, error_key="rate_limited")
        step = factors.right_step(self.secret, code) if self.secret else None
        if step is None:
            raise ValidationError(
                "This code does not fit. Check the time of your phone, then "
                "enter the code it shows now"
            )
        forgive()
        self.step = step
        return code


class AddPasskeyForm(forms.Form):
    """A passkey, and what its owner calls it."""

    name = forms.CharField(
        label="Name of the passkey",
        help_text="So that you know it again, such as “Work laptop” or “Blue key”.",
        max_length=60,
        initial="Passkey",
        error_messages={"required": "Enter a name for the passkey"},
    )
    credential = forms.JSONField(
        widget=forms.HiddenInput, error_messages={"required": NO_PASSKEY, "invalid": NO_PASSKEY}
    )

    def clean_credential(self) -> dict[str, Any]:
        """Believe only an answer to the question just asked, from a device that knew its owner."""
        credential: dict[str, Any] = self.cleaned_data["credential"]
        with answered():
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
        return credential
