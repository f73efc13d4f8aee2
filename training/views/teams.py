"""Booking for a team: how many first, then who."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door, insist
from portal.http import PortalRequest
from portal.pages import posted, sent, show
from training import access, actions
from training.forms import NamesForm, TeamForm
from training.models import AgencyTerms, TeamBooking
from training.views.sessions import find


@door("GET", "POST", to=is_partner)
def team_add(request: PortalRequest, session_id: int) -> HttpResponse:
    """Hold places for a team."""
    found = find(request, session_id)
    agencies = access.colleague_agencies(request.user, found)
    insist(agencies.exists())
    form = TeamForm(posted(request), agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            team = actions.hold_team(session=found, by=request.user, **form.cleaned_data)
        except actions.BookingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(team)
    return show(request, "training/team_add.html", {"session": found}, form=form)


@door("GET", "POST", to=is_partner)
def team(request: PortalRequest, team_id: int) -> HttpResponse:
    """Write in the names; after that, who of the team has a place."""
    found = get_object_or_404(
        access.teams(request.user).select_related("session__course__partnership", "agency"),
        pk=team_id,
    )
    typed, files = sent(request)
    form = names_form(request, found, typed, files)
    if request.method == "POST" and form.is_valid() and named(request, found, form):
        return redirect(found)
    told = access.bookings(request.user).filter(team=found).of_somebody().order_by("place", "pk")
    context = {"team": found, "rows": told, "held": told.first()}
    return show(request, "training/team.html", context, form=form)


def names_form(request: PortalRequest, found: TeamBooking, *typed: object) -> NamesForm:
    wanted = actions.approval_of_team(found, by=request.user)
    return NamesForm(
        *typed,
        manager=wanted == AgencyTerms.Approval.MANAGER,
        taken=access.addresses_on(found.session),
    )


def named(request: PortalRequest, found: TeamBooking, form: NamesForm) -> bool:
    """Whether the team was booked; the form says why not."""
    people = [
        actions.delegate_named(one.name, one.address, job=one.job, manager=one.manager)
        for one in form.good
    ]
    try:
        outcome = actions.name_team(team=found, people=people, by=request.user)
    except actions.BookingRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    left_out = f" {len(form.bad)} left out." if form.bad else ""
    waits = f" {outcome.waits} on the waiting list." if outcome.waits else ""
    messages.success(request, f"{outcome.placed} with a place.{waits}{left_out}")
    return True


@door("POST", to=is_partner)
def team_let_go(request: PortalRequest, team_id: int) -> HttpResponse:
    found = get_object_or_404(access.teams(request.user).select_related("session"), pk=team_id)
    actions.let_team_go(team=found, by=request.user)
    messages.success(request, "Nothing is held any more.")
    return redirect(found.session)
