"""Agencies, their statements, and who held which post."""

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from partners import access
from partners.forms import AgencyFilter, DayFilter
from partners.models import Agency, Post
from partners.views.crumbs import back_to
from portal import clock
from portal.access import door
from portal.http import PortalRequest
from portal.pages import paged, show


@door("GET", to=access.is_partner)
def agency_list(request: PortalRequest) -> HttpResponse:
    form = AgencyFilter(request.GET)
    day = form.chosen
    held = access.agency_statuses(request.user).on(day)
    rows = (
        form.narrow(access.agencies(request.user), request.user)
        .select_related("area")
        .prefetch_related("names", Prefetch("statuses", held, to_attr="held"))
    )
    page = paged(request, rows)
    lines = [(agency, agency.name_on(day)) for agency in page]
    context = {"page": page, "lines": lines, "day": day, "crumbs": back_to("partners")}
    return show(request, "partners/agency_list.html", context, form=form)


@door("GET", to=access.is_partner)
def agency(request: PortalRequest, agency_id: int) -> HttpResponse:
    user = request.user
    rows = access.agencies(user).select_related("area", "parent").prefetch_related("names")
    found = get_object_or_404(rows, pk=agency_id)
    context = {
        "agency": found,
        "statuses": access.agency_statuses(user).filter(agency=found).select_related("partnership"),
        "statements": access.statements(user).filter(agency=found).select_related("partnership"),
        "posts": posts_of(request, found),
        "groups": access.groups(user).filter(members=found),
        "actions": access.actions_owed(user).filter(owner=found).unfinished(),
        "providers": access.agencies(user).filter(parent=found),
        "crumbs": back_to("partners", "agencies"),
    }
    return show(request, "partners/agency.html", context)


def posts_of(request: PortalRequest, agency: Agency) -> QuerySet[Post]:
    held = access.appointments(request.user).held_on(clock.today())
    posts = access.posts(request.user).filter(agency=agency).select_related("partnership")
    return posts.prefetch_related(Prefetch("appointments", held, to_attr="held"))


@door("GET", to=access.is_partner)
def who_held(request: PortalRequest) -> HttpResponse:
    form = DayFilter(request.GET)
    held = access.appointments(request.user).held_on(form.chosen)
    posts = (
        access.posts(request.user)
        .select_related("partnership", "agency", "accountable_to")
        .prefetch_related(Prefetch("appointments", held, to_attr="held"))
    )
    context = {"posts": posts, "day": form.chosen, "crumbs": back_to("partners")}
    return show(request, "partners/who_held.html", context, form=form)


@door("GET", to=access.is_partner)
def statement(request: PortalRequest, statement_id: int) -> HttpResponse:
    points = access.statement_points(request.user).select_related("provider")
    rows = access.statements(request.user).select_related("agency", "partnership", "author_post")
    found = get_object_or_404(rows.prefetch_related(Prefetch("points", points)), pk=statement_id)
    agency = found.agency
    crumbs = [*back_to("partners", "agencies"), (agency.name, agency.get_absolute_url())]
    return show(request, "partners/statement.html", {"statement": found, "crumbs": crumbs})
