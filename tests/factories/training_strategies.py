"""Makers of training strategies, their targets and what was reached."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from portal import clock
from tests.factories.partners import AgencyFactory, PartnershipFactory
from tests.world import thing
from training.models import StrategyTarget, TargetCount, TrainingStrategy


class TrainingStrategyFactory(DjangoModelFactory):
    class Meta:
        model = TrainingStrategy

    partnership = factory.SubFactory(PartnershipFactory)
    agency = factory.SubFactory(AgencyFactory)
    title = factory.Sequence(lambda n: f"Training strategy {n}")
    written_by = "Named nurses"
    starts_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=100))
    ends_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=600))


class StrategyTargetFactory(DjangoModelFactory):
    class Meta:
        model = StrategyTarget

    strategy = factory.SubFactory(TrainingStrategyFactory)
    level = "Level 3"
    staff = factory.Sequence(lambda n: f"Staff {n}")
    share = 90
    due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=300))


class TargetCountFactory(DjangoModelFactory):
    class Meta:
        model = TargetCount

    target = factory.SubFactory(StrategyTargetFactory)
    counted_on = factory.LazyFunction(clock.today)
    reached = 80
    needed = 100


@thing("training_strategy_id")
def training_strategy(world):
    return TrainingStrategyFactory(partnership=world.partnership, agency=world.agency)


@thing("target_id")
def target(world):
    return StrategyTargetFactory(
        strategy__partnership=world.partnership, strategy__agency=world.agency
    )
