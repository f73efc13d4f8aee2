"""A person's account: closing and opening it, freeing its second factor, ending its sessions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access, actions
from partners.views.people import back_to_person
from portal.access import door, insist
from portal.http import PortalRequest
from portal.models import User
from portal.pages import show
from portal.proof.actions import reset_factor


def account_to_change(request: PortalRequest, person_id: int) -> User:
    found = get_object_or_404(access.people(request.user), pk=person_id)
    insist(access.governs_account(request.user, found))
    return found


def back(person: User) -> HttpResponse:
    return redirect("partners:person", person_id=person.pk)


@door("GET", "POST", to=access.closes_accounts, proven=True)
def account_close(request: PortalRequest, person_id: int) -> HttpResponse:
    found = account_to_change(request, person_id)
    if request.method == "POST":
        try:
            actions.close_account(person=found, by=request.user)
        except actions.Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"The account of {found} is closed.")
        return back(found)
    context = {
        "person": found,
        "standings": access.kept_standings(request.user).unended().filter(person=found).told(),
        "crumbs": back_to_person(found),
    }
    return show(request, "partners/account_close.html", context)


@door("POST", to=access.closes_accounts, proven=True)
def account_reopen(request: PortalRequest, person_id: int) -> HttpResponse:
    found = account_to_change(request, person_id)
    try:
        actions.reopen_account(person=found, by=request.user)
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The account of {found} is open. Give the roles it needs.")
    return back(found)


@door("GET", "POST", to=access.closes_accounts, proven=True)
def factor_reset(request: PortalRequest, person_id: int) -> HttpResponse:
    found = account_to_change(request, person_id)
    if request.method == "POST":
        reset_factor(person=found, by=request.user)
        messages.success(request, f"{found} sets up a new second factor at the next sign-in.")
        return back(found)
    context = {"person": found, "crumbs": back_to_person(found)}
    return show(request, "partners/factor_reset.html", context)


@door("POST", to=access.closes_accounts, proven=True)
def sessions_end(request: PortalRequest, person_id: int) -> HttpResponse:
    found = account_to_change(request, person_id)
    actions.end_sessions(person=found, by=request.user)
    messages.success(request, f"{found} is signed out everywhere.")
    return back(found)
