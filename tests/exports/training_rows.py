"""Rows for the lists of what is to become better in training, and of who gives it."""

from collections.abc import Callable
from typing import Any

from tests.factories import training_providers, training_reports, training_strategies
from tests.factories.training_bookings import SuggestionFactory


def each(factory: Any, **facts: Any) -> Callable[[Any], None]:
    def make(world: Any) -> None:
        factory(partnership=world.partnership, **facts)

    return make


def counted(world: Any) -> None:
    world.answer("training_strategy_id")
    training_strategies.TargetCountFactory(target__strategy=world.made["training_strategy_id"])


def answers(world: Any) -> None:
    training_reports.TrainingGroupFactory(group__partnership=world.partnership)


ROWS = {
    "training.changes": each(training_providers.ChangeFactory),
    "training.groups": answers,
    "training.improvements": each(training_providers.ImprovementFactory),
    "training.providers": each(training_providers.ProviderFactory),
    "training.strategies": each(training_strategies.TrainingStrategyFactory),
    "training.strategy": counted,
    "training.suggestions": each(SuggestionFactory),
}
