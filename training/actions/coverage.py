"""The list of training needs: raising one, saying which courses answer it, settling it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from partners.models import Partnership
from portal import audit, clock
from portal.access import insist
from portal.models import User
from training import access
from training.actions.refused_plans import ChangedMeanwhile
from training.models import TrainingNeed

audit.words(
    {
        "trainingneed.raised": "Raised a training need",
        "trainingneed.rewritten": "Changed a training need",
        "trainingneed.settled": "Settled a training need",
        "trainingneed.opened_again": "Opened a training need again",
    }
)

Status = TrainingNeed.Status
Facts = Mapping[str, Any]


@transaction.atomic
def raise_need(*, partnership: Partnership, facts: Facts, by: User) -> TrainingNeed:
    """Put something people should learn on the list, with the courses that answer it."""
    insist(access.runs_training_at(by, partnership.pk))
    told = {name: fact for name, fact in facts.items() if name != "courses"}
    need = TrainingNeed.objects.create(partnership=partnership, raised_on=clock.today(), **told)
    need.courses.set(facts.get("courses", ()))
    audit.record("trainingneed.raised", need, by=by, kind=need.kind)
    return need


@transaction.atomic
def rewrite_need(*, need: TrainingNeed, seen: int, facts: Facts, by: User) -> None:
    """Change what is said of it. `seen`: the edition that was read. Raises ChangedMeanwhile."""
    insist(access.runs_training_at(by, need.partnership_id))
    told = {name: fact for name, fact in facts.items() if name != "courses"}
    as_read = TrainingNeed.objects.filter(pk=need.pk, edition=seen)
    if as_read.update(**told, edition=F("edition") + 1) != 1:
        raise ChangedMeanwhile
    if "courses" in facts:
        need.courses.set(facts["courses"])
    audit.record("trainingneed.rewritten", need, by=by, edition=seen + 1)


@transaction.atomic
def settle_need(*, need: TrainingNeed, status: str, because: str, by: User) -> bool:
    """Say that a need is met, or set aside, and why. Twice is as good as once."""
    insist(access.runs_training_at(by, need.partnership_id))
    settled = {"settled_because": because, "settled_on": clock.today()}
    still_open = TrainingNeed.objects.open().filter(pk=need.pk)
    if still_open.update(status=status, **settled, edition=F("edition") + 1) != 1:
        return False
    audit.record("trainingneed.settled", need, by=by, to=status)
    return True


@transaction.atomic
def open_need_again(*, need: TrainingNeed, by: User) -> bool:
    insist(access.runs_training_at(by, need.partnership_id))
    settled = TrainingNeed.objects.filter(pk=need.pk).exclude(status=Status.OPEN)
    opened = {"status": Status.OPEN, "settled_because": "", "settled_on": None}
    if settled.update(**opened, edition=F("edition") + 1) != 1:
        return False
    audit.record("trainingneed.opened_again", need, by=by)
    return True
