"""Shutting a death to oneself or to an agency, and opening it again."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cdop import access, actions
from cdop.forms import ConflictForm
from partners.access import agencies_of
from partners.forms import AgencyConflictForm, LiftForm
from portal.access import door, sees
from portal.conflicts import AlreadyDeclared, NobodyLeft
from portal.http import PortalRequest
from portal.pages import posted, show


@door("GET", "POST", to=access.coordinates, proven=True)
def declare_conflict(request: PortalRequest, death_id: int) -> HttpResponse:
    death = get_object_or_404(access.deaths(request.user), pk=death_id)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with suppress(AlreadyDeclared):
            actions.declare_conflict(death=death, by=request.user, **form.cleaned_data)
        messages.success(request, "Conflict of interest declared. The death is shut to you.")
        return redirect("cdop:death_list")
    return show(request, "cdop/declare_conflict.html", {"death": death}, form=form)


@door("GET", "POST", to=access.reads_papers, proven=True)
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


@door("GET", "POST", to=access.coordinates, proven=True)
def shut_out_agency(request: PortalRequest, death_id: int) -> HttpResponse:
    deaths = access.deaths(request.user).select_related("partnership")
    death = get_object_or_404(deaths, pk=death_id)
    agencies = agencies_of(request.user, death.partnership)
    form = AgencyConflictForm(posted(request), agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            actions.shut_out_agency(death=death, by=request.user, **form.cleaned_data)
        except AlreadyDeclared:
            form.add_error("agency", "This agency is shut out already. Select another one")
        except NobodyLeft:
            form.add_error("agency", "No coordinator would be left. Let another agency lead first")
        else:
            messages.success(request, f"The death is shut to {form.cleaned_data['agency']}.")
            return redirect(death if sees(request.user, death) else "cdop:death_list")
    return show(request, "cdop/shut_out_agency.html", {"death": death}, form=form)


@door("GET", "POST", to=access.coordinates, proven=True)
def lift_conflict(request: PortalRequest, death_conflict_id: int) -> HttpResponse:
    conflicts = access.conflicts(request.user).select_related("person", "agency", "death")
    conflict = get_object_or_404(conflicts.standing(), pk=death_conflict_id)
    form = LiftForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.lift_conflict(conflict=conflict, by=request.user, **form.cleaned_data)
        messages.success(request, f"Conflict of interest lifted: {conflict.whom}.")
        return redirect(conflict.death)
    context = {"conflict": conflict, "death": conflict.death}
    return show(request, "cdop/lift_conflict.html", context, form=form)
