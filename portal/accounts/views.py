"""Signing up: who you are, then the code that came by mail."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.access import public
from portal.accounts import arriving, registering
from portal.accounts.forms import CodeForm
from portal.accounts.sign_up_form import SignUpForm
from portal.http import PortalRequest
from portal.models import User
from portal.pages import posted, show

# Where somebody with a new account goes: to say which agency is theirs.
FIRST_PAGE = "partners:my_agencies"


@public("GET", "POST")
@never_cache
def sign_up(request: PortalRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(onward(request))
    if not registering.is_open(request):
        return render(request, "account/signup_closed.html")
    form = SignUpForm(posted(request), expected=arriving.expected(request))
    if request.method == "POST" and form.is_valid():
        return begin(request, form)
    context = {"next": get_next_redirect_url(request) or ""}
    return show(request, "account/signup.html", context, form=form)


def begin(request: PortalRequest, form: SignUpForm) -> HttpResponse:
    """Open an invited person's account at once; send everybody else a code, or seem to."""
    email, name = form.cleaned_data["email"], form.cleaned_data["name"]
    if is_too_often(request, email):
        return render(request, "429.html", status=429)
    if form.is_from_a_machine:
        registering.pretend(request, email=email)
    elif user := registering.welcome(request, email=email, name=name):
        return let_in(request, user, onward(request))
    else:
        registering.begin(request, email=email, name=name, onward=onward(request))
    return redirect("portal:sign_up_code")


@public("GET", "POST")
@never_cache
def sign_up_code(request: PortalRequest) -> HttpResponse:
    email = registering.address(request)
    if not email:
        return redirect("portal:sign_up")
    form = CodeForm(posted(request), matches=lambda code: registering.matches(request, code))
    if request.method == "POST" and form.is_valid():
        return finish(request)
    if registering.is_out_of_tries(request):
        registering.forget(request)
        messages.error(request, "The code was entered wrongly too often. Ask for a new one.")
        return redirect("portal:sign_up")
    context = {"email": email, "may_send_again": registering.may_send_again(request)}
    return show(request, "account/signup_code.html", context, form=form)


@public("POST")
def sign_up_again(request: PortalRequest) -> HttpResponse:
    email = registering.address(request)
    if not email or not registering.may_send_again(request):
        return redirect("portal:sign_up")
    if is_too_often(request, email):
        return render(request, "429.html", status=429)
    registering.send(request)
    messages.success(request, "We have sent you a new code. The one before it no longer works.")
    return redirect("portal:sign_up_code")


def finish(request: PortalRequest) -> HttpResponse:
    opened = registering.finish(request)
    if opened is None:
        messages.error(request, get_adapter().error_messages["email_taken"])
        return redirect("account_login")
    return let_in(request, *opened)


def is_too_often(request: PortalRequest, email: str) -> bool:
    """Count one more try for this address and from this place."""
    return not ratelimit.consume(request, action="signup", key=email)


def let_in(request: PortalRequest, user: User, to: str) -> HttpResponse:
    """Sign in somebody whose account was opened this minute."""
    record_authentication(request, user, "code", email=user.email)
    answer: HttpResponse = perform_login(
        request, user, redirect_url=to, signup=True, email=user.email
    )
    return answer


def onward(request: PortalRequest) -> str:
    """Return where the visitor was going, if that is a page of ours; else the first page."""
    return get_next_redirect_url(request) or reverse(FIRST_PAGE)
