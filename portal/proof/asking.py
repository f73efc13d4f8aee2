"""Asks for a second factor in front of a door that demands a recent one.

A page that is opened leads to the question and back. What was posted is not lost: the question
carries every field with it and sends it on to the same address, so that nothing restricted is kept
in the session. Only a chosen file cannot travel: the page says so.
"""

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from portal import proof
from portal.proof import factors, pretending
from portal.proof.forms import ProveForm

NOT_CARRIED = {"csrfmiddlewaretoken", *ProveForm.base_fields}
FAULTY = 422


def ask(request: HttpRequest) -> HttpResponse | None:
    """The question to put instead of the page; None for whoever answered it lately."""
    if proof.is_fresh(request):
        return None
    if not can_answer(request):
        return lead(request, "proof:needed")
    if request.method != "POST":
        return lead(request, "proof:confirm")
    if not ProveForm.was_sent(request):
        return question(request, ProveForm(request=request), FAULTY)
    form = ProveForm(request.POST, request=request)
    return None if form.is_valid() else question(request, form, FAULTY)


def ask_to_enrol(request: HttpRequest) -> HttpResponse | None:
    """In front of a new way of proving: an old one, or a sign-in that is still fresh."""
    if factors.has_one(request.user):  # type: ignore[arg-type]
        return ask(request)
    if proof.signed_in_lately(request):
        return None
    return render(request, "proof/sign_in_again.html", {"next": request.get_full_path()})


def can_answer(request: HttpRequest) -> bool:
    user: Any = request.user
    return factors.has_one(user) or pretending.may_pretend(user)


def lead(request: HttpRequest, name: str) -> HttpResponse:
    """To a page of ours that knows the way back; with htmx, the whole page goes."""
    if "HX-Request" in request.headers:
        back = address(name, page_before(request, "HX-Current-URL"))
        return HttpResponse(status=204, headers={"HX-Redirect": back})
    if request.method == "GET":
        return redirect(address(name, request.get_full_path()))
    return redirect(address(name, page_before(request, "Referer")))


def page_before(request: HttpRequest, header: str) -> str:
    """The page a browser was on, if it was one of ours."""
    page = request.headers.get(header, "")
    path = urlsplit(page)._replace(scheme="", netloc="").geturl()
    return path if is_ours(request, page) and path else request.path


def address(name: str, back: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': back})}"


def way_back(request: HttpRequest) -> str:
    """Where somebody wanted to go, if that is on this portal; else their work."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if is_ours(request, wanted) else reverse("portal:my_work")


def is_ours(request: HttpRequest, url: str) -> bool:
    hosts = {request.get_host()}
    return url_has_allowed_host_and_scheme(url, hosts, require_https=request.is_secure())


def question(request: HttpRequest, form: ProveForm, status: int) -> HttpResponse:
    """The question in place of the page, with what was posted."""
    context = {
        "form": form,
        "to": request.get_full_path(),
        "carried": carried(request),
        "files": bool(request.FILES),
        "options": passkey_options(form),
        "minutes": int(settings.PROOF_LASTS.total_seconds()) // 60,
    }
    response = render(request, "proof/confirm.html", context, status=status)
    if "HX-Request" in request.headers:  # not into the part that asked: in place of the page
        response["HX-Retarget"] = response["HX-Reselect"] = "#main-content"
        response["HX-Reswap"] = "outerHTML show:window:top"
    return response


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Every posted field but our own."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, str(value)) for name, value in fields if name not in NOT_CARRIED]


def passkey_options(form: ProveForm) -> str:
    """What a browser needs to ask the passkeys of this person."""
    if not form.takes_passkeys:
        return ""
    return json.dumps(webauthn.begin_authentication(form.user))
