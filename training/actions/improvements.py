"""What is to become better: raised with a day, and settled with what came of it."""

from datetime import date

from django.db import transaction

from partners.models import Partnership
from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import User
from training import access
from training.deadlines import IMPROVEMENT
from training.models import Course, Improvement, Provider

audit.words(
    {
        "improvement.raised": "Asked for an improvement of training",
        "improvement.settled": "Said what came of an improvement of training",
    }
)


@transaction.atomic
def raise_improvement(
    *,
    partnership: Partnership,
    provider: Provider | None,
    course: Course | None,
    kind: str,
    text: str,
    because: str,
    due_on: date,
    by: User,
) -> Improvement:
    """Ask a provider, or those who write a course, for a change by a day."""
    insist(access.runs_training_at(by, partnership.pk))
    made = Improvement.objects.create(
        partnership=partnership,
        provider=provider,
        course=course,
        kind=kind,
        text=text,
        because=because,
        due_on=due_on,
        raised_by=by,
    )
    deadlines.start(IMPROVEMENT, made, due_on=due_on, owner=by)
    audit.record("improvement.raised", made, by=by, kind=kind)
    return made


@transaction.atomic
def settle_improvement(*, improvement: Improvement, outcome: str, by: User) -> bool:
    """Say what came of it. Twice is as good as once; True when this call settled it."""
    insist(access.runs_training_at(by, improvement.partnership_id))
    still_open = Improvement.objects.open().filter(pk=improvement.pk)
    if still_open.update(settled_on=clock.today(), outcome=outcome) != 1:
        return False
    deadlines.meet(IMPROVEMENT, improvement)
    audit.record("improvement.settled", improvement, by=by)
    return True
