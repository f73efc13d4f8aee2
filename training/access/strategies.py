"""Training strategies: who reads them, and who keeps them."""

from django.db.models import Q, QuerySet

from partners.access import agencies_in, any_of, standing
from partners.models import Agency, AgencyQuerySet, Partnership, PartnershipQuerySet, Role
from portal.access import keeper
from portal.models import User
from training.access.catalogue import LEADS
from training.models import (
    StrategyTarget,
    TargetCount,
    TrainingStrategy,
    TrainingStrategyQuerySet,
)

READERS = (*LEADS, Role.EXECUTIVE, Role.SCRUTINEER)

sees_strategies = any_of(Role.AGENCY_LEAD, *READERS)
writes_strategies = any_of(Role.AGENCY_LEAD, *LEADS)


@keeper(TrainingStrategy)
def strategies(user: User) -> TrainingStrategyQuerySet:
    """Of one's partnership; to an agency lead those of the agency, and of its sector."""
    found = Q(partnership__in=standing(user).partnerships(*READERS))
    for role, agency, at in standing(user).grants:
        if role == Role.AGENCY_LEAD:
            own = Agency.objects.filter(pk=agency).values("sector")
            found |= Q(partnership=at) & (Q(agency=agency) | Q(agency=None, sector__in=own))
    return TrainingStrategy.objects.filter(found)


@keeper(StrategyTarget)
def strategy_targets(user: User) -> QuerySet[StrategyTarget]:
    return StrategyTarget.objects.filter(strategy__in=strategies(user))


@keeper(TargetCount)
def target_counts(user: User) -> QuerySet[TargetCount]:
    return TargetCount.objects.filter(target__strategy__in=strategies(user))


def writes_strategy_at(user: User, partnership_id: int, agency_id: int | None) -> bool:
    """Whoever runs training there, for any; the lead of an agency, for that one."""
    held = standing(user)
    own = (Role.AGENCY_LEAD, agency_id, partnership_id) in held.grants
    return own or held.holds_in(partnership_id, *LEADS)


def keeps_strategy(user: User, strategy: TrainingStrategy) -> bool:
    return writes_strategy_at(user, strategy.partnership_id, strategy.agency_id)


def strategy_places(user: User) -> PartnershipQuerySet:
    """The partnerships where this person may enter a strategy."""
    at = standing(user).partnerships(Role.AGENCY_LEAD, *LEADS)
    return Partnership.objects.filter(pk__in=at).order_by("name")


def strategy_agencies(user: User) -> AgencyQuerySet:
    """The agencies whose strategy this person may enter."""
    run = agencies_in(standing(user).partnerships(*LEADS)).order_by()
    led = standing(user).agencies_as(Role.AGENCY_LEAD)
    return Agency.objects.filter(Q(pk__in=led) | Q(pk__in=run.values("pk"))).order_by("name", "pk")
