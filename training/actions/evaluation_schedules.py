"""Deciding when people are asked what training changed."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from learning_hub.models import Questionnaire
from partners.models import Partnership
from portal import audit
from portal.access import insist
from portal.models import User
from training.access import runs_training_for
from training.models import EvaluationSchedule, EvaluationStage

audit.words({"evaluationschedule.set": "Set when people are asked what training changed"})

Asks = Mapping[str, tuple[Questionnaire, Questionnaire | None]]


class BeginsTooEarly(Exception):
    """A schedule begins after the one before it did: what was asked stays as it was."""


@transaction.atomic
def set_schedule(
    *,
    partnership: Partnership,
    since: date,
    open_days: int,
    stages: Asks,
    conference: Questionnaire | None,
    by: User,
) -> EvaluationSchedule:
    """From a day on, ask these questionnaires at these moments (delegate's, manager's).

    The schedule before ends the day before. Raises BeginsTooEarly.
    """
    insist(runs_training_for(by, partnership.pk))
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    before = EvaluationSchedule.objects.filter(partnership=partnership).first()
    if before is not None and before.since >= since:
        raise BeginsTooEarly
    open_ones = EvaluationSchedule.objects.filter(partnership=partnership, until=None)
    open_ones.update(until=since - timedelta(days=1))
    made = EvaluationSchedule.objects.create(
        partnership=partnership, since=since, open_days=open_days, conference=conference
    )
    for when, (delegates, managers) in stages.items():
        EvaluationStage.objects.create(
            schedule=made, when=when, questionnaire=delegates, managers=managers
        )
    audit.record("evaluationschedule.set", made, by=by, since=since.isoformat())
    return made
