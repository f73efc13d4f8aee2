"""The people somebody keeps: who they are, what they hold, and giving and ending it."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners import access, actions
from partners.forms import EndForm, LeftForm, PersonFilter, PlaceForm
from partners.models import Role, StandingQuerySet
from partners.views.crumbs import Crumb, back_to
from portal import holdings
from portal.access import door, insist
from portal.exports import Ask, Export, offers
from portal.http import PortalRequest
from portal.models import User
from portal.pages import paged, posted, show
from portal.proof import factors


def narrow(ask: Ask) -> PersonFilter:
    return PersonFilter(ask.asked, user=ask.user)


def people_kept(ask: Ask) -> QuerySet[User]:
    """People as the filters ask, each with the roles they hold now in `held`."""
    held = access.kept_standings(ask.user).current().told()
    rows = narrow(ask).narrow(access.people(ask.user)).order_by("name", "pk")
    return rows.prefetch_related(Prefetch("standings", held, to_attr="held"))


def roles_held(person: Any) -> str:
    return "; ".join(f"{one.get_role_display()} for {one.agency}" for one in person.held)


def roles_of(ask: Ask) -> StandingQuerySet:
    """What is held today in one partnership, of all or of a lead's own agency, role by role."""
    partnership = get_object_or_404(access.kept_partnerships(ask.user), pk=ask.at["partnership_id"])
    held = access.kept_standings(ask.user).current().filter(partnership=partnership)
    return held.told().order_by("role", "person__name", "pk")


PEOPLE = Export(
    key="partners.people",
    title="People",
    filters=narrow,
    rows=people_kept,
    columns=(
        ("Name", lambda person: person.name),
        ("Email address", lambda person: person.email),
        ("Roles now", roles_held),
        ("Account", lambda person: "Open" if person.is_active else "Closed"),
    ),
)
ROLES = Export(
    key="partners.roles",
    title="Who holds what",
    rows=roles_of,
    columns=(
        ("Role", lambda held: held.get_role_display()),
        ("Person", lambda held: held.person.name),
        ("Agency", lambda held: held.agency.name),
        ("Since", lambda held: held.since),
        ("Until", lambda held: held.until),
        ("Way", lambda held: held.get_came_by_display()),
        ("Given by", lambda held: held.given_by and held.given_by.name),
    ),
)


@door("GET", to=access.sees_people)
@offers(PEOPLE)
def person_list(request: PortalRequest) -> HttpResponse:
    user = request.user
    form = PersonFilter(request.GET, user=user)
    context = {
        "page": paged(request, PEOPLE.found(request)),
        "keeps": access.keeps_people(user),
        "governs": access.gives_access(user),
        "partnerships": access.kept_partnerships(user),
    }
    part = "partners/person_list_results.html" if request.htmx else "partners/person_list.html"
    return show(request, part, context, form=form)


@door("GET", to=access.sees_people)
def person(request: PortalRequest, person_id: int) -> HttpResponse:
    user = request.user
    found = get_object_or_404(access.people(user), pk=person_id)
    held = list(access.kept_standings(user).filter(person=found).told().order_by("-since", "-pk"))
    context = {
        "person": found,
        "lines": [(one, not one.is_over and access.may_end(user, one)) for one in held],
        "invitations": access.invitations(user).open().filter(address=found.email.lower()).told(),
        "duties": holdings.duties_of(found, access.kept_ids(user)),
        "may_give": access.keeps_people(user) and user != found and found.is_active,
        "may_say_left": any(not one.is_over and access.may_end(user, one) for one in held),
        "account": account_of(user, found),
        "crumbs": back_to("people"),
    }
    return show(request, "partners/person.html", context)


def account_of(user: User, person: User) -> dict[str, Any]:
    """What an access officer and an operator read of an account; a lead reads nothing of it."""
    if not access.closes_accounts(user):
        return {}
    return {
        "grants": holdings.grants_of(person, access.governed_ids(user)),
        "has_factor": factors.has_one(person),
        "may_change": access.governs_account(user, person),
        "stands_elsewhere": access.stands_elsewhere(user, person),
    }


def back_to_person(person: User) -> list[Crumb]:
    return [*back_to("people"), (person.name, access.page_of(person))]


@door("GET", "POST", to=access.keeps_people, proven=True)
def standing_give(request: PortalRequest, person_id: int) -> HttpResponse:
    found = get_object_or_404(access.people(request.user), pk=person_id)
    insist(found != request.user and found.is_active)
    form = PlaceForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            actions.give_standing(person=found, by=request.user, **form.cleaned_data)
        except actions.Refusal as refusal:
            form.add_error("role", str(refusal))
        else:
            messages.success(request, f"{found} has the role now.")
            return redirect("partners:person", person_id=found.pk)
    context = {"person": found, "crumbs": back_to_person(found)}
    return show(request, "partners/standing_give.html", context, form=form)


@door("GET", "POST", to=access.keeps_people, proven=True)
def standing_end(request: PortalRequest, standing_id: int) -> HttpResponse:
    held = access.kept_standings(request.user).told()
    found = get_object_or_404(held, pk=standing_id)
    insist(access.may_end(request.user, found))
    form = EndForm(posted(request))
    if form.is_valid():
        try:
            actions.end_standing(standing=found, by=request.user, **form.cleaned_data)
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Ended for {found.person}.")
            return redirect("partners:person", person_id=found.person_id)
    context = {"standing": found, "crumbs": back_to_person(found.person)}
    return show(request, "partners/standing_end.html", context, form=form)


@door("GET", "POST", to=access.keeps_people, proven=True)
def person_left(request: PortalRequest, person_id: int) -> HttpResponse:
    user = request.user
    found = get_object_or_404(access.people(user), pk=person_id)
    insist(found != user)
    form = LeftForm(posted(request), user=user, person=found)
    if form.is_valid():
        try:
            actions.mark_left(person=found, by=user, **form.cleaned_data)
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found} holds nothing for this agency any more.")
            return redirect("partners:person", person_id=found.pk)
    context = {
        "person": found,
        "standings": access.kept_standings(user).unended().filter(person=found).told(),
        "duties": holdings.duties_of(found, access.kept_ids(user)),
        "crumbs": back_to_person(found),
    }
    return show(request, "partners/person_left.html", context, form=form)


@door("GET", to=access.keeps_people)
@offers(ROLES)
def role_list(request: PortalRequest, partnership_id: int) -> HttpResponse:
    """Who holds what, since when, and why."""
    by_role: dict[str, list[Any]] = {role.value: [] for role in Role}
    for one in ROLES.found(request, partnership_id=partnership_id):
        by_role[one.role].append(one)
    context = {
        "partnership": access.kept_partnerships(request.user).get(pk=partnership_id),
        "roles": [(Role(role).label, lines) for role, lines in by_role.items()],
        "crumbs": back_to("people"),
    }
    return show(request, "partners/role_list.html", context)
