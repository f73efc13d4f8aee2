"""Training strategies: entering and changing one, its targets, and what was reached."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from partners.models import Agency, Partnership
from portal import audit, clock, deadlines
from portal.access import insist
from portal.models import User
from training import access
from training.actions.refused_plans import ChangedMeanwhile, PlanRefused
from training.deadlines import STRATEGY_TARGET
from training.models import StrategyTarget, TargetCount, TrainingStrategy

audit.words(
    {
        "trainingstrategy.entered": "Entered a training strategy",
        "trainingstrategy.rewritten": "Changed a training strategy",
        "strategytarget.set": "Set a target of a training strategy",
        "strategytarget.counted": "Reported what a training strategy has reached",
        "strategytarget.corrected": "Corrected what a training strategy had reached",
        "strategytarget.settled": "Said what came of a target of a training strategy",
    }
)


class TargetSet(PlanRefused):
    field = "level"
    sentence = "The strategy already aims at this level, for these staff, by this day"


class TargetSettled(PlanRefused):
    sentence = "Somebody has said what came of this target. It stays as it is."


@transaction.atomic
def enter_strategy(
    *, partnership: Partnership, agency: Agency | None, sector: str, facts: Mapping[str, Any],
    by: User,
) -> TrainingStrategy:  # fmt: skip
    """Enter the strategy of an agency, or of all agencies of a sector."""
    insist(access.writes_strategy_at(by, partnership.pk, agency.pk if agency else None))
    made = TrainingStrategy.objects.create(
        partnership=partnership, agency=agency, sector=sector, **facts
    )
    audit.record("trainingstrategy.entered", made, by=by)
    return made


@transaction.atomic
def rewrite_strategy(
    *, strategy: TrainingStrategy, seen: int, facts: Mapping[str, Any], by: User
) -> None:
    """Change what is said of it. `seen`: the edition that was read. Raises ChangedMeanwhile."""
    insist(access.keeps_strategy(by, strategy))
    as_read = TrainingStrategy.objects.filter(pk=strategy.pk, edition=seen)
    if as_read.update(**facts, edition=F("edition") + 1) != 1:
        raise ChangedMeanwhile
    audit.record("trainingstrategy.rewritten", strategy, by=by, edition=seen + 1)


@transaction.atomic
def set_target(
    *, strategy: TrainingStrategy, level: str, staff: str, share: int, due_on: date, by: User
) -> StrategyTarget:
    """Aim at a share of staff by a day, of which those who keep it are reminded.

    Raises TargetSet.
    """
    insist(access.keeps_strategy(by, strategy))
    made, is_new = StrategyTarget.objects.get_or_create(
        strategy=strategy, level=level, staff=staff, due_on=due_on, defaults={"share": share}
    )
    if not is_new:
        raise TargetSet
    deadlines.start(STRATEGY_TARGET, made, due_on=due_on, owner=by)
    audit.record("strategytarget.set", made, by=by, share=share)
    return made


def held(target: StrategyTarget) -> StrategyTarget:
    """The target under its lock: whoever reports and whoever settles wait for each other.

    Raises TargetSettled.
    """
    found = StrategyTarget.objects.select_for_update().get(pk=target.pk)
    if found.settled_on is not None:
        raise TargetSettled
    return found


@transaction.atomic
def report_count(
    *,
    target: StrategyTarget,
    counted_on: date,
    reached: int | None,
    needed: int | None,
    note: str,
    by: User,
) -> TargetCount:
    """Say how many of how many had the level on a day; None: not available.

    Told again for the same day, it replaces what was told. Raises TargetSettled.
    """
    insist(access.keeps_strategy(by, target.strategy))
    told = {"reached": reached, "needed": needed, "note": note, "told_by": by}
    made, is_new = TargetCount.objects.update_or_create(
        target=held(target), counted_on=counted_on, defaults=told
    )
    what = "strategytarget.counted" if is_new else "strategytarget.corrected"
    audit.record(what, target, by=by, counted=made.pk)
    return made


@transaction.atomic
def settle_target(*, target: StrategyTarget, outcome: str, by: User) -> None:
    """Say what came of it; nobody is reminded of it any more. Raises TargetSettled."""
    insist(access.keeps_strategy(by, target.strategy))
    found = held(target)
    found.settled_on, found.outcome = clock.today(), outcome
    found.save(update_fields=["settled_on", "outcome"])
    deadlines.meet(STRATEGY_TARGET, found)
    audit.record("strategytarget.settled", found, by=by)
