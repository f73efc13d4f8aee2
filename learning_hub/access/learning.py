"""Learning, audits, cycles, indicators and resources: who sees them, who may change them."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from learning_hub.models import (
    Audit,
    Conference,
    Cycle,
    CycleEvent,
    Finding,
    HubNote,
    Indicator,
    LearningPoint,
    LearningPointQuerySet,
    Recommendation,
    Resource,
    ResourceQuerySet,
    Stage,
    Theme,
    Value,
)
from partners.access import actions_owed, any_of, is_partner, rows_of, standing
from partners.models import Role
from portal.access import keeper
from portal.menu import Entry
from portal.models import User

MENU = Entry(label="Learning hub", url="learning_hub:learning_list", to=is_partner, order=50)

runs_hub = any_of(Role.BUSINESS_TEAM)
answers = any_of(Role.AGENCY_LEAD)


def runs_hub_of(user: User, partnership_id: int) -> bool:
    return standing(user).holds_in(partnership_id, Role.BUSINESS_TEAM)


def may_check(user: User, point: LearningPoint) -> bool:
    """The business team checks, and never its own words: two people read before anyone else."""
    return runs_hub_of(user, point.partnership_id) and point.written_by_id != user.pk


def may_move(user: User, point: LearningPoint) -> bool:
    return runs_hub_of(user, point.partnership_id)


def may_edit(user: User, point: LearningPoint) -> bool:
    """The writer, so that whoever checks reads words of somebody else.

    A draft that came in a pack has no writer: the business team takes it up.
    """
    if point.written_by_id is None:
        return runs_hub_of(user, point.partnership_id)
    return point.written_by_id == user.pk


def may_close(user: User, stage: Stage) -> bool:
    return runs_hub_of(user, stage.cycle.partnership_id)


def answers_for(user: User, recommendation: Recommendation) -> bool:
    """The lead, here, of the agency that was asked."""
    asked = (Role.AGENCY_LEAD, recommendation.to_id, recommendation.partnership_id)
    return asked in standing(user).grants


@keeper(Theme)
def themes(user: User) -> QuerySet[Theme]:
    return Theme.objects.all()


@keeper(LearningPoint)
def learning_points(user: User) -> LearningPointQuerySet:
    """What is shared is for everybody here; a draft is for its writer and the business team."""
    stands = standing(user)
    here = LearningPoint.objects.filter(partnership__in=stands.partnerships())
    own = Q(written_by_id=user.pk) | Q(partnership__in=stands.partnerships(Role.BUSINESS_TEAM))
    return here.filter(Q(status=LearningPoint.Status.SHARED) | own)


@keeper(Recommendation)
def recommendations(user: User) -> QuerySet[Recommendation]:
    """A recommendation shows no more than the learning it follows."""
    here = Recommendation.objects.filter(partnership__in=standing(user).partnerships())
    return here.filter(Q(learning_point=None) | Q(learning_point__in=learning_points(user)))


@keeper(Resource)
def resources(user: User) -> ResourceQuerySet:
    """The public sees what is published for it; partners see the rest of their own."""
    own = Resource.objects.filter(partnership__in=standing(user).partnerships())
    return own | Resource.objects.public()


def unshared(user: User) -> LearningPointQuerySet:
    """Drafts and checked points that wait for somebody, as far as this person may see them."""
    return learning_points(user).exclude(status=LearningPoint.Status.SHARED)


def to_answer(user: User, asked: Iterable[Recommendation]) -> frozenset[int]:
    """Those recommendations that wait for this person's answer, by id."""
    return frozenset(r.pk for r in asked if r.accepted is None and answers_for(user, r))


def chains(user: User) -> QuerySet[Recommendation]:
    """Recommendations with each link that this person may follow."""
    return (
        recommendations(user)
        .select_related("to", "finding", "learning_point", "audit")
        .prefetch_related(
            Prefetch("actions", queryset=actions_owed(user).select_related("owner")),
            Prefetch("resources", queryset=resources(user)),
        )
    )


audits = rows_of(Audit, "partnership")
findings = rows_of(Finding, "audit__partnership")
cycles = rows_of(Cycle, "partnership")
stages = rows_of(Stage, "cycle__partnership")
cycle_events = rows_of(CycleEvent, "cycle__partnership")
hub_notes = rows_of(HubNote, "partnership")
indicators = rows_of(Indicator, "partnership")
values = rows_of(Value, "indicator__partnership")
conferences = rows_of(Conference, "partnership")
