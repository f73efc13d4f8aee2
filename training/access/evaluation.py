"""Evaluations: read by those who run training; by a trainer without names; answered by a link."""

from django.db.models import Q, QuerySet

from partners.access import any_of, standing
from partners.models import Partnership, PartnershipQuerySet, Role
from portal.access import keeper, key_of
from portal.models import User
from training.access.catalogue import LEADS
from training.models import (
    EvaluationRequest,
    EvaluationRequestQuerySet,
    EvaluationRound,
    EvaluationRoundQuerySet,
    EvaluationSchedule,
    EvaluationScheduleQuerySet,
    EvaluationStage,
)

reads_evaluations = any_of(*LEADS, Role.TRAINER)


@keeper(EvaluationSchedule)
def evaluation_schedules(user: User) -> EvaluationScheduleQuerySet:
    return EvaluationSchedule.objects.filter(partnership__in=standing(user).partnerships(*LEADS))


@keeper(EvaluationStage)
def evaluation_stages(user: User) -> QuerySet[EvaluationStage]:
    ours = standing(user).partnerships(*LEADS)
    return EvaluationStage.objects.filter(schedule__partnership__in=ours)


@keeper(EvaluationRound)
def evaluation_rounds(user: User) -> EvaluationRoundQuerySet:
    """Of the sessions one runs or teaches; what a trainer sees of them names nobody."""
    footing = standing(user)
    runs = Q(session__course__partnership__in=footing.partnerships(*LEADS))
    teach = Q(session__trainer_id=user.pk) & Q(
        session__course__partnership__in=footing.partnerships(Role.TRAINER)
    )
    return EvaluationRound.objects.filter(runs | teach)


@keeper(EvaluationRequest)
def evaluation_requests(user: User) -> EvaluationRequestQuerySet:
    """One's own, and those of the training one runs. A trainer sees none: they name people."""
    runs = Q(round__session__course__partnership__in=standing(user).partnerships(*LEADS))
    own = Q(booking__person_id=key_of(user), asked=EvaluationRequest.Asked.DELEGATE)
    return EvaluationRequest.objects.filter(runs | own)


def evaluation_of(token: str) -> EvaluationRequestQuerySet:
    """What a link of a mail leads to: whoever has the link may answer."""
    return EvaluationRequest.objects.of_token(token)


def own_evaluations(user: User) -> EvaluationRequestQuerySet:
    """What this person is asked themselves."""
    own = EvaluationRequest.objects.filter(booking__person_id=key_of(user))
    return own.filter(asked=EvaluationRequest.Asked.DELEGATE)


def partnerships_evaluated(user: User) -> PartnershipQuerySet:
    """The partnerships whose training this person runs."""
    return Partnership.objects.filter(pk__in=standing(user).partnerships(*LEADS))


def runs_training_for(user: User, partnership_id: int) -> bool:
    return standing(user).holds_in(partnership_id, *LEADS)
