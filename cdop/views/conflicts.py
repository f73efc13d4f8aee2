"""Shutting a death to oneself, and opening it again to somebody else."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cdop import access, actions
from cdop.forms import ConflictForm
from portal.access import door
from portal.conflicts import AlreadyDeclared
from portal.http import PortalRequest
from portal.pages import show


@door("GET", "POST", to=access.coordinates)
def declare_conflict(request: PortalRequest, death_id: int) -> HttpResponse:
    death = get_object_or_404(access.deaths(request.user), pk=death_id)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with suppress(AlreadyDeclared):
            actions.declare_conflict(death=death, by=request.user, **form.cleaned_data)
        messages.success(request, "Conflict of interest declared. The death is shut to you.")
        return redirect("cdop:death_list")
    return show(request, "cdop/declare_conflict.html", {"death": death}, form=form)


@door("GET", "POST", to=access.reads_papers)
def panel_conflict(request: PortalRequest, panel_review_id: int) -> HttpResponse:
    """For a panel member, who knows an item of a paper and not the death behind it."""
    items = access.panel_reviews(request.user).select_related("death", "meeting")
    item = get_object_or_404(items, pk=panel_review_id)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with suppress(AlreadyDeclared):
            actions.declare_conflict(death=item.death, by=request.user, **form.cleaned_data)
        messages.success(request, "Conflict of interest declared. The item is shut to you.")
        return redirect(item.meeting)
    return show(
        request, "cdop/panel_conflict.html", {"item": item, "meeting": item.meeting}, form=form
    )


@door("POST", to=access.coordinates)
def lift_conflict(request: PortalRequest, death_conflict_id: int) -> HttpResponse:
    conflict = get_object_or_404(access.conflicts(request.user), pk=death_conflict_id)
    actions.lift_conflict(conflict=conflict, by=request.user)
    messages.success(request, f"Conflict of interest lifted for {conflict.person}.")
    return redirect(conflict.death)
