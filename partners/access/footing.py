"""Who stands where: the ground of every policy. Nothing else decides who may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from partners.models import Action, Partnership, Role, Standing
from portal.access import holds_something_restricted, teams
from portal.models import User


class Home(NamedTuple):
    """What every page says of the partnership a person stands in."""

    pk: int
    live_from: date | None
    name: str
    short_name: str
    colour: str
    logo: str


@dataclass(frozen=True)
class Footing:
    """Everything one person holds today: (role, agency id, partnership id) of each standing."""

    grants: frozenset[tuple[str, int, int]]
    homes: frozenset[Home] = frozenset()

    @property
    def home(self) -> Home | None:
        """The partnership that has lived longest of those the person stands in."""
        return min(self.homes, key=lambda one: (one.live_from or date.max, one.pk), default=None)

    def holds(self, *roles: str) -> bool:
        return any(role in roles for role, _, _ in self.grants)

    def holds_in(self, partnership_id: int, *roles: str) -> bool:
        return any(role in roles and at == partnership_id for role, _, at in self.grants)

    def partnerships(self, *roles: str) -> frozenset[int]:
        """Partnerships where the person holds one of the roles; any role when none is named."""
        return frozenset(at for role, _, at in self.grants if not roles or role in roles)

    def agencies_as(self, *roles: str) -> frozenset[int]:
        """Agencies for which the person holds one of the roles."""
        return frozenset(agency for role, agency, _ in self.grants if role in roles)

    @property
    def agencies(self) -> frozenset[int]:
        return frozenset(agency for _, agency, _ in self.grants)


def standing(user: User) -> Footing:
    """Read once a request; every policy asks here. Strangers and closed accounts stand nowhere."""
    if not (user.is_authenticated and user.is_active):
        return Footing(frozenset())
    known: Footing | None = user.__dict__.get("_footing")
    if known is None:
        of_home = (f"partnership__{name}" for name in Home._fields)
        rows = list(
            Standing.objects.current()
            .filter(person_id=user.pk)
            .values_list("role", "agency_id", *of_home)
        )
        grants = frozenset((role, agency, at) for role, agency, at, *_ in rows)
        known = Footing(grants, frozenset(Home(*row[2:]) for row in rows))
        user.__dict__["_footing"] = known
    return known


def is_partner(user: User) -> bool:
    return bool(standing(user).grants)


def any_of(*roles: str) -> Callable[[User], bool]:
    """A policy: the person holds one of these roles somewhere."""

    def holds_one(user: User) -> bool:
        return standing(user).holds(*roles)

    return holds_one


runs_business = any_of(Role.BUSINESS_TEAM)
works_on_actions = any_of(Role.AGENCY_LEAD, Role.BUSINESS_TEAM)
leads_any_agency = any_of(Role.AGENCY_LEAD)
# Whoever gives access could give it to themselves.
holds_something_restricted(any_of(Role.ACCESS_OFFICER))


def runs_business_of(user: User, partnership: Partnership) -> bool:
    return standing(user).holds_in(partnership.pk, Role.BUSINESS_TEAM)


def leads_agency(user: User, agency_id: int) -> bool:
    return agency_id in standing(user).agencies_as(Role.AGENCY_LEAD)


def reports_on(user: User, action: Action) -> bool:
    """Who writes progress: a lead of the agency that owes the action, or the business team."""
    return owes(user, action) or oversees(user, action)


def owes(user: User, action: Action) -> bool:
    grants = standing(user).grants
    return (Role.AGENCY_LEAD, action.owner_id, action.partnership_id) in grants


def oversees(user: User, action: Action) -> bool:
    return standing(user).holds_in(action.partnership_id, Role.BUSINESS_TEAM)


@teams
def agency_teams(user: User) -> frozenset[str]:
    """The agencies a person answers for, as the owners of deadlines know them."""
    return frozenset(f"agency:{pk}" for pk in standing(user).agencies_as(Role.AGENCY_LEAD))
