"""Signing in as a member of the cast. These doors exist only while settings.DEMO is on."""

from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from demo import access
from portal import proof
from portal.access import public
from portal.http import PortalRequest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@public("POST")
def sign_in(request: PortalRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(access.people(), pk=person_id)
    login(request, person, backend=BACKEND)
    proof.note(request, "demonstration")
    return redirect("portal:my_work")
