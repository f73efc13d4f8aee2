"""Conferences: what is planned, the programme of the day, and what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.access import is_partner
from portal.access import door, insist
from portal.exports import Export, offers
from portal.http import PortalRequest
from portal.pages import paged, posted, show
from training import access, actions
from training.forms import ConferenceForm, FollowUpForm, ItemForm
from training.models import Conference
from training.views.crumbs import Crumb, back_to
from training.views.planning import explained

CONFERENCES = Export(
    key="training.conferences",
    title="Conferences",
    rows=lambda ask: access.conferences_attended(ask.user),
    columns=(
        ("Conference", lambda one: one.title),
        ("Expected", lambda one: one.expected and one.expected.text),
        ("Day", lambda one: one.session and one.session.starts_on),
        ("State", lambda one: one.session.get_status_display() if one.session else "No date yet"),
        ("Priorities", lambda one: "; ".join(map(str, one.priorities.all())) or None),
        ("Attended", lambda one: one.came),
    ),
)


@door("GET", to=is_partner)
@offers(CONFERENCES)
def conference_list(request: PortalRequest) -> HttpResponse:
    context = {
        "conferences": paged(request, CONFERENCES.found(request)),
        "runs": access.runs_training(request.user),
        "crumbs": back_to("courses"),
    }
    return show(request, "training/conference_list.html", context)


def conference_of(request: PortalRequest, conference_id: int) -> Conference:
    conferences = access.conferences_attended(request.user)
    return get_object_or_404(conferences, pk=conference_id)


def run_conference(request: PortalRequest, conference_id: int) -> Conference:
    found = conference_of(request, conference_id)
    insist(access.runs_training_at(request.user, found.partnership_id))
    return found


def above(found: Conference) -> list[Crumb]:
    return [*back_to("courses", "conferences"), (found.title, found.get_absolute_url())]


@door("GET", to=is_partner)
def conference(request: PortalRequest, conference_id: int) -> HttpResponse:
    found = conference_of(request, conference_id)
    context = {
        "conference": found,
        "items": found.items.all(),
        "follow_ups": found.follow_ups.select_related("resource"),
        "runs": access.runs_training_at(request.user, found.partnership_id),
        "crumbs": back_to("courses", "conferences"),
    }
    return show(request, "training/conference.html", context)


@door("GET", "POST", to=access.runs_training)
def conference_add(request: PortalRequest) -> HttpResponse:
    form = ConferenceForm(posted(request), user=request.user)
    if form.is_valid():
        at = form.cleaned_data["partnership"]
        made = actions.plan_conference(partnership=at, facts=form.facts, by=request.user)
        messages.success(request, "Conference planned.")
        return redirect(made)
    context = {"crumbs": back_to("courses", "conferences")}
    return show(request, "training/conference_add.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def conference_edit(request: PortalRequest, conference_id: int) -> HttpResponse:
    found = run_conference(request, conference_id)
    form = ConferenceForm(posted(request), user=request.user, conference=found)
    if form.is_valid():
        seen = form.cleaned_data["edition"] or 0
        with explained(form):
            actions.rewrite_conference(
                conference=found, seen=seen, facts=form.facts, by=request.user
            )
            messages.success(request, "Conference changed.")
            return redirect(found)
    context = {"conference": found, "crumbs": above(found)}
    return show(request, "training/conference_edit.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def item_add(request: PortalRequest, conference_id: int) -> HttpResponse:
    found = run_conference(request, conference_id)
    form = ItemForm(posted(request))
    if form.is_valid():
        actions.add_item(conference=found, facts=form.cleaned_data, by=request.user)
        messages.success(request, "Added to the programme.")
        return redirect(found)
    context = {"conference": found, "crumbs": above(found)}
    return show(request, "training/item_add.html", context, form=form)


@door("POST", to=access.runs_training)
def item_remove(request: PortalRequest, item_id: int) -> HttpResponse:
    items = access.programme_items(request.user).select_related("conference")
    item = get_object_or_404(items, pk=item_id)
    insist(access.runs_training_at(request.user, item.conference.partnership_id))
    actions.remove_item(item=item, by=request.user)
    messages.success(request, "Taken out of the programme.")
    return redirect(item.conference)


@door("GET", "POST", to=access.runs_training)
def follow_up_add(request: PortalRequest, conference_id: int) -> HttpResponse:
    found = run_conference(request, conference_id)
    form = FollowUpForm(posted(request), partnership=found.partnership_id)
    if form.is_valid():
        actions.add_follow_up(conference=found, facts=form.facts, by=request.user)
        messages.success(request, "Added.")
        return redirect(found)
    context = {"conference": found, "crumbs": above(found)}
    return show(request, "training/follow_up_add.html", context, form=form)


@door("GET", "POST", to=access.runs_training)
def follow_up_edit(request: PortalRequest, follow_up_id: int) -> HttpResponse:
    products = access.follow_ups(request.user).select_related("conference")
    found = get_object_or_404(products, pk=follow_up_id)
    at = found.conference.partnership_id
    insist(access.runs_training_at(request.user, at))
    form = FollowUpForm(posted(request), partnership=at, follow_up=found)
    if form.is_valid():
        seen = form.cleaned_data["seen"] or ""
        with explained(form):
            actions.change_follow_up(follow_up=found, seen=seen, facts=form.facts, by=request.user)
            messages.success(request, "Changed.")
            return redirect(found.conference)
    context = {"follow_up": found, "crumbs": above(found.conference)}
    return show(request, "training/follow_up_edit.html", context, form=form)
