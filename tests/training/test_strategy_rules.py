"""Training strategies: who is reminded, who may change what, and what the database refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from portal import clock
from tests.factories.partners import AgencyFactory
from tests.factories.training_strategies import (
    StrategyTargetFactory,
    TargetCountFactory,
    TrainingStrategyFactory,
)
from tests.training.programme import agency_lead, in_days, lead_of
from training import actions
from training.deadlines import aiming
from training.models import StrategyTarget, TargetCount, TrainingStrategy

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return TrainingStrategyFactory(agency=AgencyFactory(sector="health"))


@pytest.fixture
def lead(strategy):
    """Who leads the agency whose strategy it is."""
    return agency_lead(strategy.partnership, strategy.agency)


@pytest.fixture
def target(strategy):
    return StrategyTargetFactory(strategy=strategy, level="Level 3", staff="Midwives")


def test_leads_of_the_agency_and_of_training_are_reminded(strategy, lead, target):
    trainer = lead_of(strategy.partnership)
    agency_lead(strategy.partnership, AgencyFactory())
    shared = StrategyTargetFactory(
        strategy__partnership=strategy.partnership, strategy__agency=None,
        strategy__sector="health",
    )  # fmt: skip

    assert set(aiming(target)) == {lead, trainer}
    assert set(aiming(shared)) == {trainer}


def test_nobody_else_changes_anything(strategy, target):
    stranger = agency_lead(strategy.partnership, AgencyFactory())
    facts = {"title": "x"}

    with pytest.raises(PermissionDenied):
        actions.enter_strategy(
            partnership=strategy.partnership, agency=strategy.agency, sector="", facts=facts,
            by=stranger,
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        actions.enter_strategy(
            partnership=strategy.partnership, agency=None, sector="health", facts=facts,
            by=stranger,
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        actions.rewrite_strategy(strategy=strategy, seen=1, facts=facts, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.set_target(
            strategy=strategy, level="1", staff="all", share=9, due_on=in_days(9), by=stranger
        )
    with pytest.raises(PermissionDenied):
        actions.report_count(
            target=target, counted_on=clock.today(), reached=1, needed=2, note="", by=stranger
        )
    with pytest.raises(PermissionDenied):
        actions.settle_target(target=target, outcome="x", by=stranger)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"sector": "health"}, "of_an_agency_or_a_sector"),
        ({"agency": None}, "of_an_agency_or_a_sector"),
        ({"ends_on": clock.today() - timedelta(days=999)}, "ends_after_start"),
    ],
)
def test_database_refuses_a_strategy_of_nobody(strategy, facts, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        TrainingStrategy.objects.filter(pk=strategy.pk).update(**facts)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"share": 0}, "share_of_a_whole"),
        ({"share": 101}, "share_of_a_whole"),
        ({"settled_on": clock.today()}, "settled_with_outcome"),
        ({"outcome": "x"}, "settled_with_outcome"),
    ],
)
def test_database_refuses_a_target_of_nothing(target, facts, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        StrategyTarget.objects.filter(pk=target.pk).update(**facts)


@pytest.mark.parametrize(
    "facts",
    [{"reached": 101}, {"needed": None}, {"reached": None}, {"reached": 0, "needed": 0}],
)
def test_database_refuses_a_part_of_no_whole(target, facts):
    one = TargetCountFactory(target=target)

    with pytest.raises(IntegrityError, match="part_of_a_whole"), transaction.atomic():
        TargetCount.objects.filter(pk=one.pk).update(**facts)
