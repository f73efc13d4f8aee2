"""Addresses of allauth that ask for a second factor at sign-in; allauth guards them itself.

Its own pages that add, show and remove factors are not here: ours stand in their place.
"""

from allauth.mfa.base.views import authenticate
from allauth.mfa.webauthn.views import login_webauthn
from django.urls import path
from django.views.generic import RedirectView

confirm = RedirectView.as_view(pattern_name="proof:confirm", query_string=True)
urlpatterns = [
    path("second-factor/", authenticate, name="mfa_authenticate"),
    path("passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("second-factor/again/", confirm, name="mfa_reauthenticate"),
    path("passkey/again/", confirm, name="mfa_reauthenticate_webauthn"),
]
