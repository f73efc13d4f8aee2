"""Which rows of partnerships, agencies and what they keep a person may see."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet

from partners.access.footing import is_partner, standing
from partners.models import (
    Action,
    ActionNote,
    ActionQuerySet,
    Agency,
    AgencyName,
    AgencyQuerySet,
    AgencyStatement,
    AgencyStatus,
    AgencyStatusQuerySet,
    Appointment,
    AppointmentQuerySet,
    Area,
    AreaChange,
    BudgetYear,
    Comment,
    Consultation,
    Contribution,
    Decision,
    Group,
    Meeting,
    Milestone,
    MilestoneQuerySet,
    Partnership,
    PartnershipArea,
    PartnershipChange,
    PartnershipQuerySet,
    Population,
    Post,
    Priority,
    RelevantAgencyCategory,
    Role,
    ServiceShare,
    SharedService,
    Spending,
    Standing,
    StatementPoint,
)
from portal.access import keeper
from portal.menu import Entry
from portal.models import User

M = TypeVar("M", bound=Model)


@keeper(Partnership)
def partnerships(user: User) -> PartnershipQuerySet:
    return Partnership.objects.filter(pk__in=standing(user).partnerships())


def brands() -> PartnershipQuerySet:
    """Name and colour of a partnership are public."""
    return Partnership.objects.all()


@keeper(Agency)
def agencies(user: User) -> AgencyQuerySet:
    """Agencies that are, were or have people in a partnership where this person stands."""
    return agencies_in(standing(user).partnerships())


def agencies_of(user: User, partnership: Partnership) -> AgencyQuerySet:
    """Of those this person sees, the agencies of one partnership."""
    return agencies_in(standing(user).partnerships() & {partnership.pk})


def agencies_in(ours: frozenset[int]) -> AgencyQuerySet:
    named = AgencyStatus.objects.filter(partnership__in=ours)
    staffed = Standing.objects.filter(partnership__in=ours)
    known = Q(pk__in=named.values("agency")) | Q(pk__in=staffed.values("agency"))
    return Agency.objects.filter(known)


@keeper(Action)
def actions_owed(user: User) -> ActionQuerySet:
    return Action.objects.filter(partnership__in=standing(user).partnerships())


@keeper(Appointment)
def appointments(user: User) -> AppointmentQuerySet:
    return Appointment.objects.filter(post__partnership__in=standing(user).partnerships())


@keeper(AgencyStatus)
def agency_statuses(user: User) -> AgencyStatusQuerySet:
    return AgencyStatus.objects.filter(partnership__in=standing(user).partnerships())


def partnerships_run(user: User) -> PartnershipQuerySet:
    """The partnerships whose business team this person is in."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(Role.BUSINESS_TEAM))


def reference_data(model: type[M]) -> Callable[[User], QuerySet[M]]:
    """Facts about places and services that every partnership shares."""

    @keeper(model)
    def all_rows(user: User) -> QuerySet[M]:
        rows = model._default_manager.all()
        return rows if is_partner(user) else rows.none()

    return all_rows


def rows_of(model: type[M], path: str) -> Callable[[User], QuerySet[M]]:
    """Rows of the partnerships where a person stands; `path` leads from row to partnership."""

    @keeper(model)
    def ours(user: User) -> QuerySet[M]:
        mine: dict[str, Any] = {f"{path}__in": standing(user).partnerships()}
        return model._default_manager.filter(**mine)

    return ours


areas = reference_data(Area)
area_changes = reference_data(AreaChange)
populations = reference_data(Population)
shared_services = reference_data(SharedService)
agency_names = reference_data(AgencyName)


def changes_of(user: User, partnership: Partnership) -> QuerySet[AreaChange]:
    """What passed from area to area, into or out of the areas that a partnership covers."""
    covered = PartnershipArea.objects.filter(partnership=partnership).values("area")
    touched = Q(successor__in=covered) | Q(predecessor__in=covered)
    return area_changes(user).filter(touched).select_related("predecessor", "successor")


def shares_on(user: User, partnership: Partnership, day: date) -> QuerySet[ServiceShare]:
    """The services a partnership shares on a day, each with those that share it on that day."""
    in_force = Q(until=None) | Q(until__gte=day)
    shares = ServiceShare.objects.filter(in_force, since__lte=day)
    beside = Prefetch(
        "service__shares", shares.exclude(partnership=partnership).select_related("partnership")
    )
    mine = service_shares(user).filter(in_force, partnership=partnership, since__lte=day)
    return mine.select_related("service").prefetch_related(beside).order_by("service__name")


@keeper(Milestone)
def milestones(user: User) -> MilestoneQuerySet:
    return Milestone.objects.filter(partnership__in=standing(user).partnerships())


def populations_of(user: User, partnership: Partnership) -> QuerySet[Population]:
    """Counts of people in the areas a partnership covers, and in wider areas they make up."""
    covered = Q(area__coverage__partnership=partnership)
    wider = Q(area__members__coverage__partnership=partnership)
    return populations(user).filter(covered | wider).select_related("area").distinct()


coverage = rows_of(PartnershipArea, "partnership")
partnership_changes = rows_of(PartnershipChange, "successor")
service_shares = rows_of(ServiceShare, "partnership")
relevant_categories = rows_of(RelevantAgencyCategory, "partnership")
posts = rows_of(Post, "partnership")
groups = rows_of(Group, "partnership")
meetings = rows_of(Meeting, "group__partnership")
decisions = rows_of(Decision, "meeting__group__partnership")
priorities = rows_of(Priority, "partnership")
budget_years = rows_of(BudgetYear, "partnership")
contributions = rows_of(Contribution, "budget_year__partnership")
spending = rows_of(Spending, "budget_year__partnership")
statements = rows_of(AgencyStatement, "partnership")
statement_points = rows_of(StatementPoint, "statement__partnership")
action_notes = rows_of(ActionNote, "action__partnership")
consultations = rows_of(Consultation, "partnership")
comments = rows_of(Comment, "consultation__partnership")

PARTNERS = Entry(label="Partners", url="partners:partnership_list", to=is_partner, order=20)
ACTIONS = Entry(label="Actions", url="partners:action_list", to=is_partner, order=25)
