"""Saying which groups answer for the quality of training, and when that ends."""

from datetime import date

from django.db import transaction

from partners.models import Group
from portal import audit
from portal.access import insist
from portal.models import User
from training import access
from training.actions.refused_plans import PlanRefused
from training.models import TrainingGroup

audit.words(
    {
        "traininggroup.named": "Said that a group answers for training",
        "traininggroup.ended": "Said until when a group answers for training",
    }
)


class AnswersAlready(PlanRefused):
    field = "group"
    sentence = "This group answers for training already"


class EndsBeforeItBegan(PlanRefused):
    field = "until"
    sentence = "The last day must be the first day or later"


class EndedAlready(PlanRefused):
    sentence = "Somebody has said already until when this group answers for training"


@transaction.atomic
def name_training_group(
    *,
    group: Group,
    kind: str,
    part: str,
    since: date,
    takes_over_from: TrainingGroup | None,
    by: User,
) -> TrainingGroup:
    """A group answers for training from a day on. Raises AnswersAlready."""
    insist(access.runs_training_at(by, group.partnership_id))
    held = Group.objects.select_for_update().get(pk=group.pk)
    known = TrainingGroup.objects.filter(group=held)
    if known.filter(until=None).exists() or known.on(since).exists():
        raise AnswersAlready
    made = TrainingGroup.objects.create(
        partnership_id=held.partnership_id,
        group=held,
        kind=kind,
        part=part,
        since=since,
        takes_over_from=takes_over_from,
    )
    audit.record("traininggroup.named", made, by=by, kind=kind)
    return made


@transaction.atomic
def end_training_group(*, standing: TrainingGroup, until: date, by: User) -> None:
    """Say which day is its last. Raises EndsBeforeItBegan, EndedAlready."""
    insist(access.runs_training_at(by, standing.partnership_id))
    if until < standing.since:
        raise EndsBeforeItBegan
    still = TrainingGroup.objects.filter(pk=standing.pk, until=None)
    if still.update(until=until) != 1:
        raise EndedAlready
    audit.record("traininggroup.ended", standing, by=by)
