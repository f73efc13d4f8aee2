"""Agencies, their statements, and who held which post."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from partners import access
from partners.forms import AgencyFilter, DayFilter
from partners.models import Agency, Post
from partners.views.crumbs import back_to
from portal import clock
from portal.access import door
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.pages import paged, show


def agencies_found(ask: Ask) -> QuerySet[Agency]:
    form = AgencyFilter(ask.asked)
    held = access.agency_statuses(ask.user).on(form.chosen)
    return (
        form.narrow(access.agencies(ask.user), ask.user)
        .select_related("area")
        .prefetch_related("names", Prefetch("statuses", held, to_attr="held"))
    )


def named(ask: Ask, rows: Iterable[Agency]) -> list[tuple[Agency, str]]:
    """Agencies with the names they bore on the day."""
    day = AgencyFilter(ask.asked).chosen
    return [(agency, agency.name_on(day)) for agency in rows]


AGENCIES = Export(
    key="partners.agencies",
    title="Agencies",
    filters=lambda ask: AgencyFilter(ask.asked),
    scope=lambda ask: f"As on {AgencyFilter(ask.asked).chosen}",
    rows=agencies_found,
    lines=named,
    columns=(
        ("Agency", lambda line: line[1]),
        ("Kind", lambda line: line[0].get_kind_display()),
        ("Area", lambda line: line[0].area and line[0].area.name),
        (
            "Part in the partnership",
            lambda line: ", ".join(one.get_status_display() for one in line[0].held) or None,
        ),
    ),
)


@door("GET", to=access.is_partner)
@offers(AGENCIES)
def agency_list(request: PortalRequest) -> HttpResponse:
    form = AgencyFilter(request.GET)
    page = paged(request, AGENCIES.found(request))
    context = {
        "page": page,
        "lines": AGENCIES.shown(request, page),
        "day": form.chosen,
        "crumbs": back_to("partners"),
    }
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


def posts_found(ask: Ask) -> QuerySet[Post]:
    held = access.appointments(ask.user).held_on(DayFilter(ask.asked).chosen)
    return (
        access.posts(ask.user)
        .select_related("partnership", "agency", "accountable_to")
        .prefetch_related(Prefetch("appointments", held, to_attr="held"))
    )


POSTS = Export(
    key="partners.posts",
    title="Who held each post",
    filters=lambda ask: DayFilter(ask.asked),
    scope=lambda ask: f"As on {DayFilter(ask.asked).chosen}",
    rows=posts_found,
    columns=(
        ("Post", str),
        ("Kind", lambda post: post.term.capitalize()),
        ("Agency", lambda post: str(post.agency or post.partnership.short_name)),
        (
            "Held by",
            lambda post: ", ".join(f"{o.holder_title} ({o.when})" for o in post.held) or None,
        ),
        ("Accountable to", lambda post: post.accountable_to and str(post.accountable_to)),
    ),
)


@door("GET", to=access.is_partner)
@offers(POSTS)
def who_held(request: PortalRequest) -> HttpResponse:
    form = DayFilter(request.GET)
    page = paged(request, POSTS.found(request), per=50)
    context = {"page": page, "day": form.chosen, "crumbs": back_to("partners")}
    return show(request, "partners/who_held.html", context, form=form)


@door("GET", to=access.is_partner)
def statement(request: PortalRequest, statement_id: int) -> HttpResponse:
    points = access.statement_points(request.user).select_related("provider")
    rows = access.statements(request.user).select_related("agency", "partnership", "author_post")
    found = get_object_or_404(rows.prefetch_related(Prefetch("points", points)), pk=statement_id)
    agency = found.agency
    crumbs = [*back_to("partners", "agencies"), (agency.name, agency.get_absolute_url())]
    return show(request, "partners/statement.html", {"statement": found, "crumbs": crumbs})
